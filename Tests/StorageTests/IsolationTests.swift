import Primitives
import StorageTesting
import Testing

@testable import Storage

/// What every engine promises to processes that work on one database at once.
struct IsolationTests {
    private static let schema = [
        Migration(
            1, "test",
            [
                "CREATE TABLE shift (id BIGINT PRIMARY KEY, on_call INTEGER NOT NULL, n BIGINT NOT NULL)\(.tableEnd)",
                "INSERT INTO shift (id, on_call, n) VALUES (1, 1, 0)", "INSERT INTO shift (id, on_call, n) VALUES (2, 1, 0)",
            ])
    ]

    /// Two processes on one database.
    private func withTwo(_ body: (Database, Database) async throws -> Void) async throws {
        try await TestFolder.with { folder in
            let one = try await TestEngine.current.open(in: folder, Self.schema), other = try await TestEngine.current.open(in: folder, Self.schema)
            try await body(one, other)
            await other.close()
            await one.close()
        }
    }

    @Test("of changes that many make to what they read at once none is lost")
    func lostUpdate() async throws {
        try await withTwo { one, other in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for turn in 0..<60 {
                    group.addTask {
                        try await (turn % 2 == 0 ? one : other).write { tx in
                            let n = try tx.value(Int.self, "SELECT n FROM shift WHERE id = 1") ?? 0
                            try tx.run("UPDATE shift SET n = \(n + 1) WHERE id = 1")
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(try await one.read { tx in try tx.value(Int.self, "SELECT n FROM shift WHERE id = 1") } == 60)
        }
    }

    @Test("two who leave at once do not both leave when one must stay, where the rows that are counted are locked")
    func writeSkew() async throws {
        try await withTwo { one, other in
            let leave: @Sendable (Database, Int) async throws -> Void = { database, id in
                try await database.write { tx in
                    let staying = try tx.column(Int.self, "SELECT id FROM shift WHERE on_call = 1 ORDER BY id \(.forUpdate)")
                    if staying.count > 1 { try tx.run("UPDATE shift SET on_call = 0 WHERE id = \(id)") }
                }
            }
            for _ in 0..<10 {
                try await one.write { tx in try tx.run("UPDATE shift SET on_call = 1") }
                async let first: Void = leave(one, 1)
                async let second: Void = leave(other, 2)
                _ = try await (first, second)
                #expect(try await one.read { tx in try tx.value(Int.self, "SELECT count(*) FROM shift WHERE on_call = 1") } == 1)
            }
        }
    }

    @Test("what one process commits another sees in its next reading, and is woken by it")
    func seen() async throws {
        try await withTwo { one, other in
            let signals = other.commits.count
            try await one.write { tx in
                try tx.run("UPDATE shift SET n = 7 WHERE id = 2")
            }
            #expect(try await other.read { tx in try tx.value(Int.self, "SELECT n FROM shift WHERE id = 2") } == 7)
            if one.dialect == .sqlite { await other.commits.wait(past: signals, atMost: .seconds(30)) }
        }
    }

    @Test("texts are apart by every letter, sign and blank, and in the order of their bytes")
    func texts() async throws {
        let words = ["", " ", "a", "a ", "A", "á", "a\u{301}", "Ș", "ş", "ș", "straße", "strasse", "🏃", "🏃‍♀️", "\u{FFFD}", "z", "Z", "_", "%"]
        try await TestEngine.current.withDatabase { database in
            let stored = try await database.write { tx in
                try tx.run("CREATE TABLE word (text \(varchar: 50) PRIMARY KEY)\(.tableEnd)")
                for word in words { try tx.run("INSERT INTO word (text) VALUES (\(word))") }
                return try tx.column(String.self, "SELECT text FROM word ORDER BY text")
            }
            #expect(stored.map { Array($0.utf8) } == words.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) })
        }
    }

    @Test(
        "numbers that processes set aside are no one else's, and a transaction that takes many is run again for few of them",
        .enabled(if: TestEngine.current != .sqlite))
    func reserve() async throws {
        try await withTwo { one, other in
            let refill: NumberShortage.Refill = { tx, count in
                let n = try tx.value(Int64.self, "SELECT n FROM shift WHERE id = 1 \(.forUpdate)") ?? 0
                try tx.run("UPDATE shift SET n = \(n + count) WHERE id = 1")
                return n..<n + count
            }
            let numbers = try await withThrowingTaskGroup(of: [Int64].self) { group in
                for turn in 0..<8 {
                    group.addTask {
                        try await (turn % 2 == 0 ? one : other).write { tx in try (0..<40).map { _ in try tx.reserved("n", refill: refill) } }
                    }
                }
                return try await group.reduce(into: []) { $0 += $1 }
            }
            #expect(numbers.count == 320 && Set(numbers).count == 320)
        }
    }
}
