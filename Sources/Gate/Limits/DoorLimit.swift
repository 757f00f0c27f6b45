import Primitives
import Synchronization

/// How often one network may knock at a door in a minute.
package struct RequestLimit: Sendable, Hashable {
    package let perMinute: Int

    package init(perMinute: Int) {
        self.perMinute = perMinute
    }

    /// Reading, for a whole office behind one address.
    package static let reading = RequestLimit(perMinute: 1200)
    /// Forms that anyone can fill in.
    package static let writing = RequestLimit(perMinute: 30)
}

/// Counts requests at anonymous doors, by door and network, minute by minute. Kept in memory: it only has to be roughly right.
final class DoorLimit: Sendable {
    /// Counters at most; who comes when all are taken shares one.
    private static let most = 50_000
    /// How many times a single one's limit the shared one allows.
    private static let share = 50

    private struct Key: Hashable {
        let door: String
        let network: String
    }

    private struct Counts {
        var minute: Int64 = 0
        var knocks: [Key: Int] = [:]
    }

    private let clock: Clock
    private let counts = Mutex(Counts())

    init(_ clock: Clock) {
        self.clock = clock
    }

    /// Throws ``GateError/tooFast``.
    func knock(_ door: String, from network: String, _ limit: RequestLimit) throws(GateError) {
        let minute = clock.now().microseconds / 60_000_000
        let isOver = counts.withLock { counts in
            if counts.minute != minute { counts = Counts(minute: minute) }
            var (key, most) = (Key(door: door, network: network), limit.perMinute)
            if counts.knocks[key] == nil && counts.knocks.count >= Self.most {
                (key, most) = (Key(door: door, network: "*"), most * Self.share)
            }
            counts.knocks[key, default: 0] += 1
            return counts.knocks[key, default: 0] > most
        }
        if isOver { throw .tooFast }
    }
}
