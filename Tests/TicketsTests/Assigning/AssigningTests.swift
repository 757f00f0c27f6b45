import Accounts
import Contacts
import Primitives
import Storage
import StorageTesting
import Testing

@testable import Tickets

@Suite("Assigning")
struct AssigningTests {
    @Test("answering what is nobody's takes it; an agent of another queue only helps out")
    func takes() async throws {
        try await TestDesk.with { desk in
            let ana = try await desk.agent("Ana"), lea = try await desk.agent("Lea", .lead, tier: 2), carla = try await desk.customer("Carla")
            let one = try await desk.open(from: carla), two = try await desk.open(from: carla)
            try await desk.reply("Hello", on: one, as: ana)
            try await desk.reply("Hello", on: two, as: lea)
            #expect(try await desk.now(one).assignee == ana.agent)
            #expect(try await desk.now(two).assignee == nil)
        }
    }

    @Test("nobody gets a ticket of a queue they do not work, or one that concerns them")
    func cannotTake() async throws {
        try await TestDesk.with { desk in
            let ana = try await desk.agent("Ana"), bea = try await desk.agent("Bea", tier: 2), carla = try await desk.customer("Carla")
            let ion = try await desk.agent("Ion")
            let ticket = try await desk.open(from: carla), own = try await desk.open(from: ID(ion.contact ?? 0))
            await #expect(throws: TicketError.cannotTake) {
                try await desk.desk.assign(ticket.id, to: bea.agent, seen: ticket.version, as: ana)
            }
            await #expect(throws: TicketError.cannotTake) { try await desk.desk.assign(own.id, to: ion.agent, seen: own.version, as: ana) }
        }
    }

    @Test("an agent who is complained about loses the ticket, and sees it no more")
    func complaint() async throws {
        try await TestDesk.with { desk in
            let ana = try await desk.agent("Ana"), ion = try await desk.agent("Ion"), ticket = try await desk.open(from: desk.customer("Carla"))
            try await desk.desk.assign(ticket.id, to: ion.agent, seen: ticket.version, as: ana)
            var properties = Properties()
            properties.complainedAbout = .some(ID(ion.contact ?? 0))
            try await desk.desk.set(properties, on: ticket.id, seen: desk.now(ticket).version, as: ana)
            #expect(try await desk.now(ticket).assignee == nil)
            #expect(try await desk.page(.everything, as: ion) == [])
            await #expect(throws: TicketError.unknown) { _ = try await desk.desk.note(ticket.id, as: ion, text: "me?") }
        }
    }

    @Test("moving a ticket takes the right at both ends")
    func bothEnds() async throws {
        try await TestDesk.with { desk in
            let ana = try await desk.agent("Ana"), lea = try await desk.agent("Lea", .lead), ticket = try await desk.open(from: desk.customer("Carla"))
            await #expect(throws: TicketError.unknown) {
                try await desk.desk.move(ticket.id, to: desk.queues[2].id, seen: ticket.version, as: ana)
            }
            try await desk.desk.move(ticket.id, to: desk.queues[2].id, seen: ticket.version, as: lea)
            #expect(try await desk.now(ticket).tier == Tier(3))
        }
    }

    @Test("the last agent named on a confidential ticket stays")
    func lastNamed() async throws {
        try await TestDesk.with { desk in
            let ana = try await desk.agent("Ana"), ion = try await desk.agent("Ion"), ticket = try await desk.open(from: desk.customer("Carla"))
            var properties = Properties()
            properties.isConfidential = true
            try await desk.desk.set(properties, on: ticket.id, seen: ticket.version, as: ana)
            let (anaID, ionID) = (try #require(ana.agent), try #require(ion.agent))
            try await desk.desk.setNamed(anaID, isOn: false, on: ticket.id, as: ana)
            #expect(try await desk.page(.everything, as: ion) == [])
            try await desk.desk.setNamed(ionID, isOn: true, on: ticket.id, as: ana)
            #expect(try await desk.page(.everything, as: ion) == [ticket.id])
            try await desk.desk.setNamed(anaID, isOn: false, on: ticket.id, as: ion)
            #expect(try await desk.page(.everything, as: ana) == [])
        }
    }
}
