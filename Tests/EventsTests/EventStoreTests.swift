import Primitives
import Storage
import StorageTesting
import Testing

@testable import Events

struct EventStoreTests {
    private let clock = HandClock()
    private let ids = IDMaker(node: 1, clock: .system)

    private struct Refusal: Error {}

    @Test("positions have no gaps, whoever rolls back", arguments: TestEngine.allCases)
    func noGaps(engine: TestEngine) async throws {
        try await engine.withDatabase(StorageSchema.migrations + EventSchema.migrations) { database in
            let clock = clock.clock, ids = ids
            await withTaskGroup(of: Void.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        try? await database.write { tx in
                            try EventStore(tx).append(.test("n", number), id: ids.next(), at: clock.now())
                            if number % 4 == 0 { throw Refusal() }
                        }
                    }
                }
            }
            while try await database.positioned() > 0 {}
            let positions = try await database.read { tx in try EventStore(tx).after(0, most: 1000) }.map(\.position)
            #expect(positions == Array(1...150))
        }
    }

    @Test("an event comes back as it was told", arguments: TestEngine.allCases)
    func roundTrip(engine: TestEngine) async throws {
        try await engine.withDatabase(StorageSchema.migrations + EventSchema.migrations) { database in
            let now = clock.clock.now(), id = ids.next(Event.self)
            var draft = EventDraft(
                EventKind("ticket.escalated"), department: ID(3), actor: Actor(.agent, 9), cause: "rule:4", ticket: 42,
                values: ["from": "1", "to": "2", "\"": "ș\\"])
            draft.shape = 2
            try await database.write { [draft] tx in try EventStore(tx).append(draft, id: id, at: now) }
            _ = try await database.positioned()
            let event = try #require(try await database.read { tx in try EventStore(tx).after(0, most: 1) }.first)
            #expect(
                event
                    == Event(
                        id: id, position: 1, department: ID(3), kind: draft.kind, shape: 2, actor: draft.actor, cause: "rule:4", ticket: 42,
                        values: draft.values, at: now))
            #expect(try await database.read { tx in try EventStore(tx).history(ticket: 42, department: ID(3)) } == [event])
            #expect(try await database.read { tx in try EventStore(tx).history(ticket: 42, department: ID(4)) }.isEmpty)
        }
    }

    @Test("a late commit comes behind what has a position, and no reader misses it", arguments: TestEngine.allCases)
    func lateCommit(engine: TestEngine) async throws {
        try await engine.withDatabase(StorageSchema.migrations + EventSchema.migrations) { database in
            try await database.insertUnpositioned(ids: [20, 30])
            #expect(try await database.positioned() == 2)
            let first = try await database.read { tx in try EventStore(tx).after(0, most: 10) }
            #expect(first.map(\.id.rawValue) == [20, 30])
            // Begun before the others, committed after them.
            try await database.insertUnpositioned(ids: [10, 40])
            #expect(try await database.positioned() == 2)
            let rest = try await database.read { tx in try EventStore(tx).after(first[1].position, most: 10) }
            #expect(rest.map(\.id.rawValue) == [10, 40])
            #expect(rest.map(\.position) == [3, 4])
        }
    }

    @Test("one process gives positions, and another takes over when it is gone", arguments: TestEngine.allCases)
    func lease(engine: TestEngine) async throws {
        try await engine.withDatabase(StorageSchema.migrations + EventSchema.migrations) { database in
            let one = EventPositioning(database, holder: 1, clock: clock.clock)
            let other = EventPositioning(database, holder: 2, clock: clock.clock)
            try await database.insertUnpositioned(ids: [1])
            #expect(try await one.step() == 1)
            try await database.insertUnpositioned(ids: [2])
            #expect(try await other.step() == 0)
            #expect(try await one.step() == 1)
            try await database.insertUnpositioned(ids: [3])
            clock.advance(by: .seconds(11))
            #expect(try await other.step() == 1)
            #expect(try await database.read { tx in try EventStore(tx).last() } == 3)
        }
    }

    @Test("no statement walks through the whole log", arguments: TestEngine.allCases)
    func plans(engine: TestEngine) async throws {
        try await engine.withDatabase(StorageSchema.migrations + EventSchema.migrations) { database in
            try await database.insertUnpositioned(ids: Array(1...200))
            let draft = EventDraft.test("n", 1), id = ids.next(Event.self)
            let scans = try await database.write { tx in
                let store = EventStore(tx)
                _ = try store.hasWaiting()
                _ = try store.position(most: 100)
                try store.append(draft, id: id, at: Instant(microseconds: 0))
                _ = try store.after(50, most: 10)
                _ = try store.history(ticket: 7, department: ID(1))
                _ = try store.move("reader", from: try store.cursor(of: "reader"), to: 5)
                return tx.fullScans
            }
            #expect(scans == [])
        }
    }

    @Test("where one writer gives positions itself, nothing runs beside it")
    func oneWriter() async throws {
        try await TestEngine.sqlite.withDatabase(StorageSchema.migrations + EventSchema.migrations) { database in
            await EventPositioning(database, holder: 1, clock: clock.clock).run { Issue.record($0) }
        }
    }
}

extension EventDraft {
    static func test(_ kind: String, _ number: Int) -> EventDraft {
        EventDraft(EventKind(kind), department: ID(1), actor: .system, values: ["number": "\(number)"])
    }
}

extension Database {
    /// Gives waiting events their positions where the one writer did not.
    func positioned() async throws -> Int {
        try await write { tx in try EventStore(tx).position(most: 1000) }
    }

    /// Events as a second writer leaves them.
    func insertUnpositioned(ids: [Int]) async throws {
        try await write { tx in
            for id in ids {
                try tx.run(
                    """
                    INSERT INTO event (id, position, department, kind, shape, actor_kind, actor, data, at)
                    VALUES (\(id), NULL, 1, 'test', 1, 'system', 0, '{}', 0)
                    """)
            }
        }
    }
}
