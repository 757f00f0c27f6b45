import HTTPTypes
import Primitives
import Storage
import Testing
import Tickets

@testable import API

@Suite struct TicketCreatingTests {
    @Test("a program opens a ticket for somebody new and reads it back with what they said")
    func opens() async throws {
        let api = try await TestAPI()
        let made = try await api.open("Running shoes", tags: #"["vip","size"]"#)
        #expect(made.status == 201)
        #expect(made["number"].text == "LBT-1001")
        #expect(made["channel"].text == "api")
        #expect(made["requester"]["email"].text == "maria@example.com")
        #expect(made["tags"].list.compactMap(\.text) == ["size", "vip"])
        let whole = try await api.ask(.get, "/tickets/lbt-1001")
        #expect(whole["ticket"] == made.node)
        #expect(whole["messages"]["data"].list.map { $0["text"].text } == ["Size 42?"])
        #expect(whole["messages"]["data"].list.first?["direction"].text == "in")
        #expect(whole["events"]["data"].list.compactMap { $0["kind"].text }.contains("ticket.opened"))
    }

    @Test("whoever has the address is the requester; nobody is made twice")
    func knownContact() async throws {
        let api = try await TestAPI()
        let first = try await api.open(), second = try await api.open("Again")
        #expect(first["requester"]["id"] == second["requester"]["id"])
        #expect(try await api.ask(.get, "/contacts?q=maria")["data"].list.count == 1)
    }

    @Test("asking again with the same key opens one ticket and gives the same answer")
    func sameKey() async throws {
        let api = try await TestAPI()
        let body = #"{"requester":{"name":"Maria"},"text":"Hello"}"#, key = ["Idempotency-Key": "order-7"]
        let first = try await api.ask(.post, "/tickets", body, headers: key)
        let second = try await api.ask(.post, "/tickets", body, headers: key)
        #expect(first.status == 201 && second.status == 201)
        #expect(first.bytes == second.bytes)
        #expect(try await api.ask(.get, "/tickets")["data"].list.count == 1)
    }

    @Test("the same key with another request is refused with 422")
    func reusedKey() async throws {
        let api = try await TestAPI(), key = ["Idempotency-Key": "order-7"]
        _ = try await api.ask(.post, "/tickets", #"{"requester":{"name":"Maria"},"text":"Hello"}"#, headers: key)
        let other = try await api.ask(.post, "/tickets", #"{"requester":{"name":"Maria"},"text":"Other"}"#, headers: key)
        #expect(other.status == 422)
        #expect(other["type"].text == "urn:amparo:api.keyReused")
    }

    @Test("a key is free again after a day, and after a request that came to nothing")
    func freeKey() async throws {
        let api = try await TestAPI(), key = ["Idempotency-Key": "order-7"]
        let body = #"{"requester":{"name":"Maria"},"text":"Hello"}"#
        #expect(try await api.ask(.post, "/tickets", #"{"requester":{"name":"Maria"}}"#, headers: key).status == 422)
        let first = try await api.ask(.post, "/tickets", body, headers: key)
        api.time.advance(by: .hours(24))
        let second = try await api.ask(.post, "/tickets", body, headers: key)
        #expect(first.status == 201 && second.status == 201)
        #expect(first["number"] != second["number"])
    }

    @Test("a note under a key is written once")
    func keyedNote() async throws {
        let api = try await TestAPI(), key = ["Idempotency-Key": "note-1"]
        _ = try await api.open()
        let first = try await api.ask(.post, "/tickets/LBT-1001/notes", #"{"text":"Call her"}"#, headers: key)
        let second = try await api.ask(.post, "/tickets/LBT-1001/notes", #"{"text":"Call her"}"#, headers: key)
        #expect(first.status == 201 && first.bytes == second.bytes)
        #expect(try await api.ask(.get, "/tickets/LBT-1001/notes")["data"].list.count == 1)
    }

    @Test(
        "what cannot be used names its field",
        arguments: [
            (#"{"text":"x"}"#, "requester"), (#"{"requester":{},"text":"x"}"#, "requester"),
            (#"{"requester":{"email":"no"},"text":"x"}"#, "requester.email"),
            (#"{"requester":{"name":"A"},"text":"x","colour":"red"}"#, "colour"),
            (#"{"requester":{"name":"A","x":1},"text":"x"}"#, "requester.x"),
            (#"{"requester":{"name":"A"},"text":"x","priority":"top"}"#, "priority"),
            (#"{"requester":{"name":"A"},"text":7}"#, "text"), (#"{"requester":{"name":"A"},"text":"x","tags":"vip"}"#, "tags"),
            (#"{"requester":{"name":"A"},"text":"x","category":"1"}"#, "category"),
            (#"{"requester":{"name":"A\u0007"},"text":"x"}"#, "requester.name"),
        ])
    func refuses(_ body: String, _ field: String) async throws {
        let api = try await TestAPI()
        let answer = try await api.ask(.post, "/tickets", body)
        #expect(answer.status == 422)
        #expect(answer["field"].text == field)
    }

    @Test("broken JSON is 400, a wrong or missing key 401, a queue that is not there 404")
    func statuses() async throws {
        let api = try await TestAPI()
        #expect(try await api.ask(.post, "/tickets", "{").status == 400)
        #expect(try await api.ask(.post, "/tickets", "{}", key: "nonsense").status == 401)
        #expect(try await api.ask(.post, "/tickets", #"{"requester":{"name":"A"},"text":"x","queue":"77"}"#).status == 404)
    }
}
