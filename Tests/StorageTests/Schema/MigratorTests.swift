import Foundation
import Primitives
import Synchronization
import Storage
import StorageTesting
import Testing

struct MigratorTests {
    private static let first = Migration(1, "first", ["CREATE TABLE one (id BIGINT PRIMARY KEY)"])
    private static let second = Migration(
        2, "second", ["CREATE TABLE two (id BIGINT PRIMARY KEY)", "INSERT INTO two (id) SELECT id FROM one"])
    private static let third = Migration(3, "third", ["CREATE TABLE three (id BIGINT PRIMARY KEY)"])

    private func migrator(_ migrations: Migration...) -> Migrator { Migrator(migrations, clock: .system) }

    private func withEmpty(_ engine: TestEngine, _ body: (Database) async throws -> Void) async throws {
        try await TestFolder.with { folder in
            let database = try await engine.open(in: folder, [])
            do { try await body(database) } catch {
                await database.close()
                throw error
            }
            await database.close()
        }
    }

    private static func has(_ table: SQL, _ database: Database) async -> Bool {
        (try? await database.read { tx in try tx.rows("SELECT * FROM " + table) }) != nil
    }

    @Test("steps are done once, in the order of their numbers, whichever order they come in", arguments: TestEngine.allCases)
    func order(engine: TestEngine) async throws {
        try await withEmpty(engine) { database in
            let migrator = migrator(Self.third, Self.first, Self.second)
            #expect(try await migrator.schema(of: database) == 0)
            await #expect(throws: StorageError.pending(schema: 0, known: 3)) { try await migrator.demandCurrent(database) }
            #expect(try await migrator.migrate(database).map(\.number) == [1, 2, 3])
            #expect(try await migrator.migrate(database).isEmpty)
            #expect(try await migrator.schema(of: database) == 3)
            try await migrator.demandCurrent(database)
        }
    }

    @Test("a snapshot is taken before the first step of a database that holds something", arguments: TestEngine.allCases)
    func snapshot(engine: TestEngine) async throws {
        try await withEmpty(engine) { database in
            let taken = Mutex<[Int]>([])
            func note(_ schema: Int) { taken.withLock { $0.append(schema) } }
            try await migrator(Self.first).migrate(database, snapshot: note)
            try await migrator(Self.first, Self.second, Self.third).migrate(database, snapshot: note)
            try await migrator(Self.first, Self.second, Self.third).migrate(database, snapshot: note)
            #expect(taken.withLock { $0 } == [1])
        }
    }

    @Test("when the snapshot fails, nothing is changed", arguments: TestEngine.allCases)
    func noSnapshot(engine: TestEngine) async throws {
        try await withEmpty(engine) { database in
            try await migrator(Self.first).migrate(database)
            let next = migrator(Self.first, Self.second)
            await #expect(throws: StorageError.full) { try await next.migrate(database) { _ in throw StorageError.full } }
            let schema = try await next.schema(of: database)
            #expect(schema == 1)
        }
    }

    @Test("a step that fails leaves nothing of itself, and the next start goes on from there", arguments: TestEngine.allCases)
    func failing(engine: TestEngine) async throws {
        try await withEmpty(engine) { database in
            let broken = Migration(2, "second", ["CREATE TABLE two (id BIGINT PRIMARY KEY)", "INSERT INTO nowhere (id) VALUES (1)"])
            await #expect(throws: StorageError.self) { try await migrator(Self.first, broken, Self.third).migrate(database) }
            let schema = try await migrator(Self.first, Self.second).schema(of: database)
            #expect(schema == 1)
            // Elsewhere a change of the schema is no part of the transaction, and the step goes on behind it.
            #expect(await Self.has("two", database) == !database.dialect.rollsBackSchema)
            #expect(try await migrator(Self.first, Self.second, Self.third).migrate(database).map(\.number) == [2, 3])
        }
    }

    @Test("a server killed in the middle of a step finishes it at the next start")
    func killed() async throws {
        try await TestFolder.with { folder in
            let path = folder["desk.sqlite"]
            await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
                let database = try Database.sqlite(path)
                try await Migrator([Self.first], clock: .system).migrate(database)
                try await database.write { tx in
                    try tx.run("CREATE TABLE two (id BIGINT PRIMARY KEY)")
                    kill(getpid(), SIGKILL)
                }
            }
            let database = try Database.sqlite(path)
            #expect(try await migrator(Self.first, Self.second).migrate(database).map(\.number) == [2])
            await database.close()
        }
    }

    @Test("a database of a newer program is refused, by what it has and what is known", arguments: TestEngine.allCases)
    func newer(engine: TestEngine) async throws {
        try await withEmpty(engine) { database in
            try await migrator(Self.first, Self.second, Self.third).migrate(database)
            let older = migrator(Self.first, Self.second)
            await #expect(throws: StorageError.newer(schema: 3, known: 2)) { try await older.migrate(database) }
            await #expect(throws: StorageError.newer(schema: 3, known: 2)) { try await older.demandCurrent(database) }
        }
    }

    @Test("a database of another program is left alone", arguments: TestEngine.allCases)
    func foreign(engine: TestEngine) async throws {
        try await withEmpty(engine) { database in
            try await database.write { tx in _ = try tx.run("CREATE TABLE recipe (id BIGINT PRIMARY KEY)") }
            await #expect(throws: StorageError.foreign(database.place)) { try await migrator(Self.first).migrate(database) }
            #expect(await !Self.has("one", database))
        }
    }

    @Test("two steps with one number are refused", arguments: TestEngine.allCases)
    func twice(engine: TestEngine) async throws {
        try await withEmpty(engine) { database in
            let other = Migration(1, "other", ["CREATE TABLE other (id BIGINT PRIMARY KEY)"])
            await #expect(throws: StorageError.ambiguous(number: 1)) { try await migrator(Self.first, other).migrate(database) }
        }
    }

    @Test("two processes that migrate at once do every step once", arguments: TestEngine.allCases)
    func together(engine: TestEngine) async throws {
        try await TestFolder.with { folder in
            var databases: [Database] = []
            for _ in 0..<4 { databases.append(try await engine.open(in: folder, [])) }
            let migrator = migrator(Self.first, Self.second, Self.third)
            try await withThrowingTaskGroup(of: Void.self) { group in
                for database in databases { group.addTask { try await migrator.migrate(database) } }
                try await group.waitForAll()
            }
            let steps = try await databases[0].read { tx in
                try tx.column(Int.self, "SELECT number FROM schema_step ORDER BY number")
            }
            #expect(steps == [1, 2, 3])
            for database in databases { await database.close() }
        }
    }

    @Test("the tables of Storage are made on every engine", arguments: TestEngine.allCases)
    func ours(engine: TestEngine) async throws {
        try await engine.withDatabase(StorageSchema.migrations) { database in
            #expect(await Self.has("\(.blob)", database))
            #expect(await Self.has("sealed_key", database))
        }
    }
}
