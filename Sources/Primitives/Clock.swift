import Foundation
import Synchronization

/// Where the desk reads the time. Handed in, so that a test tells it.
package struct Clock: Sendable {
    package let now: @Sendable () -> Instant

    package init(now: @escaping @Sendable () -> Instant) {
        self.now = now
    }

    package static let system = Clock {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000)
    }
}

/// A clock that stands until it is moved.
package final class HandClock: Sendable {
    private let instant: Mutex<Instant>

    package init(_ start: Instant) {
        instant = Mutex(start)
    }

    package var clock: Clock { Clock { self.instant.withLock { $0 } } }

    package func advance(by duration: Duration) {
        instant.withLock { $0 = $0 + duration }
    }
}
