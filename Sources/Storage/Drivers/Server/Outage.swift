import Synchronization

/// Since when a server is away. Whoever asks in the first seconds waits for it, as it may only be starting anew; later comers are
/// refused at once, so that no queue grows behind a server that stays away.
final class Outage: Sendable {
    private static let patience = Duration.seconds(5)

    private struct State {
        var since: ContinuousClock.Instant?
        var isLookedAfter = false
    }

    private let state = Mutex(State())

    /// Until when to try again what was begun at an instant.
    func deadline(of begun: ContinuousClock.Instant) -> ContinuousClock.Instant {
        (state.withLock { $0.since } ?? begun) + Self.patience
    }

    /// Whether to see if the server is back: after the first seconds only one at a time does, as a silent server lets each wait.
    func mayLook(at now: ContinuousClock.Instant) -> Bool {
        state.withLock { state in
            guard let since = state.since, now >= since + Self.patience else { return true }
            defer { state.isLookedAfter = true }
            return !state.isLookedAfter
        }
    }

    /// Who looked did not find it.
    func goesOn() {
        state.withLock { $0.isLookedAfter = false }
    }

    /// The server was not there for what was begun at an instant; until when to try again.
    func begin(at begun: ContinuousClock.Instant) -> ContinuousClock.Instant {
        state.withLock { state in
            let first = state.since ?? begun
            state.since = first
            return first + Self.patience
        }
    }

    func end() {
        state.withLock { $0 = State() }
    }
}
