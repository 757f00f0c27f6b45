import Accounts
import Primitives
import Storage

/// What an agent is writing on a ticket; kept while they write, gone when it is sent.
package struct Draft: Sendable, Equatable {
    package enum Kind: String, Sendable, Codable, Column {
        case reply, note
    }

    package let kind: Kind
    package let text: String
    /// Recipients and choices, as the form has them.
    package let fields: [String: String]
    /// The ticket's version when it was begun.
    package let seen: Version
    package let changed: Instant

    package init(kind: Kind, text: String, fields: [String: String], seen: Version, changed: Instant) {
        self.kind = kind
        self.text = text
        self.fields = fields
        self.seen = seen
        self.changed = changed
    }
}

extension Draft: Fetchable {
    package init(_ row: Row) throws {
        kind = try row("kind")
        text = try row("text")
        fields = try row("fields", as: JSON<[String: String]>.self).content
        seen = try row("seen")
        changed = try row("changed_at")
    }
}

package struct DraftStore {
    private let tx: Transaction
    private let department: ID<Department>

    package init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    package func of(_ agent: ID<Agent>, on ticket: ID<Ticket>) throws -> [Draft] {
        try tx.all(
            Draft.self,
            """
            SELECT kind, text, fields, seen, changed_at FROM draft
            WHERE department = \(department) AND ticket = \(ticket) AND agent = \(agent)
            """)
    }

    package func save(_ draft: Draft, of agent: ID<Agent>, on ticket: ID<Ticket>) throws {
        let fields = JSON(draft.fields)
        try tx.upsert(
            """
            INSERT INTO draft (ticket, agent, kind, department, text, fields, seen, changed_at)
            VALUES (\(ticket), \(agent), \(draft.kind), \(department), \(draft.text), \(fields), \(draft.seen), \(draft.changed))
            """, key: "ticket, agent, kind",
            update: "text = \(draft.text), fields = \(fields), seen = \(draft.seen), changed_at = \(draft.changed)")
    }

    package func remove(_ kind: Draft.Kind, of agent: ID<Agent>, on ticket: ID<Ticket>) throws {
        try tx.run("DELETE FROM draft WHERE ticket = \(ticket) AND agent = \(agent) AND kind = \(kind)")
    }
}

extension Desk {
    /// Keeps what is being written; nothing is kept of an empty text.
    package func save(_ draft: Draft, on id: ID<Ticket>, as access: Access) async throws {
        guard let agent = access.agent else { throw PolicyError.forbidden(.answer, .ticket) }
        try await db.write { tx in
            _ = try TicketStore(tx, department: access.department).require(id, .see, by: access)
            let store = DraftStore(tx, department: access.department)
            if draft.text.trimmed.isEmpty {
                try store.remove(draft.kind, of: agent, on: id)
            } else {
                try store.save(draft, of: agent, on: id)
            }
        }
    }
}
