import Accounts
import Events
import HTTPTypes
import Primitives
import Storage
import StorageTesting
import Testing
import Tickets

@testable import API

@Suite struct AnswersForgettingTests {
    @Test("a kept answer forgets what was redacted on its ticket, and asking again still opens none")
    func redacted() async throws {
        let api = try await TestAPI(), key = ["Idempotency-Key": "form-7"]
        let body = #"{"requester":{"email":"maria@example.com"},"subject":"My code is hunter2secret","text":"Help"}"#
        let first = try await api.ask(.post, "/tickets", body, headers: key), other = try await api.open()
        let id = try #require(first["id"].text.flatMap { ID<Ticket>($0) })
        try await api.desk.redact(.words("hunter2secret"), on: id, as: .system(api.shop.id))
        try await EventReading(api.db, [AnswersForgetting()], EventPositioning(api.db)).catchUp()
        let again = try await api.ask(.post, "/tickets", body, headers: key)
        #expect(again.status == 201 && again["id"].text == id.text && !again.text.contains("hunter2"))
        #expect(try await api.db.read { tx in try tx.value(Int.self, "SELECT count(*) FROM ticket") } == 2)
        #expect(other.status == 201)
    }
}
