import Foundation

/// A SQLite file in WAL mode: one writer thread whose commits are shared, and some reader threads.
final class SQLiteEngine: Engine {
    let dialect = Dialect.sqlite
    let commits = CommitSignal()
    /// The one writer takes the next number itself.
    let reserve = NumberReserve()
    let surveys = SurveyPlaces()
    let place: String

    private let reads = WorkQueue<ReadPiece>(limit: 100_000)
    private let writes = WorkQueue<any WorkPiece>(limit: 100_000)
    private let threads = ThreadGroup()

    typealias ReadPiece = @Sendable (SQLiteConnection) -> Void

    /// - Parameters:
    ///   - path: the file; made when missing, readable by its owner only
    ///   - readers: how many threads read
    ///   - patience: how long a write waits for another process
    init(path: String, readers: Int, patience: Duration, use: Database.Use) throws {
        // Whoever made a new file here would find it gone when the restore goes on.
        guard FileManager.default.fileExists(atPath: path) || !FileManager.default.fileExists(atPath: Self.restoring(path)) else {
            throw StorageError.unfinished(path)
        }
        place = path
        let (reads, writes, threads, signal) = (reads, writes, threads, commits)
        let writer = try SQLiteConnection.forWriting(path, patience: patience)
        if use == .loading { try writer.prepareForLoading() }
        for number in 0..<readers {
            let reader = try SQLiteConnection.forReading(path)
            threads.start("amparo-reader-\(number)", owning: reader) { Self.serve(reads, with: $0) }
        }
        let watcher = try SQLiteConnection.forReading(path)
        threads.start("amparo-watch", owning: watcher) { threads.watch($0, raising: signal) }
        threads.startLast("amparo-writer", owning: writer) { SharedCommits($0, signal).serve(writes) }
    }

    /// Where a restore fills a file that then takes the place of the one at `path`.
    static func restoring(_ path: String) -> String { "\(path).restoring" }

    deinit {
        writes.close()
        reads.close()
        threads.stopWatching()
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            do {
                try reads.add { connection in
                    continuation.resume(with: Result { try connection.reading(body) })
                }
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        try await writes.answer(body)
    }

    func survey<T: Sendable>(limit: Duration, _ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        let path = place
        return try await withCheckedThrowingContinuation { continuation in
            threads.start("amparo-survey") { continuation.resume(with: Result { try SQLiteConnection.survey(path, limit, body) }) }
        }
    }

    /// Others wait meanwhile, as for any write.
    func overhaul<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        try await writes.answer(body)
    }

    /// On a reader's thread, with a connection of its own, so that the writer waits for it no longer than for another process.
    func scrub() async throws -> Bool {
        let path = place
        return try await withCheckedThrowingContinuation { continuation in
            do {
                try reads.add { _ in continuation.resume(with: Result { try SQLiteConnection.scrub(path) }) }
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }

    func close() async {
        writes.close()
        reads.close()
        await threads.finish()
        commits.finish()
    }

    private static func serve(_ reads: WorkQueue<ReadPiece>, with connection: SQLiteConnection) {
        while let pieces = reads.take(most: 1, afterRest: connection.releaseMemory) {
            for piece in pieces { piece(connection) }
        }
    }
}
