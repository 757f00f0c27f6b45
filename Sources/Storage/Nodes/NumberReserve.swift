import Synchronization

/// Numbers that this process has set aside from the database's sequences, where several processes hand them out. What is left of
/// them when it ends is never used.
package final class NumberReserve: Sendable {
    /// So many are set aside at once at least: few are lost when the process ends, and few wait for one another.
    static let block: Int64 = 16
    static let longestBlock: Int64 = 4096
    /// Numbers that are gone sooner were too few.
    private static let rest = Duration.milliseconds(250)

    private struct Sequence {
        var range: Range<Int64> = 0..<0
        /// How many were set aside last, and when.
        var block = NumberReserve.block
        var filled: ContinuousClock.Instant?
        /// Sets some aside just now.
        var filling: Task<Void, any Error>?

        mutating func nextBlock(least: Int64, at now: ContinuousClock.Instant) -> Int64 {
            let isQuick = filled.map { now - $0 < NumberReserve.rest } ?? false
            block = min(max(isQuick ? block * 2 : block / 2, least), NumberReserve.longestBlock)
            return block
        }

        mutating func add(_ range: Range<Int64>) {
            self.range = range
            filled = .now
        }
    }

    private let sequences = Mutex<[String: Sequence]>([:])

    package init() {}

    /// The next number of a sequence; `nil` when none is left.
    func take(_ sequence: String) -> Int64? {
        sequences.withLock { sequences in sequences[sequence]?.range.popFirst() }
    }

    /// Sets numbers aside where none is left; who comes meanwhile waits for the same ones.
    /// - Parameter take: takes so many from the sequence
    func fill(_ sequence: String, least: Int64, _ take: @escaping @Sendable (Int64) async throws -> Range<Int64>) async throws {
        let filling = sequences.withLock { sequences -> Task<Void, any Error>? in
            var state = sequences[sequence, default: Sequence()]
            guard state.range.isEmpty, state.filling == nil else { return state.filling }
            let count = state.nextBlock(least: least, at: .now)
            state.filling = Task { [self] in
                defer { self.sequences.withLock { $0[sequence]?.filling = nil } }
                let range = try await take(count)
                self.sequences.withLock { $0[sequence]?.add(range) }
            }
            sequences[sequence] = state
            return state.filling
        }
        try await filling?.value
    }
}

/// Thrown by a transaction that finds no number set aside: ``Database`` sets some aside and runs it again.
package struct NumberShortage: Error {
    let sequence: String
    let refill: Refill

    /// Takes so many numbers from the sequence, in a transaction of its own.
    package typealias Refill = @Sendable (Transaction, _ count: Int64) throws -> Range<Int64>

    package init(_ sequence: String, refill: @escaping Refill) {
        self.sequence = sequence
        self.refill = refill
    }
}
