import Primitives
import Storage

/// What an agent's change of a text overwrote, kept for history.
package struct Edit: Sendable, Equatable {
    package enum Field: String, Sendable, Column {
        case subject
        /// A line each.
        case tags
    }

    package let id: ID<Edit>
    package let field: Field
    package let old: String
    package let by: Actor
    package let at: Instant
}

extension Edit: Fetchable {
    package init(_ row: Row) throws {
        id = try row("id")
        field = try row("field")
        old = try row("old")
        by = Actor(Actor.Kind(rawValue: try row("actor_kind")) ?? .system, try row("actor"))
        at = try row("at")
    }
}

package struct EditStore {
    private let tx: Transaction
    private let department: ID<Department>

    package init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    func insert(_ edit: Edit, on ticket: ID<Ticket>) throws {
        try tx.run(
            """
            INSERT INTO ticket_edit (id, department, ticket, field, old, actor_kind, actor, at)
            VALUES (\(edit.id), \(department), \(ticket), \(edit.field), \(edit.old), \(edit.by.kind.rawValue), \(edit.by.id), \(edit.at))
            """)
    }

    /// Oldest first.
    package func of(_ ticket: ID<Ticket>) throws -> [Edit] {
        try tx.all(
            Edit.self,
            """
            SELECT id, field, old, actor_kind, actor, at FROM ticket_edit
            WHERE department = \(department) AND ticket = \(ticket) ORDER BY id
            """)
    }
}
