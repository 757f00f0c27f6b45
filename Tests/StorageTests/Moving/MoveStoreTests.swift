import Primitives
import Storage
import StorageTesting
import Testing

struct MoveStoreTests {
    private static let schema = [
        Migration(
            1, "things",
            [
                """
                CREATE TABLE thing (
                    department BIGINT NOT NULL, name \(varchar: 64) NOT NULL, mark \(.hash) NOT NULL, note \(.text),
                    PRIMARY KEY (department, name, mark)
                )\(.tableEnd)
                """,
                "CREATE TABLE one (id \(.id) PRIMARY KEY)\(.tableEnd)",
            ])
    ]

    /// A database from which a move was begun.
    private func withMove(_ engine: TestEngine, _ body: (Database, [String: Table]) async throws -> Void) async throws {
        try await engine.withDatabase(Self.schema) { database in
            let tables = try await database.write { tx in
                let tables = try TableStore(tx).all()
                for _ in 0..<2 { try MoveStore(tx).begin("token", to: "elsewhere", tables) }
                return tables
            }
            try await body(database, Dictionary(uniqueKeysWithValues: tables.map { ($0.name, $0) }))
        }
    }

    private func keys(_ database: Database, _ tables: [String: Table]) async throws -> [[Value]] {
        try await database.read { tx in try MoveStore(tx).changes(in: tables, most: 100).map(\.key) }
    }

    @Test("every row that is written is noted by its key, whatever stands in it", arguments: TestEngine.allCases)
    func notes(engine: TestEngine) async throws {
        try await withMove(engine) { database, tables in
            let key: [Value] = [.int(-7), .text("a.b 'ș' \"🎽\""), .blob([0, 255, 46])], empty: [Value] = [.int(0), .text(""), .blob([])]
            try await database.write { tx in
                for row in [key, empty] { try tx.run("INSERT INTO thing (department, name, mark) VALUES (\(row[0]), \(row[1]), \(row[2]))") }
            }
            #expect(try await keys(database, tables) == [key, empty])
            let first = try await database.read { tx in try MoveStore(tx).changes(in: tables, most: 1) }
            try await database.write { tx in try MoveStore(tx).forget(first) }
            #expect(try await keys(database, tables) == [empty])
            try await database.write { tx in try tx.run("UPDATE thing SET note = 'x' WHERE department = -7") }
            try await database.write { tx in try tx.run("DELETE FROM thing WHERE department = 0") }
            #expect(try await keys(database, tables) == [empty, key, empty])
            #expect(try await database.read { tx in try MoveStore(tx).waiting(most: 2) } == 2)
        }
    }

    @Test("a row that takes another key is noted under both", arguments: TestEngine.allCases)
    func renamed(engine: TestEngine) async throws {
        try await withMove(engine) { database, tables in
            try await database.write { tx in try tx.run("INSERT INTO one (id) VALUES (1)") }
            try await database.write { tx in try tx.run("UPDATE one SET id = 2") }
            #expect(Set(try await keys(database, tables)) == [[.int(1)], [.int(2)]])
        }
    }

    @Test("what is rolled back was not written", arguments: TestEngine.allCases)
    func rolledBack(engine: TestEngine) async throws {
        struct Stop: Error {}
        try await withMove(engine) { database, tables in
            await #expect(throws: Stop.self) {
                try await database.write { tx in
                    try tx.run("INSERT INTO one (id) VALUES (1)")
                    throw Stop()
                }
            }
            let noted = try await keys(database, tables)
            #expect(noted.isEmpty)
        }
    }

    @Test("while writing rests a write waits, and is done when it goes on", arguments: TestEngine.allCases)
    func rests(engine: TestEngine) async throws {
        try await withMove(engine) { database, _ in
            try await database.write { tx in try MoveStore(tx).pause("token", for: 60) }
            async let write = database.write { tx in try tx.changed(by: "INSERT INTO one (id) VALUES (1)") }
            let early = try await database.read { tx in try TableStore(tx).count(Table("one", columns: [], key: [])) }
            #expect(early == 0)
            try await database.write { tx in try MoveStore(tx).pause("token", for: 0) }
            #expect(try await write == 1)
        }
    }

    @Test("a desk has gone only when writing rested and nothing waits; then nothing is written, and the refusal says where it is",
        arguments: TestEngine.allCases)
    func gone(engine: TestEngine) async throws {
        try await withMove(engine) { database, tables in
            let now = Clock.system.now()
            func finish(_ token: String) async throws -> Bool {
                try await database.write { tx in try MoveStore(tx).finish(token, at: now) }
            }
            let isEarly = try await !finish("token")
            #expect(isEarly)
            try await database.write { tx in try tx.run("INSERT INTO one (id) VALUES (1)") }
            try await database.write { tx in try MoveStore(tx).pause("token", for: 60) }
            #expect(try await !finish("token"))
            let changes = try await database.read { tx in try MoveStore(tx).changes(in: tables, most: 10) }
            try await database.write { tx in try MoveStore(tx).forget(changes) }
            #expect(try await !finish("another"))
            #expect(try await finish("token"))
            await #expect(throws: StorageError.moved(to: "elsewhere")) {
                try await database.write { tx in try tx.run("INSERT INTO one (id) VALUES (2)") }
            }
            await #expect(throws: StorageError.moved(to: "elsewhere")) {
                try await Migrator(Self.schema, clock: .system).demandCurrent(database)
            }
            let ids = try await database.read { tx in try tx.column(Int.self, "SELECT id FROM one") }
            #expect(ids == [1])
        }
    }

    @Test("nothing is left of a move that was stopped, and no other schema is made while one goes on", arguments: TestEngine.allCases)
    func stopped(engine: TestEngine) async throws {
        try await withMove(engine) { database, tables in
            let next = Migrator(Self.schema + [Migration(2, "next", ["CREATE TABLE two (id \(.id) PRIMARY KEY)\(.tableEnd)"])], clock: .system)
            await #expect(throws: StorageError.moving) { try await next.migrate(database) }
            try await Migrator(Self.schema, clock: .system).demandCurrent(database)
            try await database.write { tx in try MoveStore(tx).end(Array(tables.values)) }
            try await database.write { tx in try tx.run("INSERT INTO one (id) VALUES (1)") }
            #expect(try await database.read { tx in try MoveStore(tx).state() } == nil)
            try await next.migrate(database)
        }
    }
}
