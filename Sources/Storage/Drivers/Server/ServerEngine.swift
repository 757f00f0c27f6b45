import Foundation
import Primitives

/// A database on a server: threads that read and threads that write, each with a connection of its own, and one that listens for
/// what other processes commit.
final class ServerEngine<C: ServerConnection>: Engine {
    let dialect: Dialect
    let commits = CommitSignal()
    let reserve = NumberReserve()
    let surveys = SurveyPlaces()
    let place: String

    private let address: ServerAddress
    private let use: Database.Use
    private let reads = WorkQueue<any WorkPiece>(limit: 100_000)
    private let writes = WorkQueue<any WorkPiece>(limit: 100_000)
    private let outage = Outage()
    private let threads = ThreadGroup()

    /// How long a statement may take.
    private static var limit: Duration { .seconds(20) }
    /// How long the listener waits before it looks whether all is over.
    private static var rest: Duration { .milliseconds(200) }

    /// Throws what keeps it from being reached.
    init(_ address: ServerAddress, for use: Database.Use) throws {
        self.address = address
        self.use = use
        dialect = address.dialect
        place = address.place
        try C(address, for: use, limit: Self.limit).close()
        // Whoever fills a database writes in one place at a time, as long as it takes.
        let limit = use == .loading ? nil : Self.limit, connections = use == .loading ? 2 : address.connections
        let (reads, writes, outage, reserve, signal, threads) = (reads, writes, outage, reserve, commits, threads)
        for number in 0..<connections {
            threads.start("amparo-reader-\(number)") {
                Self.serve(reads, ServerWorker<C>(address, outage, reserve, for: use, writing: false, limit: limit))
            }
            threads.start("amparo-writer-\(number)") {
                Self.serve(writes, ServerWorker<C>(address, outage, reserve, for: use, writing: true, limit: limit)) { signal.raise() }
            }
        }
        threads.start("amparo-watch") { Self.listen(address, threads, raising: signal) }
    }

    deinit {
        reads.close()
        writes.close()
        threads.stopWatching()
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        try await reads.answer(body)
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        try await writes.answer(body)
    }

    func survey<T: Sendable>(limit: Duration, _ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        try await alone(writing: false, limit: limit, body)
    }

    func overhaul<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        try await alone(writing: true, limit: nil, body)
    }

    /// On a connection of its own, which may take its time.
    private func alone<T: Sendable>(
        writing: Bool, limit: Duration?, _ body: @escaping @Sendable (Transaction) throws -> T
    ) async throws -> T {
        let (address, outage, reserve, signal, use) = (address, outage, reserve, commits, use)
        return try await withCheckedThrowingContinuation { continuation in
            let piece = WorkRequest(body, continuation)
            threads.start("amparo-alone") {
                let worker = ServerWorker<C>(address, outage, reserve, for: use, writing: writing, limit: limit)
                if worker.perform(piece) && writing { signal.raise() }
                worker.close()
            }
        }
    }

    func scrub() async throws -> Bool {
        let address = address
        return try await withCheckedThrowingContinuation { continuation in
            threads.start("amparo-scrub") {
                continuation.resume(with: Result {
                    let connection = try C(address, for: .work, limit: Database.copyLimit)
                    defer { connection.close() }
                    return try connection.scrub()
                })
            }
        }
    }

    func close() async {
        reads.close()
        writes.close()
        await threads.finish()
        commits.finish()
    }

    private static func serve(_ queue: WorkQueue<any WorkPiece>, _ worker: ServerWorker<C>, committed: () -> Void = {}) {
        while let pieces = queue.take(most: 1) {
            for piece in pieces where worker.perform(piece) { committed() }
        }
        worker.close()
    }

    private static func listen(_ address: ServerAddress, _ threads: ThreadGroup, raising signal: CommitSignal) {
        var connection: C?
        while !threads.isOver {
            do {
                let open = try connection ?? C(address, for: .work, limit: limit)
                let isNew = connection == nil
                connection = open
                // What came while nobody listened is asked for once.
                if try open.waitForOthers(atMost: rest) || isNew { signal.raise() }
            } catch {
                connection?.close()
                connection = nil
                if !threads.rest(.milliseconds(200)) { break }
            }
        }
        connection?.close()
    }
}
