import Synchronization

/// Makes identifiers that are unique over all nodes and grow with time.
package final class IDMaker: Sendable {
    fileprivate static let epoch: Int64 = 1_577_836_800_000  // 2020-01-01T00:00:00Z in milliseconds

    private let node: Int64
    private let clock: Clock
    private let last = Mutex<Int64>(0)

    /// - Parameter node: 0 to 1,023, different for every process that writes into the same desk.
    package init(node: Int, clock: Clock) {
        self.node = Int64(node & 0x3FF)
        self.clock = clock
    }

    /// The next identifier. A clock that stands or goes back does not repeat one: the sequence runs on.
    package func next<Named>(_: Named.Type = Named.self) -> ID<Named> {
        let now = (clock.now().microseconds / 1000 - Self.epoch) << 12
        let moment = last.withLock { last in
            last = max(last + 1, now)
            return last
        }
        return ID((moment >> 12) << 22 | node << 12 | moment & 0xFFF)
    }
}

extension ID {
    /// When it was made, to the millisecond.
    package var made: Instant { Instant(microseconds: (rawValue >> 22 + IDMaker.epoch) * 1000) }
}
