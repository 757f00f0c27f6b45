import Primitives
import Storage

/// Work to be done once, later or by another process.
package struct Job: Sendable, Equatable {
    package enum State: String, Sendable, Column {
        case waiting
        /// Given up after the last try; an admin sees it and may start it again.
        case dead
    }

    /// Stands for the department of work that is no department's own.
    package static let everywhere: ID<Department> = ID(0)

    package let id: ID<Job>
    package let department: ID<Department>
    package let kind: String
    /// JSON, read by the handler of that kind.
    package let payload: String
    package let state: State
    /// When it may be taken: its time, or the end of the lease of whoever does it.
    package let due: Instant
    /// How often it was begun before.
    package let tries: Int
    /// What the last try failed with; for admins.
    package let words: String?
}

extension Job: Fetchable {
    package init(_ row: Row) throws {
        id = try row("id")
        department = try row("department")
        kind = try row("kind")
        payload = try row("payload")
        state = try row("state")
        due = try row("due_at")
        tries = try row("tries")
        words = try row("words")
    }
}

/// How long to wait before another try: 10 s, 20 s, 40 s … at most an hour.
package enum Backoff {
    package static func delay(after tries: Int) -> Duration {
        .seconds(min(10 << min(max(tries - 1, 0), 10), 3600))
    }
}
