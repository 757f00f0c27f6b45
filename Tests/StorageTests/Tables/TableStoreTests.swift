import Primitives
import Storage
import StorageTesting
import Testing

struct TableStoreTests {
    private static let schema = [
        Migration(
            1, "shelves",
            [
                """
                CREATE TABLE shelf (
                    department BIGINT NOT NULL, name VARCHAR(64) NOT NULL, parent VARCHAR(64), content \(.bytes),
                    PRIMARY KEY (department, name)
                )\(.tableEnd)
                """,
                "CREATE INDEX shelf_of_parent ON shelf (parent)",
                "CREATE TABLE one (id \(.id) PRIMARY KEY, shelf BIGINT)\(.tableEnd)",
                "INSERT INTO one (id, shelf) VALUES (1, 2)",
            ])
    ]

    private static func row(_ number: Int64) -> [Value] {
        [.int(number % 3), .text("shelf \(number)"), number % 2 == 0 ? .null : .text("other"), .blob([UInt8(number % 256), 0])]
    }

    @Test("tables, their columns and keys are what the schema says; what the database keeps for itself is not among them",
        arguments: TestEngine.allCases)
    func tables(engine: TestEngine) async throws {
        try await engine.withDatabase(Self.schema) { database in
            try await database.write { tx in try LoadingStore(tx).begin() }
            let tables = try await database.read { tx in try TableStore(tx).all() }
            #expect(tables.map(\.name) == ["one", "shelf"])
            let shelf = try #require(tables.last)
            #expect(shelf.columns.map(\.name) == ["department", "name", "parent", "content"])
            #expect(shelf.columns.map(\.kind) == [.int, .text, .text, .bytes])
            #expect(shelf.key == [0, 1])
            #expect(tables[0].key == [0])
        }
    }

    @Test("rows are read in the order of their key, from anywhere and as many as wanted", arguments: TestEngine.allCases)
    func reading(engine: TestEngine) async throws {
        try await engine.withDatabase(Self.schema) { database in
            let table = try #require(try await database.read { tx in try TableStore(tx).all() }.last)
            let rows = (0..<50).map(Self.row)
            try await database.write { tx in try TableStore(tx).load(rows.shuffled(), into: table) }
            let sorted = try await database.read { tx in
                var read: [[Value]] = [], last: [Value]?
                var isMore = true
                while isMore {
                    isMore = false
                    try TableStore(tx).each(of: table, after: last, most: 7) { row in
                        read.append(row)
                        last = table.key(of: row)
                        isMore = true
                        return true
                    }
                }
                return read
            }
            #expect(Set(sorted) == Set(rows))
            #expect(sorted.count == rows.count)
            let some = try await database.read { tx in
                var count = 0
                try TableStore(tx).each(of: table) { _ in
                    count += 1
                    return count < 5
                }
                return count
            }
            #expect(some == 5)
        }
    }

    @Test("rows that are loaded again take the place of those with the same key", arguments: TestEngine.allCases)
    func loading(engine: TestEngine) async throws {
        try await engine.withDatabase(Self.schema) { database in
            let table = try #require(try await database.read { tx in try TableStore(tx).all() }.last)
            let rows = (0..<1000).map(Self.row), expected = rows.reduce(into: RowSum()) { $0.add($1) }
            for _ in 0..<2 { try await database.write { tx in try TableStore(tx).load(rows, into: table) } }
            let (count, sum) = try await database.read { tx in (try TableStore(tx).count(table), try TableStore(tx).sum(table)) }
            #expect(count == 1000)
            #expect(sum == expected)
        }
    }

    @Test("a schema to be filled has empty tables first and its indexes last, and nobody else opens it meanwhile",
        arguments: TestEngine.allCases)
    func filling(engine: TestEngine) async throws {
        try await TestFolder.with { folder in
            let database = try await engine.open(in: folder, []), migrator = Migrator(Self.schema, clock: .system)
            try await database.write { tx in try LoadingStore(tx).begin() }
            try await migrator.makeTables(database, upTo: 1)
            try await migrator.makeTables(database, upTo: 1)
            let isEmpty = try await database.read { tx in try !tx.exists("SELECT id FROM one") }
            #expect(isEmpty)
            await #expect(throws: StorageError.unfinished(database.place)) { try await migrator.demandCurrent(database) }
            for _ in 0..<2 { try await migrator.makeIndexes(database, upTo: 1) }
            try await database.write { tx in try LoadingStore(tx).finish() }
            try await migrator.demandCurrent(database)
            await database.close()
        }
    }
}
