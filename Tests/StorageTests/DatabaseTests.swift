import Foundation
import Primitives
import StorageTesting
import Testing

@testable import Storage

/// What every engine promises.
struct DatabaseTests {
    private static let schema = [
        Migration(
            1, "test",
            [
                "CREATE TABLE parent (id BIGINT PRIMARY KEY, name VARCHAR(50) NOT NULL UNIQUE, counter BIGINT NOT NULL)\(.tableEnd)",
                "CREATE TABLE child (id BIGINT PRIMARY KEY, parent BIGINT NOT NULL REFERENCES parent (id))\(.tableEnd)",
            ])
    ]

    private static func insert(_ id: Int, _ tx: Transaction) throws {
        try tx.run("INSERT INTO parent (id, name, counter) VALUES (\(id), \("name \(id)"), 0)")
    }

    private static func count(_ database: Database) async throws -> Int? {
        try await database.read { tx in try tx.value(Int.self, "SELECT count(*) FROM parent") }
    }

    private struct Refusal: Error {}

    @Test("once it was looked at what a table holds, connections that were open take the shorter way", .enabled(if: TestEngine.current == .sqlite))
    func analysis() async throws {
        let schema = [
            Migration(1, "test", ["CREATE TABLE thing (id \(.id) PRIMARY KEY, kind BIGINT, size BIGINT, note TEXT)", "CREATE INDEX by_kind ON thing (kind, size)"])
        ]
        try await TestEngine.sqlite.withDatabase(schema) { database in
            try await database.write { tx in
                for id in 0..<3000 { try tx.run("INSERT INTO thing (id, kind, size) VALUES (\(id), 1, 0)") }
            }
            // Each time in other words: a plan that is asked for again in the same ones is the one of before.
            let plan: @Sendable (SQL) async throws -> String = { column in
                try await database.read { tx in
                    let ask: SQL = "SELECT \(column) FROM thing WHERE kind = \(1) AND id IN \(anyOf: [1, 2, 3])"
                    _ = try tx.rows(ask)
                    return try tx.rows("EXPLAIN QUERY PLAN " + ask).map { try $0("detail", as: String.self) }.joined()
                }
            }
            for _ in 0..<3 { _ = try await plan("note") }
            try await database.analyse()
            for column: SQL in ["note, id", "note, kind", "note, size"] {
                let way = try await plan(column)
                #expect(way.contains("PRIMARY KEY") && !way.contains("by_kind"), "\(way)")
            }
        }
    }

    @Test("many writers at once lose nothing, and one that throws loses only its own", arguments: TestEngine.allCases)
    func manyWriters(engine: TestEngine) async throws {
        try await engine.withDatabase(Self.schema) { database in
            let refused = await withTaskGroup(of: Bool.self) { group in
                for id in 0..<300 {
                    group.addTask {
                        do {
                            try await database.write { tx in
                                try Self.insert(id, tx)
                                if id % 3 == 0 { throw Refusal() }
                            }
                            return false
                        } catch { return error is Refusal }
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            #expect(refused == 100)
            let ids = try await database.read { tx in try tx.column(Int.self, "SELECT id FROM parent ORDER BY id") }
            #expect(ids == (0..<300).filter { $0 % 3 != 0 })
        }
    }

    @Test("the schema refuses at once what contradicts it, and says how", arguments: TestEngine.allCases)
    func constraints(engine: TestEngine) async throws {
        try await engine.withDatabase(Self.schema) { database in
            try await database.write { tx in
                try Self.insert(1, tx)
                try tx.run("INSERT INTO child (id, parent) VALUES (1, 1)")
            }
            func refusal(_ statement: SQL) async -> StorageError? {
                do {
                    try await database.write { tx in
                        _ = try tx.changed(by: statement)
                        Issue.record("went on after the statement")
                    }
                    return nil
                } catch { return error as? StorageError }
            }
            #expect(await refusal("INSERT INTO parent (id, name, counter) VALUES (1, 'x', 0)").isDuplicate)
            #expect(await refusal("INSERT INTO parent (id, name, counter) VALUES (2, 'name 1', 0)").isDuplicate)
            #expect(await refusal("INSERT INTO child (id, parent) VALUES (2, 99)").isDangling)
            #expect(await refusal("DELETE FROM parent WHERE id = 1").isDangling)
            #expect(await refusal("INSERT INTO parent (id, name, counter) VALUES (3, NULL, 0)").isConstraint)
            #expect(await refusal("SELECT nonsense FROM parent") != nil)
        }
    }

    @Test("whoever catches a failed statement and goes on stores nothing", arguments: TestEngine.allCases)
    func noGoingOn(engine: TestEngine) async throws {
        try await engine.withDatabase(Self.schema) { database in
            await #expect(throws: StorageError.self) {
                try await database.write { tx in
                    try Self.insert(1, tx)
                    try? Self.insert(1, tx)
                }
            }
            await #expect(throws: StorageError.self) {
                try await database.write { tx in
                    _ = try? tx.run("INSERT INTO child (id, parent) VALUES (1, 99)")
                    try? Self.insert(2, tx)
                }
            }
            let count = try await Self.count(database)
            #expect(count == 0)
        }
    }

    @Test("a read sees one state from begin to end, and cannot write", arguments: TestEngine.allCases)
    func readOnly(engine: TestEngine) async throws {
        try await engine.withDatabase(Self.schema) { database in
            await #expect(throws: StorageError.self) { try await database.read { tx in try Self.insert(1, tx) } }
            let count = try await Self.count(database)
            #expect(count == 0)
        }
    }

    @Test("a statement without an index is found out", arguments: TestEngine.allCases)
    func fullScans(engine: TestEngine) async throws {
        try await engine.withDatabase(Self.schema) { database in
            let scans = try await database.write { tx in
                tx.watchPlans()
                for id in 0..<2500 { try Self.insert(id, tx) }
                _ = try tx.rows("SELECT counter FROM parent WHERE id = 7 ORDER BY id LIMIT 5")
                _ = try tx.rows("SELECT id FROM parent WHERE counter = 3")
                _ = try tx.rows("SELECT counter FROM parent WHERE id IN \(anyOf: [Int]())")
                return tx.fullScans
            }
            #expect(scans == ["SELECT id FROM parent WHERE counter = 3"])
        }
    }

    @Test("an upsert inserts once and changes afterwards", arguments: TestEngine.allCases)
    func upsert(engine: TestEngine) async throws {
        try await engine.withDatabase(Self.schema) { database in
            for _ in 0..<3 {
                try await database.write { tx in
                    try tx.upsert(
                        "INSERT INTO parent (id, name, counter) VALUES (1, 'a', 1)", key: "id", update: "counter = parent.counter + 1")
                }
            }
            let isNew = try await database.write { tx in
                [2, 2, 1].map { id in
                    Result { try tx.insertedMissing("INSERT INTO parent (id, name, counter) VALUES (\(id), \("n\(id)"), 0)", key: "id") }
                }.map { try? $0.get() }
            }
            #expect(isNew == [true, false, false])
            #expect(try await database.read { tx in try tx.column(Int.self, "SELECT counter FROM parent ORDER BY id") } == [3, 0])
        }
    }

    @Test("after closing, what was answered is there and nothing more is done", arguments: TestEngine.allCases)
    func closing(engine: TestEngine) async throws {
        try await TestFolder.with { folder in
            let database = try await engine.open(in: folder, Self.schema)
            let stored = await withTaskGroup(of: Int?.self) { group in
                for id in 0..<500 {
                    group.addTask {
                        (try? await database.write { tx in try Self.insert(id, tx) }).map { id }
                    }
                }
                group.addTask {
                    await database.close()
                    return nil
                }
                return await group.reduce(into: Set<Int>()) { if let id = $1 { $0.insert(id) } }
            }
            await #expect(throws: StorageError.closed) { try await database.write { tx in try Self.insert(1000, tx) } }
            await #expect(throws: StorageError.closed) { try await Self.count(database) }
            for await _ in database.commits.stream() {}
            let again = try await engine.open(in: folder, Self.schema)
            #expect(Set(try await again.read { tx in try tx.column(Int.self, "SELECT id FROM parent") }) == stored)
            await again.close()
        }
    }

    @Test("whoever waits for commits hears of each", arguments: TestEngine.allCases)
    func commits(engine: TestEngine) async throws {
        try await engine.withDatabase(Self.schema) { database in
            for id in 0..<20 {
                let seen = database.commits.count
                try await database.write { tx in try Self.insert(id, tx) }
                await database.commits.wait(past: seen, atMost: .seconds(60))
                #expect(database.commits.count > seen)
            }
        }
    }
}

extension StorageError? {
    fileprivate var isDuplicate: Bool { if case .duplicate = self { true } else { false } }
    fileprivate var isDangling: Bool { if case .dangling = self { true } else { false } }
    fileprivate var isConstraint: Bool { if case .constraint = self { true } else { false } }
}
