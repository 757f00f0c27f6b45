import Accounts
import Contacts
import Primitives
import Storage
import StorageTesting
import Testing

@testable import Tickets

@Suite("Splitting")
struct SplittingTests {
    @Test("a message that is a new request becomes a ticket of its own, and merging undoes it")
    func splitAndMerge() async throws {
        try await TestDesk.with { desk in
            let ana = try await desk.agent("Ana"), carla = try await desk.customer("Carla")
            let old = try await desk.open("Printer", "It burns", from: carla)
            try await desk.reply("Water!", on: old, as: ana)
            let message = try await desk.write("My chair broke", on: old, from: carla) {
                $0.subject = "Chair"
                $0.mark = .newRequest
                $0.messageID = "chair@kunde.example"
            }
            let new = try await desk.desk.split(message, from: old.id, as: ana).ticket
            #expect(new.subject == "Chair" && new.requester == carla && new.number != old.number && new.snippet == "My chair broke")
            let said = try await desk.messages(of: new)
            #expect(said.map(\.text) == ["My chair broke"] && said[0].mark == nil && new.waitingSince == said[0].at)
            let left = try await desk.now(old)
            #expect(left.snippet == "Water!" && left.spokeLast == .desk && left.waitingSince == nil)
            let owner = try await desk.db.read { tx in
                try tx.value(ID<Ticket>.self, "SELECT ticket FROM mail_id WHERE id = 'chair@kunde.example'")
            }
            #expect(owner == new.id)
            try await desk.desk.merge(new.id, seen: new.version, into: old.number, as: ana)
            #expect(try await desk.messages(of: old).map(\.text) == ["It burns", "Water!", "My chair broke"])
        }
    }

    @Test("the only message, and one of ours, stay")
    func refused() async throws {
        try await TestDesk.with { desk in
            let ana = try await desk.agent("Ana"), ticket = try await desk.open(from: desk.customer("Carla"))
            let only = try #require(try await desk.messages(of: ticket).first)
            await #expect(throws: TicketError.cannotSplit) { try await desk.desk.split(only.id, from: ticket.id, as: ana) }
            let ours = try await desk.reply("Hello", on: ticket, as: ana)
            await #expect(throws: TicketError.cannotSplit) { try await desk.desk.split(ours, from: ticket.id, as: ana) }
        }
    }
}
