import Primitives
import Storage

/// Gives events their positions where several writers commit at once. Every node runs it; the one that holds the lease works,
/// another takes over when that one dies.
package struct EventPositioning: Sendable {
    private static let lease = Duration.seconds(10)
    /// Events in one commit at most.
    private static let slice = 500

    private let database: Database
    private let holder: Int64
    private let clock: Clock
    private let poll: Duration

    /// - Parameter holder: different for every process, not 0
    package init(_ database: Database, holder: Int64, clock: Clock, poll: Duration = .milliseconds(50)) {
        self.database = database
        self.holder = holder
        self.clock = clock
        self.poll = poll
    }

    /// Works until the task is cancelled or the database closed; returns at once where the one writer gives positions itself.
    package func run(failed: @escaping @Sendable (any Error) -> Void) async {
        if database.dialect.hasOneWriter { return }
        await database.commits.watch(rest: .milliseconds(5)) {
            do { while try await step() > 0 {} } catch { failed(error) }
            return poll
        }
    }

    /// One round: how many events got a position; 0 while another process holds the lease.
    package func step() async throws -> Int {
        guard try await database.read({ tx in try EventStore(tx).hasWaiting() }) else { return 0 }
        let now = clock.now()
        return try await database.write { tx in
            let store = EventStore(tx)
            guard try store.lead(holder, at: now, until: now + Self.lease) else { return 0 }
            return try store.position(most: Self.slice)
        }
    }
}
