/// One waiting write: runs its closure, keeps the answer, gives it out once the commit is durable.
protocol WritePiece: Sendable {
    /// Runs the closure. Throws what the closure threw.
    func run(_ transaction: Transaction) throws -> WriteAnswer
    func fail(_ error: any Error)
}

/// What a write will answer when its commit is durable.
struct WriteAnswer {
    let deliver: @Sendable () -> Void
}

struct WriteRequest<T: Sendable>: WritePiece {
    private let body: @Sendable (Transaction) throws -> T
    private let continuation: CheckedContinuation<T, any Error>

    init(_ body: @escaping @Sendable (Transaction) throws -> T, _ continuation: CheckedContinuation<T, any Error>) {
        self.body = body
        self.continuation = continuation
    }

    func run(_ transaction: Transaction) throws -> WriteAnswer {
        let result = try body(transaction)
        try transaction.demandIntact()
        return WriteAnswer { continuation.resume(returning: result) }
    }

    func fail(_ error: any Error) {
        continuation.resume(throwing: error)
    }
}
