/// A waiting transaction: runs its closure, keeps the answer, gives it out once the transaction is over.
protocol WorkPiece: Sendable {
    /// Runs the closure. Throws what the closure threw.
    func run(_ transaction: Transaction) throws -> WorkAnswer
    func fail(_ error: any Error)
}

/// What a transaction will answer: a write when its commit is durable.
struct WorkAnswer {
    let deliver: @Sendable () -> Void
}

struct WorkRequest<T: Sendable>: WorkPiece {
    private let body: @Sendable (Transaction) throws -> T
    private let continuation: CheckedContinuation<T, any Error>

    init(_ body: @escaping @Sendable (Transaction) throws -> T, _ continuation: CheckedContinuation<T, any Error>) {
        self.body = body
        self.continuation = continuation
    }

    func run(_ transaction: Transaction) throws -> WorkAnswer {
        let result = try body(transaction)
        try transaction.demandIntact()
        return WorkAnswer { continuation.resume(returning: result) }
    }

    func fail(_ error: any Error) {
        continuation.resume(throwing: error)
    }
}

extension WorkQueue<any WorkPiece> {
    /// Waits for the answer of a transaction.
    func answer<T: Sendable>(_ body: @escaping @Sendable (Transaction) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            do {
                try add(WorkRequest(body, continuation))
            } catch {
                continuation.resume(throwing: error)
            }
        }
    }
}
