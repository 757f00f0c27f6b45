import Accounts
import HTTPTypes
import Primitives
import Storage
import Testing
import Tickets

@testable import API

@Suite struct TicketReadingTests {
    private func numbers(_ answer: TestAnswer) -> [String] { answer["data"].list.compactMap { $0["number"].text } }

    @Test("pages hold every ticket once, the last active first")
    func pages() async throws {
        let api = try await TestAPI()
        for index in 1...5 {
            _ = try await api.open("Number \(index)")
            api.time.advance(by: .seconds(1))
        }
        var found: [String] = [], after = ""
        repeat {
            let page = try await api.ask(.get, "/tickets?limit=2\(after)")
            found += numbers(page)
            after = page["next"].text.map { "&after=\($0)" } ?? ""
        } while !after.isEmpty
        #expect(found == ["LBT-1005", "LBT-1004", "LBT-1003", "LBT-1002", "LBT-1001"])
    }

    @Test("filters by state, queue, assignee, tag and time narrow the list")
    func filters() async throws {
        let api = try await TestAPI()
        let first = try await api.open("One", tags: #"["VIP"]"#)
        api.time.advance(by: .hours(1))
        _ = try await api.open("Two")
        let queue = try #require(first["queue"]["id"].text)
        _ = try await api.ask(.put, "/tickets/LBT-1001/assignment", #"{"version":1,"agent":"\#(api.agent.id)"}"#)
        #expect(numbers(try await api.ask(.get, "/tickets?assignee=me")) == ["LBT-1001"])
        #expect(numbers(try await api.ask(.get, "/tickets?assignee=none")) == ["LBT-1002"])
        #expect(numbers(try await api.ask(.get, "/tickets?tag=vip")) == ["LBT-1001"])
        #expect(numbers(try await api.ask(.get, "/tickets?state=new")) == ["LBT-1002"])
        #expect(numbers(try await api.ask(.get, "/tickets?state=new,open&queue=\(queue)")).count == 2)
        #expect(numbers(try await api.ask(.get, "/tickets?state=solved")) == [])
        #expect(numbers(try await api.ask(.get, "/tickets?queue=12345")) == [])
        let since = api.time.clock.now().text
        #expect(numbers(try await api.ask(.get, "/tickets?updatedSince=\(since)")) == ["LBT-1002"])
    }

    @Test("filters, limits and keys that make no sense are refused")
    func nonsense() async throws {
        let api = try await TestAPI()
        for query in ["state=asleep", "limit=0", "limit=101", "after=x", "queue=x", "updatedSince=today", "assignee=somebody"] {
            #expect(try await api.ask(.get, "/tickets?\(query)").status == 422, "\(query)")
        }
    }

    @Test("search finds a ticket by its words and shows where they stand")
    func search() async throws {
        let api = try await TestAPI()
        _ = try await api.open("Running shoes")
        _ = try await api.open("Socks")
        let found = try await api.ask(.get, "/tickets/search?q=shoe+state:new")
        #expect(found["data"].list.map { $0["ticket"]["number"].text } == ["LBT-1001"])
        #expect(found["data"].list.first?["title"].list.contains { $0["text"].text == "shoes" && $0["isHit"] == .flag(true) } == true)
        #expect(try await api.ask(.get, "/tickets/search").status == 422)
    }

    @Test("a ticket of another team's queue is not there for an agent who may not see it")
    func outOfSight() async throws {
        let api = try await TestAPI()
        _ = try await api.open()
        let queue = try #require(try await api.ask(.get, "/queues")["data"].list.last?["id"].text)
        let other = try await api.ask(.post, "/tickets", #"{"requester":{"name":"Zoe"},"text":"secret","queue":"\#(queue)"}"#)
        let number = try #require(other["number"].text)
        for path in ["/tickets/\(number)", "/tickets/\(number)/messages", "/tickets/\(number)/events", "/tickets/\(number)/notes"] {
            #expect(try await api.ask(.get, path).status == 404, "\(path)")
        }
        #expect(numbers(try await api.ask(.get, "/tickets")) == ["LBT-1001"])
        #expect(try await api.ask(.get, "/tickets/search?q=secret")["data"].list == [])
        #expect(try await api.ask(.post, "/tickets/\(number)/notes", #"{"text":"x"}"#).status == 404)
        #expect(try await api.ask(.post, "/tickets/LBT-1001/links", #"{"kind":"related","ticket":"\#(number)"}"#).status == 404)
    }

    @Test("a file is handed out as bytes to save, and only on its own ticket")
    func download() async throws {
        let api = try await TestAPI()
        _ = try await api.open()
        _ = try await api.open()
        let blob = try await api.desk.blobs.prepare(Array("<svg/>".utf8)), access = try await access(api)
        let id = try #require(try await api.ask(.get, "/tickets/LBT-1001")["ticket"]["id"].text.flatMap { ID<Ticket>($0) })
        _ = try await api.desk.note(id, as: access, text: "see", attachments: [NewAttachment(name: "a b.svg", type: "image/svg+xml", blob: blob)])
        let notes = try await api.ask(.get, "/tickets/LBT-1001/notes")
        let file = try #require(notes["data"].list.first?["attachments"].list.first?["id"].text)
        #expect(try await api.ask(.get, "/tickets/LBT-1001/attachments/\(file)").text == "<svg/>")
        #expect(try await api.ask(.get, "/tickets/LBT-1002/attachments/\(file)").status == 404)
    }

    private func access(_ api: TestAPI) async throws -> Access {
        let (agent, shop) = (api.agent.id, api.shop.id)
        return try #require(try await api.db.read { tx in try AccessStore(tx).access(of: agent, in: shop) })
    }
}
