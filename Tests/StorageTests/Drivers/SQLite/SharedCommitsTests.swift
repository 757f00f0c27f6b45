import Foundation
import Primitives
import StorageTesting
import Synchronization
import Testing

@testable import Storage

/// A write that tells what became of it.
private final class Probe: WorkPiece {
    enum Outcome: Equatable { case none, answered, failed(String) }

    let outcome = Mutex(Outcome.none)
    let runs = Mutex(0)
    private let body: @Sendable (Transaction) throws -> Void
    private let onAnswer: @Sendable () -> Void

    init(onAnswer: @escaping @Sendable () -> Void = {}, _ body: @escaping @Sendable (Transaction) throws -> Void) {
        self.body = body
        self.onAnswer = onAnswer
    }

    static func insert(_ id: Int, bytes: Int = 1, onAnswer: @escaping @Sendable () -> Void = {}) -> Probe {
        Probe(onAnswer: onAnswer) { tx in
            try tx.run("INSERT INTO thing (id, bytes) VALUES (\(id), \([UInt8](repeating: 7, count: bytes)))")
        }
    }

    func run(_ transaction: Transaction) throws -> WorkAnswer {
        runs.withLock { $0 += 1 }
        try body(transaction)
        try transaction.demandIntact()
        return WorkAnswer {
            self.onAnswer()
            self.outcome.withLock { $0 = .answered }
        }
    }

    func fail(_ error: any Error) {
        outcome.withLock { $0 = .failed("\(error)") }
    }

    var result: Outcome { outcome.withLock { $0 } }
}

struct SharedCommitsTests {
    /// Does all pieces as if they had been waiting, and returns how many commits that took.
    /// - Parameter limit: a statement that sets how large the file may grow
    private func serve(_ pieces: [Probe], in folder: TestFolder, limit: SQL = "PRAGMA max_page_count = 100000") throws -> Int {
        let connection = try SQLiteConnection.forWriting(folder["desk.sqlite"], patience: .zero)
        _ = try connection.execute("CREATE TABLE IF NOT EXISTS thing (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL)")
        _ = try connection.query(limit)
        let queue = WorkQueue<any WorkPiece>(limit: 10_000), signal = CommitSignal()
        for piece in pieces { try queue.add(piece) }
        queue.close()
        SharedCommits(connection, signal).serve(queue)
        return signal.count
    }

    private func ids(in folder: TestFolder) throws -> [Int] {
        let connection = try SQLiteConnection.forReading(folder["desk.sqlite"])
        return try Transaction(connection).column(Int.self, "SELECT id FROM thing ORDER BY id")
    }

    @Test("writes that wait share few commits")
    func few() async throws {
        try await TestFolder.with { folder in
            let pieces = (0..<100).map { Probe.insert($0) }
            let commits = try serve(pieces, in: folder)
            #expect(commits < 20)
            #expect(pieces.allSatisfy { $0.result == .answered })
            #expect(try ids(in: folder) == Array(0..<100))
        }
    }

    @Test("a write that throws loses its own rows and nobody else's")
    func refusal() async throws {
        struct Refusal: Error {}
        try await TestFolder.with { folder in
            let refused = Probe { tx in
                try tx.run("INSERT INTO thing (id, bytes) VALUES (50, x'00')")
                throw Refusal()
            }
            let broken = Probe { tx in try tx.run("INSERT INTO thing (id, bytes) VALUES (1, x'00')") }
            let wrong = Probe { tx in try tx.run("SELECT nonsense") }
            let pieces = [Probe.insert(1), refused, .insert(2), broken, .insert(3), wrong, .insert(4)]
            let commits = try serve(pieces, in: folder)
            #expect(commits == 1)
            #expect(refused.result == .failed("Refusal()"))
            #expect(broken.result != .answered && wrong.result != .answered)
            #expect(try ids(in: folder) == [1, 2, 3, 4])
        }
    }

    @Test("a full disk fails the write that does not fit, the others go in")
    func full() async throws {
        try await TestFolder.with { folder in
            let large = Probe.insert(100, bytes: 1 << 20)
            let pieces = (0..<5).map { Probe.insert($0) } + [large] + (5..<10).map { Probe.insert($0) }
            _ = try serve(pieces, in: folder, limit: "PRAGMA max_page_count = 20")
            #expect(large.result == .failed("full"))
            #expect(pieces.filter { $0.result == .answered }.count == 10)
            #expect(try ids(in: folder) == Array(0..<10))
        }
    }

    @Test("an answer is given when others can see what it tells of")
    func answersAfterCommit() async throws {
        try await TestFolder.with { folder in
            let pieces = (0..<50).map { id in
                Probe.insert(id, onAnswer: {
                    let connection = try? SQLiteConnection.forReading(folder["desk.sqlite"])
                    let seen = try? connection?.query("SELECT 1 AS one FROM thing WHERE id = \(id)")
                    #expect(seen?.count == 1)
                })
            }
            _ = try serve(pieces, in: folder)
        }
    }

    @Test("a write whose error was swallowed is not stored")
    func swallowed() async throws {
        try await TestFolder.with { folder in
            let swallowing = Probe { tx in
                try tx.run("INSERT INTO thing (id, bytes) VALUES (7, x'00')")
                _ = try? tx.run("INSERT INTO thing (id, bytes) VALUES (7, x'00')")
            }
            _ = try serve([.insert(1), swallowing, .insert(2)], in: folder)
            #expect(swallowing.result != .answered)
            #expect(try ids(in: folder) == [1, 2])
        }
    }

    @Test("while another process writes, writes wait, and then say that it is busy")
    func busy() async throws {
        try await TestFolder.with { folder in
            _ = try serve([], in: folder)
            let other = try SQLiteConnection.forWriting(folder["desk.sqlite"], patience: .zero)
            let database = try Database.sqlite(folder["desk.sqlite"], readers: 1, patience: .milliseconds(20))
            _ = try other.execute("BEGIN IMMEDIATE")
            await #expect(throws: StorageError.busy) {
                try await database.write { tx in try tx.run("INSERT INTO thing (id, bytes) VALUES (1, x'00')") }
            }
            #expect(try await database.read { tx in try tx.column(Int.self, "SELECT id FROM thing") } == [])
            _ = try other.execute("ROLLBACK")
            try await database.write { tx in try tx.run("INSERT INTO thing (id, bytes) VALUES (1, x'00')") }
            #expect(try ids(in: folder) == [1])
            await database.close()
        }
    }
}
