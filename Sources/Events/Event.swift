import Primitives
import Storage

/// A fact, appended in the transaction of the change it tells.
///
/// Holds object ids and small values that are not personal; never a person's words or address.
package struct Event: Sendable, Equatable {
    package let id: ID<Event>
    /// Its place in the log; grows by one, without gaps, in the order of commits.
    package let position: Int64
    package let department: ID<Department>
    package let kind: EventKind
    /// The version of the shape of `values`.
    package let shape: Int
    package let actor: Actor
    /// What made the actor act, as `event:…`, `rule:…` or `request:…`; `nil` for a person's own doing.
    package let cause: String?
    /// The ticket it is about.
    package let ticket: Int64?
    package let values: [String: String]
    package let at: Instant
}

/// What happened. Kinds are declared by the target that owns them: `extension EventKind { static let … }`.
package struct EventKind: RawRepresentable, Hashable, Sendable, Column {
    package let rawValue: String

    package init(rawValue: String) {
        self.rawValue = rawValue
    }

    package init(_ name: String) {
        rawValue = name
    }
}

/// What is told; id, position and time are given by the log.
package struct EventDraft: Sendable {
    package var kind: EventKind
    package var department: ID<Department>
    package var actor: Actor
    package var cause: String?
    package var ticket: Int64?
    package var values: [String: String]
    package var shape = 1

    package init(
        _ kind: EventKind, department: ID<Department>, actor: Actor, cause: String? = nil, ticket: Int64? = nil,
        values: [String: String] = [:]
    ) {
        self.kind = kind
        self.department = department
        self.actor = actor
        self.cause = cause
        self.ticket = ticket
        self.values = values
    }
}

extension Event: Fetchable {
    package init(_ row: Row) throws {
        id = try row("id")
        position = try row("position", as: Int64?.self) ?? 0
        department = try row("department")
        kind = try row("kind")
        shape = try row("shape")
        actor = Actor(Actor.Kind(rawValue: try row("actor_kind")) ?? .system, try row("actor"))
        cause = try row("cause")
        ticket = try row("ticket")
        values = try row("data", as: JSON<[String: String]>.self).content
        at = try row("at")
    }
}
