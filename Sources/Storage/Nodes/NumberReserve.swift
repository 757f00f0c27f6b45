import Synchronization

/// Numbers that this process has set aside from the database's sequences, where several processes hand them out. What is left of
/// them when it ends is never used.
package final class NumberReserve: Sendable {
    /// So many are set aside at once at least: few are lost when the process ends, and few wait for one another.
    static let block: Int64 = 16
    static let longestBlock: Int64 = 4096
    /// Numbers that are gone sooner were too few.
    private static let rest = Duration.milliseconds(500)

    private struct Sequence {
        /// Those to give out, and those that come behind them.
        var now: Range<Int64> = 0..<0
        var next: Range<Int64> = 0..<0
        /// How many were set aside last, and when.
        var block = NumberReserve.block
        var filled: ContinuousClock.Instant?
        /// Sets some aside just now.
        var filling: Task<Void, any Error>?

        /// Whether more are wanted before they are gone: half a block is left.
        var isLow: Bool { next.isEmpty && now.count <= block / 2 && filling == nil }

        mutating func take() -> Int64? {
            if now.isEmpty { swap(&now, &next) }
            return now.popFirst()
        }

        mutating func add(_ range: Range<Int64>) {
            if now.isEmpty { now = range } else { next = range }
            filled = .now
        }

        mutating func nextBlock(least: Int64) -> Int64 {
            let isQuick = filled.map { ContinuousClock.now - $0 < NumberReserve.rest } ?? false
            block = min(max(isQuick ? block * 2 : block / 2, least), NumberReserve.longestBlock)
            return block
        }
    }

    private struct State {
        var sequences: [String: Sequence] = [:]
        /// Those that will soon have none left.
        var low: [String: NumberShortage] = [:]
    }

    private let state = Mutex(State())

    package init() {}

    /// The next number of a sequence; `nil` when none is left.
    func take(_ shortage: NumberShortage) -> Int64? {
        state.withLock { state in
            let number = state.sequences[shortage.sequence]?.take()
            if state.sequences[shortage.sequence]?.isLow == true { state.low[shortage.sequence] = shortage }
            return number
        }
    }

    /// What somebody should fill before it is missed, told once.
    func shortages() -> [NumberShortage] {
        state.withLock { state in
            if state.low.isEmpty { return [] }
            defer { state.low.removeAll() }
            return Array(state.low.values)
        }
    }

    /// Sets numbers aside where few are left; who comes meanwhile may wait for the same ones. `nil` where there are enough.
    /// - Parameter take: takes so many from the sequence
    func fill(_ name: String, least: Int64, _ take: @escaping @Sendable (Int64) async throws -> Range<Int64>) -> Task<Void, any Error>? {
        state.withLock { state in
            var sequence = state.sequences[name, default: Sequence()]
            guard sequence.isLow else { return sequence.filling }
            let count = sequence.nextBlock(least: least)
            sequence.filling = Task { [self] in
                defer { self.state.withLock { $0.sequences[name]?.filling = nil } }
                let range = try await take(count)
                self.state.withLock { $0.sequences[name]?.add(range) }
            }
            state.sequences[name] = sequence
            return sequence.filling
        }
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
