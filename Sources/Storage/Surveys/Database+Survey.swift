import Primitives
import Synchronization

extension Database {
    /// How long a report may take, from its first row to its last.
    package static let reportLimit = Duration.minutes(10)
    /// How long a copy of all there is may take.
    package static let copyLimit = Duration.seconds(12 * 3600)

    /// A read that may take long, all rows of large tables: one state of the database from begin to end, on a connection and a thread of its
    /// own, so that neither pages nor writes wait for it. Some at a time; others wait. May be run again when its connection was lost.
    /// - Parameter limit: throws ``StorageError/tooSlow`` after it
    package func survey<T: Sendable>(
        limit: Duration = reportLimit, _ body: @escaping @Sendable (Transaction) throws -> T
    ) async throws -> T {
        await engine.surveys.enter()
        defer { engine.surveys.leave() }
        let end = ContinuousClock.now + limit
        return try await supplied { supply in
            try await engine.survey(limit: limit) { tx in
                tx.deadline = end
                return try tx.supplied(supply, body)
            }
        }
    }

    /// The same for one that has another effect than its answer, as writing a file: it is not run again.
    package func surveyOnce<T: Sendable>(
        limit: Duration = reportLimit, _ body: @escaping @Sendable (Transaction) throws -> T
    ) async throws -> T {
        let once = OnlyOnce()
        do {
            return try await survey(limit: limit) { tx in try once.run { try body(tx) } }
        } catch let interruption as Interruption {
            throw interruption.reason
        }
    }

    /// The same, handing over piece by piece what is read: while one is taken the next is read, and no more. Whoever takes too long ends it.
    /// - Parameter body: is given what takes a piece
    package func survey<Piece: Sendable>(
        limit: Duration = reportLimit, giving body: @escaping @Sendable (Transaction, (Piece) throws -> Void) throws -> Void,
        take: (Piece) async throws -> Void
    ) async throws {
        let handover = Handover<Piece>()
        async let reading: Void = {
            defer { handover.finish() }
            try await surveyOnce(limit: limit) { tx in try body(tx) { try handover.give($0) } }
        }()
        do {
            for await piece in handover.pieces {
                try await take(piece)
                handover.makeRoom()
            }
        } catch {
            handover.leave()
            _ = try? await reading
            throw error
        }
        try await reading
    }
}

private final class OnlyOnce: Sendable {
    private let hasRun = Atomic(false)

    /// An error of storage would have the transaction run again.
    func run<T>(_ body: () throws -> T) throws -> T {
        if hasRun.exchange(true, ordering: .relaxed) { throw Interruption(reason: .busy) }
        do {
            return try body()
        } catch let error as StorageError {
            throw Interruption(reason: error)
        }
    }
}

private struct Interruption: Error {
    let reason: StorageError
}
