import Primitives
import Storage
import StorageTesting
import Synchronization
import Testing

@testable import Events

/// Notes each event of its kind in a table, which refuses a second note.
private struct Noting: EventReader {
    let name: String
    var kind = "noted"
    /// Throws at this event, as often as it is to.
    var stumble: (at: String, failures: Counter)?

    func read(_ event: Event, _ tx: Transaction) throws {
        guard event.kind.rawValue == kind else { return }
        try tx.run("INSERT INTO note (reader, event) VALUES (\(name), \(event.id))")
        if let stumble, event.values["number"] == stumble.at, stumble.failures.take() { throw Stumbled() }
    }

    struct Stumbled: Error {}
}

private final class Counter: Sendable {
    private let left: Mutex<Int>

    init(_ count: Int) { left = Mutex(count) }

    func take() -> Bool {
        left.withLock { left in
            left -= 1
            return left >= 0
        }
    }
}

struct EventReadingTests {
    private static let schema =
        StorageSchema.migrations + EventSchema.migrations + [
            Migration(1000, "note", ["CREATE TABLE note (reader VARCHAR(64), event BIGINT, PRIMARY KEY (reader, event))\(.tableEnd)"])
        ]
    private let ids = IDMaker(node: 1, clock: .system)

    private func append(_ count: Int, _ kind: String = "noted", to database: Database) async throws {
        let ids = ids
        try await database.write { tx in
            for number in 0..<count { try EventStore(tx).append(.test(kind, number), id: ids.next(), at: Instant(microseconds: 0)) }
        }
        _ = try await database.positioned()
    }

    private func notes(_ reader: String, _ database: Database) async throws -> Int? {
        try await database.read { tx in try tx.value(Int.self, "SELECT count(*) FROM note WHERE reader = \(reader)") }
    }

    @Test("every reader reads every event once, and skips kinds it does not know", arguments: TestEngine.allCases)
    func once(engine: TestEngine) async throws {
        try await engine.withDatabase(Self.schema) { database in
            let reading = EventReading(database, [Noting(name: "one"), Noting(name: "two", kind: "other")], EventPositioning(database))
            try await append(150, to: database)
            try await append(3, "unheard", to: database)
            try await append(5, "other", to: database)
            for _ in 0..<3 { try await reading.catchUp() }
            #expect(try await notes("one", database) == 150)
            #expect(try await notes("two", database) == 5)
            let cursors = try await database.read { tx in [try EventStore(tx).cursor(of: "one"), try EventStore(tx).cursor(of: "two")] }
            #expect(cursors == [158, 158])
        }
    }

    @Test("a reader that throws midway has done what came before, and does the rest once it is able", arguments: TestEngine.allCases)
    func midway(engine: TestEngine) async throws {
        try await engine.withDatabase(Self.schema) { database in
            let failures = Counter(2)
            try await append(100, to: database)
            let reading = EventReading(database, [Noting(name: "one", stumble: ("70", failures))], EventPositioning(database))
            await #expect(throws: Noting.Stumbled.self) { try await reading.catchUp() }
            #expect(try await notes("one", database) == 70)
            // As after a restart: another value, the same name.
            try await EventReading(database, [Noting(name: "one", stumble: ("70", failures))], EventPositioning(database)).catchUp()
            #expect(try await notes("one", database) == 100)
        }
    }

    @Test("two processes with the same reader do everything once", arguments: TestEngine.allCases)
    func together(engine: TestEngine) async throws {
        try await engine.withDatabase(Self.schema) { database in
            try await append(500, to: database)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 { group.addTask { try await EventReading(database, [Noting(name: "one")], EventPositioning(database)).catchUp() } }
                try await group.waitForAll()
            }
            #expect(try await notes("one", database) == 500)
        }
    }

    @Test("readers follow the log while it grows, and one that fails holds up no other", arguments: TestEngine.allCases)
    func following(engine: TestEngine) async throws {
        try await engine.withDatabase(Self.schema) { database in
            let readers = [Noting(name: "ill", stumble: ("0", Counter(.max))), Noting(name: "well")]
            let reading = EventReading(database, readers, EventPositioning(database))
            let following = Task { await reading.run { name, _ in #expect(name == "ill") } }
            for round in 1...5 {
                try await append(10, to: database)
                while try await notes("well", database) != round * 10 {
                    await database.commits.wait(past: database.commits.count, atMost: .milliseconds(20))
                }
            }
            following.cancel()
            await following.value
            #expect(try await notes("ill", database) == 0)
        }
    }
}
