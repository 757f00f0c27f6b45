import Contacts
import Primitives
import Storage

/// Someone who stands on a ticket beside its requester.
package struct Participant: Sendable, Equatable, Fetchable {
    package enum Role: String, Sendable, Codable, CaseIterable, Column {
        /// Gets what the customer gets.
        case copy
        /// A colleague who follows it.
        case watcher
        case approver
    }

    package let contact: ID<Contact>
    package let role: Role
    /// Gets nothing and sees nothing until an agent accepts them, while `false`.
    package let isAccepted: Bool
    /// Sees what was said from then on; `nil` when they see everything.
    package let seesFrom: Instant?

    init(contact: ID<Contact>, role: Role, isAccepted: Bool, seesFrom: Instant?) {
        self.contact = contact
        self.role = role
        self.isAccepted = isAccepted
        self.seesFrom = seesFrom
    }

    package init(_ row: Row) throws {
        contact = try row("contact")
        role = try row("role")
        isAccepted = try row("is_accepted")
        seesFrom = try row("sees_from")
    }
}

package struct ParticipantStore {
    let tx: Transaction
    let department: ID<Department>

    package init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    package func of(_ ticket: ID<Ticket>) throws -> [Participant] {
        try tx.all(
            Participant.self,
            """
            SELECT contact, role, is_accepted, sees_from FROM participant WHERE department = \(department) AND ticket = \(ticket)
            ORDER BY made_at, contact
            """)
    }

    /// Whether they were new.
    /// - Parameter seen: what was said before they do not see; `nil` when they see everything
    @discardableResult
    package func add(
        _ contact: ID<Contact>, _ role: Participant.Role, to ticket: ID<Ticket>, isAccepted: Bool, seesFrom seen: Instant? = nil,
        at now: Instant
    ) throws -> Bool {
        try tx.insertedMissing(
            """
            INSERT INTO participant (ticket, contact, role, department, is_accepted, sees_from, made_at)
            VALUES (\(ticket), \(contact), \(role), \(department), \(isAccepted), \(seen), \(now))
            """, key: "ticket, contact, role")
    }

    /// Lets them see everything and hear of all that follows.
    package func accept(_ contact: ID<Contact>, on ticket: ID<Ticket>) throws {
        try tx.run(
            """
            UPDATE participant SET is_accepted = 1, sees_from = NULL
            WHERE department = \(department) AND ticket = \(ticket) AND contact = \(contact)
            """)
    }

    /// Whether they stood there.
    @discardableResult
    package func remove(_ contact: ID<Contact>, _ role: Participant.Role, from ticket: ID<Ticket>) throws -> Bool {
        try tx.changed(
            by: """
            DELETE FROM participant
            WHERE department = \(department) AND ticket = \(ticket) AND contact = \(contact) AND role = \(role)
            """) > 0
    }
}
