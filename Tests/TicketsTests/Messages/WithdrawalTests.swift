import Accounts
import Contacts
import Outbox
import Primitives
import Storage
import StorageTesting
import Testing

@testable import Tickets

@Suite("Taking a reply back")
struct WithdrawalTests {
    @Test("the ticket is as it was before, and the words are the draft again", arguments: Reply.Then.allCases)
    func asBefore(then: Reply.Then) async throws {
        try await TestDesk.with { desk in
            let ana = try await desk.agent("Ana"), ticket = try await desk.open(from: desk.customer("Carla"))
            let message = try await desk.reply("Try again", on: ticket, as: ana, then: then)
            try await desk.desk.withdraw(message, on: ticket.id, as: ana)
            var now = try await desk.now(ticket)
            let draft = try await draft(of: ana, on: ticket, desk)
            #expect(draft?.text == "Try again" && draft?.fields["to"] == "c@kunde.example" && draft?.seen == now.version)
            now.version = ticket.version
            #expect(now == ticket)
        }
    }

    @Test("what somebody changed since stays")
    func otherChangesStay() async throws {
        try await TestDesk.with { desk in
            let ana = try await desk.agent("Ana"), bea = try await desk.agent("Bea"), ticket = try await desk.open(from: desk.customer("Carla"))
            let message = try await desk.reply("Try again", on: ticket, as: ana)
            try await desk.desk.assign(ticket.id, to: bea.agent, seen: desk.now(ticket).version, as: bea)
            try await desk.desk.withdraw(message, on: ticket.id, as: ana)
            #expect(try await desk.now(ticket).assignee == bea.agent)
            #expect(try await desk.now(ticket).state == .new)
        }
    }

    @Test("after its time it is too late, and nothing changes")
    func tooLate() async throws {
        try await TestDesk.with { desk in
            let ana = try await desk.agent("Ana"), ticket = try await desk.open(from: desk.customer("Carla"))
            let message = try await desk.reply("Try again", on: ticket, as: ana)
            desk.time.advance(by: .seconds(10))
            await #expect(throws: OutboxError.tooLate) { try await desk.desk.withdraw(message, on: ticket.id, as: ana) }
            #expect(try await desk.now(ticket).state == .pending)
        }
    }

    private func draft(of access: Access, on ticket: Ticket, _ desk: TestDesk) async throws -> Draft? {
        let agent = try #require(access.agent), department = desk.department.id
        return try await desk.db.read { tx in try DraftStore(tx, department: department).of(agent, on: ticket.id).first }
    }
}
