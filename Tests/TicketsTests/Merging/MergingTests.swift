import Accounts
import Contacts
import Primitives
import Search
import Storage
import StorageTesting
import Testing

@testable import Tickets

@Suite("Merging")
struct MergingTests {
    @Test("a merged ticket is told in the survivor, and undoing gives each back what was theirs")
    func mergeAndUndo() async throws {
        try await TestDesk.with { desk in
            let ana = try await desk.agent("Ana"), carla = try await desk.customer("Carla"), dora = try await desk.customer("Dora")
            let one = try await desk.open("One", "First words", from: carla), two = try await desk.open("Two", "Second words", from: dora)
            let before = try await desk.now(one)
            try await desk.desk.merge(two.id, seen: two.version, into: one.number, as: ana)
            #expect(try await desk.messages(of: one).map(\.text) == ["First words", "Second words"])
            #expect(try await desk.participants(of: one).map(\.contact) == [dora])
            #expect(try await desk.now(one).snippet == "Second words")
            try await desk.desk.unmerge(two.id, as: ana)
            #expect(try await desk.messages(of: one).map(\.text) == ["First words"])
            #expect(try await desk.messages(of: two).map(\.text) == ["Second words"])
            #expect(try await desk.participants(of: one).isEmpty)
            let after = try await desk.now(one)
            #expect(after.snippet == before.snippet && after.waitingSince == before.waitingSince && after.state == before.state)
            #expect(try await desk.now(two).state == .new)
        }
    }

    @Test("merges of merges come apart in any order", arguments: [[0, 1], [1, 0]])
    func nested(order: [Int]) async throws {
        try await TestDesk.with { desk in
            let ana = try await desk.agent("Ana"), carla = try await desk.customer("Carla")
            let a = try await desk.open("A", "alpha", from: carla), b = try await desk.open("B", "beta", from: carla)
            let c = try await desk.open("C", "gamma", from: carla)
            try await desk.desk.merge(a.id, seen: a.version, into: b.number, as: ana)
            try await desk.desk.merge(b.id, seen: desk.now(b).version, into: c.number, as: ana)
            #expect(try await desk.messages(of: c).map(\.text) == ["alpha", "beta", "gamma"])
            for step in order { try await desk.desk.unmerge([a.id, b.id][step], as: ana) }
            for (ticket, text) in [(a, "alpha"), (b, "beta"), (c, "gamma")] {
                #expect(try await desk.messages(of: ticket).map(\.text) == [text])
                #expect(try await desk.now(ticket).snippet == text)
                #expect(try await desk.now(ticket).lane == .ours)
            }
        }
    }

    @Test("a survivor that comes out of the bin is found again by everything that was merged into it")
    func binAndRestore() async throws {
        try await TestDesk.with { desk in
            let lead = try await desk.agent("Lea", .lead), carla = try await desk.customer("Carla")
            let one = try await desk.open("Anchor", "first", from: carla), two = try await desk.open("Lighthouse", "second", from: carla)
            try await desk.desk.merge(two.id, seen: two.version, into: one.number, as: lead)
            try await desk.desk.bin(one.id, as: lead)
            #expect(try await documents(of: one, desk) == 0)
            try await desk.desk.restore(one.id, as: lead)
            #expect(try await documents(of: one, desk) == 4)
            try await desk.desk.bin(one.id, as: lead)
            try await desk.desk.unmerge(two.id, as: lead)
            #expect(try await documents(of: two, desk) == 2)
            #expect(try await desk.messages(of: two).map(\.text) == ["second"])
        }
    }

    @Test("what was said before the merge stays between each customer and the desk")
    func betweenEachAndUs() async throws {
        try await TestDesk.with { desk in
            let ana = try await desk.agent("Ana"), carla = try await desk.customer("Carla"), dora = try await desk.customer("Dora")
            let one = try await desk.open("One", "Carla's words", from: carla), two = try await desk.open("Two", "Dora's words", from: dora)
            try await desk.desk.merge(two.id, seen: two.version, into: one.number, as: ana)
            try await desk.reply("To both", on: one, as: ana)
            let merged = try await desk.now(two)
            let forDora = try await desk.db.read { tx in try CustomerView(of: merged, for: dora, tx)?.said.map(\.text) }
            let forCarla = try await desk.db.read { tx in try CustomerView(of: one, for: carla, tx)?.said.map(\.text) }
            #expect(forDora == ["To both", "Dora's words"])
            #expect(forCarla == ["To both", "Carla's words"])
        }
    }

    @Test("a merged ticket is changed by nothing but taking it out again")
    func mergedIsLeftAlone() async throws {
        try await TestDesk.with { desk in
            let lead = try await desk.agent("Lea", .lead), carla = try await desk.customer("Carla")
            let one = try await desk.open(from: carla), two = try await desk.open(from: carla)
            try await desk.desk.merge(two.id, seen: two.version, into: one.number, as: lead)
            await #expect(throws: TicketError.isMerged(two.number)) { try await desk.reply("Hello", on: two, as: lead) }
            await #expect(throws: TicketError.isMerged(two.number)) { try await desk.desk.bin(two.id, as: lead) }
            await #expect(throws: TicketError.isMerged(two.number)) {
                try await desk.desk.merge(two.id, seen: desk.now(two).version, into: one.number, as: lead)
            }
            await #expect(throws: TicketError.mergedIntoItself) {
                try await desk.desk.merge(one.id, seen: desk.now(one).version, into: two.number, as: lead)
            }
        }
    }

    @Test("a solved ticket keeps the day it was solved through a merge")
    func solvedStays() async throws {
        try await TestDesk.with { desk in
            let ana = try await desk.agent("Ana"), carla = try await desk.customer("Carla")
            let one = try await desk.open(from: carla), two = try await desk.open(from: carla)
            try await desk.reply("Done", on: two, as: ana, then: .solve)
            let solved = try await desk.now(two).solved
            desk.time.advance(by: .days(1))
            try await desk.desk.merge(two.id, seen: desk.now(two).version, into: one.number, as: ana)
            try await desk.desk.unmerge(two.id, as: ana)
            let now = try await desk.now(two)
            #expect(now.solved == solved && now.state == .solved)
        }
    }

    private func documents(of ticket: Ticket, _ desk: TestDesk) async throws -> Int {
        try await desk.db.read { tx in try tx.column(Int64.self, "SELECT id FROM search_document WHERE ticket = \(ticket.id)").count }
    }
}
