import Primitives
import StorageTesting
import Synchronization
import Testing

@testable import Storage

struct SurveyTests {
    private static let schema = [
        Migration(1000, "numbers", ["CREATE TABLE number (id BIGINT PRIMARY KEY)\(.tableEnd)"])
    ]

    private struct Stop: Error {}

    private func withNumbers(_ body: (Database) async throws -> Void) async throws {
        try await TestEngine.current.withDatabase(StorageSchema.migrations + Self.schema) { db in
            try await db.write { tx in for id in 1...10 { try tx.run("INSERT INTO number (id) VALUES (\(id))") } }
            try await body(db)
        }
    }

    private func count(_ db: Database) async throws -> Int? {
        try await db.read { tx in try tx.value(Int.self, "SELECT count(*) FROM number") }
    }

    @Test("a report sees one state from begin to end, and pieces come in order while others write")
    func oneState() async throws {
        try await withNumbers { db in
            let seen = Mutex<[Int]>([])
            try await db.survey { (tx: Transaction, give: (Int) throws -> Void) in
                var last = 0
                while let next = try tx.value(Int.self, "SELECT id FROM number WHERE id > \(last) ORDER BY id LIMIT 1") {
                    try give(next)
                    last = next
                }
            } take: { number in
                seen.withLock { $0.append(number) }
                try await db.write { tx in
                    try tx.run("DELETE FROM number WHERE id = \(10)")
                    try tx.run("INSERT INTO number (id) VALUES (\(number + 100))")
                }
            }
            #expect(seen.withLock { $0 } == Array(1...10))
            let left = try await count(db)
            #expect(left == 19)
        }
    }

    @Test("it cannot write")
    func readOnly() async throws {
        try await withNumbers { db in
            await #expect(throws: StorageError.self) { try await db.survey { tx in try tx.run("DELETE FROM number") } }
            let left = try await count(db)
            #expect(left == 10)
        }
    }

    @Test("pages are read while as many reports as may run at once wait for those who take them")
    func besidePages() async throws {
        try await withNumbers { db in
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        try await db.survey { (tx: Transaction, give: (Int) throws -> Void) in
                            for id in try tx.column(Int.self, "SELECT id FROM number ORDER BY id") { try give(id) }
                        } take: { _ in
                            let now = try await count(db)
                            #expect(now == 10)
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
    }

    @Test("whoever takes no more ends it, and it is not begun again")
    func left() async throws {
        try await withNumbers { db in
            let runs = Atomic(0)
            await #expect(throws: Stop.self) {
                try await db.survey { (tx: Transaction, give: (Int) throws -> Void) in
                    runs.add(1, ordering: .relaxed)
                    for id in 1...1_000_000 { try give(id) }
                } take: { _ in throw Stop() }
            }
            #expect(runs.load(ordering: .relaxed) == 1)
            let left = try await count(db)
            #expect(left == 10)
        }
    }

    @Test("what fails while it reads is told to who takes")
    func failing() async throws {
        try await withNumbers { db in
            await #expect(throws: Stop.self) {
                try await db.survey { (_: Transaction, give: (Int) throws -> Void) in
                    try give(1)
                    throw Stop()
                } take: { _ in }
            }
        }
    }

    @Test("a statement that takes longer than a report may ends")
    func limit() async throws {
        try await withNumbers { db in
            let endless: SQL = """
                SELECT count(*) FROM number a, number b, number c, number d, number e, number f, number g, number h, number i, number j
                WHERE a.id + b.id + c.id + d.id + e.id + f.id + g.id + h.id + i.id + j.id = 1
                """
            await #expect(throws: StorageError.tooSlow) {
                try await db.survey(limit: .milliseconds(300)) { tx in try tx.value(Int.self, endless) }
            }
            await #expect(throws: StorageError.tooSlow) {
                try await db.survey(limit: .zero) { tx in
                    while true { _ = try tx.value(Int.self, "SELECT count(*) FROM number") }
                }
            }
            let left = try await count(db)
            #expect(left == 10)
        }
    }
}
