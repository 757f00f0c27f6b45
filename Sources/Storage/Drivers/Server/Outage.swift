import Synchronization

/// Since when a server is away. Whoever asks in the first seconds waits for it, as it may only be starting anew; later comers are
/// refused at once, so that no queue grows behind a server that stays away.
final class Outage: Sendable {
    private static let patience = Duration.seconds(5)

    private let since = Mutex<ContinuousClock.Instant?>(nil)

    /// Until when to try again.
    var deadline: ContinuousClock.Instant { (since.withLock { $0 } ?? ContinuousClock.now) + Self.patience }

    /// The server was not there; until when to try again.
    func begin() -> ContinuousClock.Instant {
        since.withLock { since in
            let first = since ?? ContinuousClock.now
            since = first
            return first + Self.patience
        }
    }

    func end() {
        since.withLock { $0 = nil }
    }
}
