import Dispatch
import Primitives
import StorageTesting
import Synchronization
import Testing

@testable import Storage

@Suite("Changes whose answer nobody waits for")
struct TravellingTests {
    private static let schema = [
        Migration(
            1, "test",
            [
                "CREATE TABLE parent (id BIGINT PRIMARY KEY, name \(.text) NOT NULL, size DOUBLE PRECISION, content \(.bytes))\(.tableEnd)",
                "CREATE TABLE child (id BIGINT PRIMARY KEY, parent BIGINT NOT NULL REFERENCES parent (id))\(.tableEnd)",
            ])
    ]

    private static func insert(_ id: Int, _ tx: Transaction) throws {
        try tx.run("INSERT INTO parent (id, name) VALUES (\(id), '')")
    }

    private static func ids(_ database: Database) async throws -> [Int] {
        try await database.read { tx in try tx.column(Int.self, "SELECT id FROM parent ORDER BY id") }
    }

    private static func refusal(_ database: Database, _ body: @escaping @Sendable (Transaction) throws -> Void) async -> StorageError? {
        do {
            try await database.write(body)
            return nil
        } catch { return error as? StorageError }
    }

    @Test("what one of them meets is thrown by the write as what it is, and nothing is stored", arguments: TestEngine.allCases)
    func refused(engine: TestEngine) async throws {
        try await engine.withDatabase(Self.schema) { database in
            let twice = await Self.refusal(database) { tx in
                for id in [1, 2, 1, 3] { try Self.insert(id, tx) }
            }
            let nameless = await Self.refusal(database) { tx in
                _ = try tx.rows("SELECT id FROM parent")
                try Self.insert(4, tx)
                try tx.run("INSERT INTO parent (id, name) VALUES (5, NULL)")
                try Self.insert(6, tx)
            }
            let orphan = await Self.refusal(database) { tx in
                try Self.insert(7, tx)
                try tx.insertMissing("INSERT INTO child (id, parent) VALUES (1, 99)", key: "id")
                try Self.insert(8, tx)
            }
            let ids = try await Self.ids(database)
            #expect(twice.isDuplicate && nameless.isConstraint && orphan.isDangling)
            #expect(ids == [])
        }
    }

    @Test("the next statement with an answer throws what they met, and comes behind them", arguments: TestEngine.allCases)
    func inOrder(engine: TestEngine) async throws {
        try await engine.withDatabase(Self.schema) { database in
            let twice = await Self.refusal(database) { tx in
                for id in [1, 1] { try Self.insert(id, tx) }
                _ = try tx.rows("SELECT id FROM parent")
                Issue.record("went on")
            }
            #expect(twice.isDuplicate)
            let counts = try await database.write { tx in
                try (1...600).map { id in
                    try Self.insert(id, tx)
                    return id % 100 == 0 ? try tx.value(Int.self, "SELECT count(*) FROM parent") : nil
                }.compactMap(\.self)
            }
            #expect(counts == [100, 200, 300, 400, 500, 600])
            #expect(try await Self.ids(database).count == 600)
        }
    }

    @Test("one who reads cannot change anything in this way either", arguments: TestEngine.allCases)
    func readOnly(engine: TestEngine) async throws {
        try await engine.withDatabase(Self.schema) { database in
            await #expect(throws: StorageError.self) {
                try await database.read { tx in
                    _ = try tx.rows("SELECT id FROM parent")
                    try Self.insert(1, tx)
                }
            }
            let ids = try await Self.ids(database)
            #expect(ids == [])
        }
    }

    @Test("every letter, number and byte arrives as it is, together as alone", arguments: TestEngine.allCases)
    func content(engine: TestEngine) async throws {
        let texts = ["", "it's", "a \\ b", "\\'; DROP TABLE child; --", "\"?\" ?", "line\nbreak\r\t\u{1A}%_", "ă ș 🙂 e\u{301}", String(repeating: "ñ", count: 70_000)]
        let numbers = [0, -1.5, 1e-7, 1.7976931348623157e308, 0.1 + 0.2, 123_456_789_012_345_680, -0.25, 5]
        let bytes = (0..<texts.count).map { turn in (0..<256).map { UInt8(($0 + turn) % 256) } }
        try await engine.withDatabase(Self.schema) { database in
            try await database.write { tx in
                for index in texts.indices {
                    try tx.run("INSERT INTO parent (id, name, size, content) VALUES (\(index), \(texts[index]), \(numbers[index]), \(bytes[index]))")
                }
                try tx.run("UPDATE parent SET size = \(Double?.none), content = \([UInt8]()) WHERE id = \(7) AND name <> '?'")
            }
            let rows = try await database.read { tx in try tx.rows("SELECT name, size, content FROM parent ORDER BY id") }
            #expect(try rows.map { try $0("name", as: String.self) } == texts)
            #expect(try rows.map { try $0("size", as: Double?.self) } == numbers.dropLast() + [nil])
            #expect(try rows.map { try $0("content", as: [UInt8].self) } == bytes.dropLast() + [[]])
        }
    }

    @Test("on a connection that was lost before they left all is done anew", .enabled(if: TestEngine.current != .sqlite))
    func lost() async throws {
        try await TestFolder.with { folder in
            let one = try await TestEngine.current.open(in: folder, Self.schema), other = try await TestEngine.current.open(in: folder, Self.schema)
            let runs = Mutex(0), goOn = DispatchSemaphore(value: 0)
            let (began, beginning) = AsyncStream<Void>.makeStream()
            let writing = Task {
                try await one.write { tx in
                    try Self.insert(1, tx)
                    let isFirst = runs.withLock { $0 += 1; return $0 == 1 }
                    if isFirst {
                        beginning.yield()
                        goOn.wait()
                    }
                    try Self.insert(2, tx)
                }
            }
            for await _ in began { break }
            try await other.survey { tx in try Self.cutOffOthers(tx) }
            goOn.signal()
            try await writing.value
            #expect(runs.withLock(\.self) == 2)
            #expect(try await Self.ids(one) == [1, 2])
            await other.close()
            await one.close()
        }
    }

    /// Ends the other connections, as a server that goes does.
    private static func cutOffOthers(_ tx: Transaction) throws {
        if tx.dialect == .postgres {
            _ = try tx.rows("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()")
        } else {
            let others = try tx.column(Int.self, "SELECT id FROM information_schema.processlist WHERE db = database() AND id <> connection_id()")
            for id in others { _ = try tx.changed(by: SQL(text: "KILL \(id)", values: [])) }
        }
    }
}

extension StorageError? {
    fileprivate var isDuplicate: Bool { if case .duplicate = self { true } else { false } }
    fileprivate var isDangling: Bool { if case .dangling = self { true } else { false } }
    fileprivate var isConstraint: Bool { if case .constraint = self { true } else { false } }
}
