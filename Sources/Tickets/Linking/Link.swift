import Accounts
import Primitives
import Storage

/// What one ticket is to another.
package struct Link: Sendable, Equatable, Fetchable {
    package enum Kind: String, Sendable, Codable, CaseIterable, Column {
        case partOf, causedBy, duplicateOf, follows, waitsFor, related
        /// Its sender named the other's number without belonging to it.
        case claims
    }

    package let id: ID<Link>
    package let ticket: ID<Ticket>
    package let kind: Kind
    package let other: ID<Ticket>

    package init(_ row: Row) throws {
        id = try row("id")
        ticket = try row("ticket")
        kind = try row("kind")
        other = try row("other")
    }
}

package struct LinkStore {
    private let tx: Transaction
    private let department: ID<Department>

    package init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    /// Whether it is new.
    @discardableResult
    package func add(_ id: ID<Link>, _ ticket: ID<Ticket>, _ kind: Link.Kind, _ other: ID<Ticket>, at now: Instant) throws -> Bool {
        try tx.insertedMissing(
            """
            INSERT INTO ticket_link (id, department, ticket, kind, other, at)
            VALUES (\(id), \(department), \(ticket), \(kind), \(other), \(now))
            """, key: "ticket, kind, other")
    }

    /// Whether it was there.
    @discardableResult
    package func remove(_ ticket: ID<Ticket>, _ kind: Link.Kind, _ other: ID<Ticket>) throws -> Bool {
        try tx.changed(
            by: """
            DELETE FROM ticket_link
            WHERE department = \(department) AND ticket = \(ticket) AND kind = \(kind) AND other = \(other)
            """) > 0
    }

    /// Links from and to a ticket.
    package func of(_ ticket: ID<Ticket>) throws -> [Link] {
        try tx.all(
            Link.self,
            """
            SELECT id, ticket, kind, other FROM ticket_link WHERE department = \(department) AND ticket = \(ticket)
            UNION ALL
            SELECT id, ticket, kind, other FROM ticket_link WHERE department = \(department) AND other = \(ticket)
            """)
    }
}

extension Desk {
    /// Links two tickets, or takes the link away. The actor must see both. Throws ``TicketError/linkedToItself``.
    package func link(
        _ id: ID<Ticket>, _ kind: Link.Kind, _ other: TicketNumber, isOn: Bool, as access: Access
    ) async throws {
        try await change(id, seen: nil, .answer, by: access) { change in
            let target = try change.store.require(other)
            try change.store.demand(.see, on: target, by: access)
            guard target.id != id else { throw TicketError.linkedToItself }
            let links = LinkStore(change.tx, department: access.department)
            let isChanged =
                try isOn ? links.add(change.newID(), id, kind, target.id, at: change.at) : links.remove(id, kind, target.id)
            guard isChanged else { return }
            let values = ["kind": kind.rawValue, "what": isOn ? "added" : "removed"]
            change.tell(.ticketLinked, values.merging(["other": target.id.text]) { $1 })
            change.tell(.ticketLinked, values.merging(["other": id.text, "of": "other"]) { $1 }, on: target.id)
        }
    }
}
