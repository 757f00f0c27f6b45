import HTTPTypes
import Testing

@testable import API

@Suite struct TicketChangingTests {
    @Test("a change names the version it saw; a stale one is refused with 409")
    func versions() async throws {
        let api = try await TestAPI()
        _ = try await api.open()
        let changed = try await api.ask(.patch, "/tickets/LBT-1001", #"{"version":1,"priority":"high","tags":["vip"]}"#)
        #expect(changed.status == 200)
        #expect(changed["priority"].text == "high")
        #expect(changed["version"].text == "2")
        let stale = try await api.ask(.patch, "/tickets/LBT-1001", #"{"version":1,"priority":"low"}"#)
        #expect(stale.status == 409)
        #expect(stale["type"].text == "urn:amparo:ticket.changedMeanwhile")
        #expect(try await api.ask(.patch, "/tickets/LBT-1001", #"{"priority":"low"}"#)["field"].text == "version")
    }

    @Test("an answer goes to the requester and takes the ticket")
    func replies() async throws {
        let api = try await TestAPI()
        _ = try await api.open()
        let made = try await api.ask(.post, "/tickets/LBT-1001/messages", #"{"version":1,"text":"Yes, in autumn."}"#)
        #expect(made.status == 201)
        let whole = try await api.ask(.get, "/tickets/LBT-1001")
        #expect(whole["ticket"]["state"].text == "pending")
        #expect(whole["ticket"]["assignee"]["name"].text == "Ana")
        let message = whole["messages"]["data"].list.first
        #expect(message?["id"] == made["id"])
        #expect(message?["to"].list.first?["address"].text == "maria@example.com")
    }

    @Test("a ticket goes up a tier; the agent who handed it up follows it; solved it can be opened again")
    func steps() async throws {
        let api = try await TestAPI()
        _ = try await api.open()
        let fixed = try await api.ask(.post, "/tickets/LBT-1001/fixes", #"{"version":1,"outcome":"noFault"}"#)
        #expect(fixed["state"].text == "solved")
        #expect(try await api.ask(.delete, "/tickets/LBT-1001/fixes")["state"].text == "open")
        let version = try #require(try await api.ask(.get, "/tickets/LBT-1001")["ticket"]["version"].text)
        let up = try await api.ask(.post, "/tickets/LBT-1001/escalations", #"{"version":\#(version),"reason":"too hard"}"#)
        #expect(up.status == 200)
        #expect(up["tier"].text == "2")
    }

    @Test("tickets are linked, merged and taken apart again")
    func pairs() async throws {
        let api = try await TestAPI()
        _ = try await api.open()
        _ = try await api.open()
        #expect(try await api.ask(.post, "/tickets/LBT-1001/links", #"{"kind":"related","ticket":"LBT-1002"}"#).status == 204)
        #expect(try await api.ask(.get, "/tickets/LBT-1002")["links"].list.map { $0["kind"].text } == ["related"])
        #expect(try await api.ask(.delete, "/tickets/LBT-1001/links/related/LBT-1002").status == 204)
        #expect(try await api.ask(.get, "/tickets/LBT-1002")["links"].list == [])
        let version = try #require(try await api.ask(.get, "/tickets/LBT-1002")["ticket"]["version"].text)
        let merged = try await api.ask(.post, "/tickets/LBT-1002/merge", #"{"version":\#(version),"into":"LBT-1001"}"#)
        #expect(merged["state"].text == "merged")
        #expect(try await api.ask(.get, "/tickets/LBT-1001/messages")["data"].list.count == 2)
        #expect(try await api.ask(.delete, "/tickets/LBT-1002/merge")["state"].text == "new")
    }

    @Test("a known solution solves the next ticket and can be read")
    func solutions() async throws {
        let api = try await TestAPI()
        _ = try await api.open()
        _ = try await api.open()
        let body = #"{"version":1,"title":"Shoes come in autumn","problem":"When?","steps":"Say: in autumn."}"#
        #expect(try await api.ask(.post, "/tickets/LBT-1001/fixes", body)["state"].text == "solved")
        let article = try #require(try await api.ask(.get, "/articles")["data"].list.first?["id"].text)
        #expect(try await api.ask(.post, "/tickets/LBT-1002/fixes", #"{"version":1,"article":"\#(article)"}"#)["state"].text == "solved")
        #expect(try await api.ask(.get, "/articles/\(article)")["helped"].text == "2")
    }
}
