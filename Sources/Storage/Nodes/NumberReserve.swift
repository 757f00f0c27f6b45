import Synchronization

/// Numbers that this process has set aside from the database's sequences, where several processes hand them out. What is left of
/// them when it ends is never used.
package final class NumberReserve: Sendable {
    /// So many are set aside at once: few are lost when the process ends, and few wait for one another.
    static let block: Int64 = 16
    static let longestBlock: Int64 = 4096

    private let ranges = Mutex<[String: Range<Int64>]>([:])

    package init() {}

    /// The next number of a sequence; `nil` when none is left.
    func take(_ sequence: String) -> Int64? {
        ranges.withLock { ranges in
            guard let range = ranges[sequence], let first = range.first else { return nil }
            ranges[sequence] = range.dropFirst()
            return first
        }
    }

    /// Numbers set aside just now; those of before are used up first, unless another took care of that meanwhile.
    func add(_ range: Range<Int64>, to sequence: String) {
        ranges.withLock { ranges in
            if ranges[sequence, default: 0..<0].isEmpty { ranges[sequence] = range }
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
