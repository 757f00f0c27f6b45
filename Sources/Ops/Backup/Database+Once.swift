import Storage
import Synchronization

extension Database {
    /// A long read that has another effect than its answer, as writing a file: it is not run again when its connection was lost.
    func surveyOnce<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        let once = OnlyOnce()
        do {
            return try await survey { tx in try once.run { try body(tx) } }
        } catch let interruption as Interruption {
            throw interruption.reason
        }
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
