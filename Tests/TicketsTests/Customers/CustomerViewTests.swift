import Accounts
import Contacts
import Primitives
import Storage
import StorageTesting
import Testing

@testable import Tickets

@Suite("What a customer sees")
struct CustomerViewTests {
    @Test("public words both ways, no notes, nothing unverified, withdrawn or in the bin")
    func publicOnly() async throws {
        try await TestDesk.with { desk in
            let lead = try await desk.agent("Lea", .lead), carla = try await desk.customer("Carla"), other = try await desk.customer("Other")
            let ticket = try await desk.open("Help", "Mine", from: carla)
            _ = try await desk.desk.note(ticket.id, as: lead, text: "secret note")
            try await desk.write("code 1234", on: ticket, from: other) { $0.isVerified = false }
            let taken = try await desk.reply("Oops", on: ticket, as: lead)
            try await desk.desk.withdraw(taken, on: ticket.id, as: lead)
            try await desk.reply("Answer", on: ticket, as: lead)
            let view = try #require(try await view(of: ticket, for: carla, desk))
            #expect(view.said.map(\.text) == ["Answer", "Mine"] && view.said.map(\.isOwn) == [false, true])
            #expect(view.progress == .yourTurn && view.isOpenToAnswers && view.number == ticket.number)
            #expect(try await self.view(of: ticket, for: other, desk) == nil)
            try await desk.desk.bin(ticket.id, as: lead)
            #expect(try await self.view(of: ticket, for: carla, desk) == nil)
        }
    }

    @Test("a copy sees nothing until an agent accepts them, then everything")
    func copies() async throws {
        try await TestDesk.with { desk in
            let ana = try await desk.agent("Ana"), carla = try await desk.customer("Carla"), copy = try await desk.customer("Copy")
            let ticket = try await desk.open("Help", "Mine", from: carla), now = desk.desk.now(), department = desk.department.id
            try await desk.db.write { tx in
                try ParticipantStore(tx, department: department).add(copy, .copy, to: ticket.id, isAccepted: false, at: now)
            }
            #expect(try await view(of: ticket, for: copy, desk) == nil)
            try await desk.desk.setParticipant(copy, .copy, isOn: true, on: ticket.id, as: ana)
            #expect(try await view(of: ticket, for: copy, desk)?.said.map(\.text) == ["Mine"])
        }
    }

    @Test("an agent who asks sees their own ticket as a customer, and colleagues' notes on it never")
    func askingAgent() async throws {
        try await TestDesk.with { desk in
            let ana = try await desk.agent("Ana"), ion = try await desk.agent("Ion", .admin), me = ID<Contact>(ion.contact ?? 0)
            let ticket = try await desk.open("My chair", "It squeaks", from: me)
            _ = try await desk.desk.note(ticket.id, as: ana, text: "again him")
            #expect(try await desk.page(.everything, as: ion) == [])
            #expect(try await view(of: ticket, for: me, desk)?.said.map(\.text) == ["It squeaks"])
        }
    }

    @Test("a long ticket is read page by page, each message once")
    func pages() async throws {
        try await TestDesk.with { desk in
            let carla = try await desk.customer("Carla"), ticket = try await desk.open("Help", "0", from: carla)
            for number in 1..<7 { try await desk.write("\(number)", on: ticket, from: carla) }
            var texts: [String] = [], key: Int64?
            repeat {
                let before = key
                let view = try #require(try await desk.db.read { tx in try CustomerView(of: ticket, for: carla, before: before, most: 3, tx) })
                texts += view.said.map(\.text)
                key = view.next
            } while key != nil
            #expect(texts == ["6", "5", "4", "3", "2", "1", "0"])
        }
    }

    private func view(of ticket: Ticket, for contact: ID<Contact>, _ desk: TestDesk) async throws -> CustomerView? {
        let now = try await desk.now(ticket)
        return try await desk.db.read { tx in try CustomerView(of: now, for: contact, tx) }
    }
}
