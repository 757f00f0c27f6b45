import Primitives
import Storage

/// What one contact is to another, until it ends: Ana is the assistant of Ion.
package struct Relation: Sendable, Equatable, Fetchable {
    package enum Kind: String, Sendable, Codable, CaseIterable, Column {
        case assistant, manager, deputy
    }

    package let id: ID<Relation>
    package let contact: ID<Contact>
    package let kind: Kind
    package let other: ID<Contact>
    /// `nil` while no end is known.
    package let ends: Instant?

    package init(_ row: Row) throws {
        id = try row("id")
        contact = try row("contact")
        kind = try row("kind")
        other = try row("other")
        ends = try row("ends_at")
    }
}

package struct RelationStore {
    private let tx: Transaction
    private let department: ID<Department>

    package init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    /// In which these contacts, who are one person, stand on either side; those that ended too.
    package func of(_ family: [ID<Contact>]) throws -> [Relation] {
        try tx.all(
            Relation.self,
            """
            SELECT id, contact, kind, other, ends_at FROM relation WHERE department = \(department) AND contact IN \(anyOf: family)
            UNION SELECT id, contact, kind, other, ends_at FROM relation WHERE department = \(department) AND other IN \(anyOf: family)
            ORDER BY id LIMIT 500
            """)
    }

    /// One that ended begins anew.
    func put(
        _ id: ID<Relation>, _ contact: ID<Contact>, _ kind: Relation.Kind, of other: ID<Contact>, until end: Instant?, at now: Instant
    ) throws {
        try tx.upsert(
            """
            INSERT INTO relation (id, department, contact, kind, other, ends_at, made_at)
            VALUES (\(id), \(department), \(contact), \(kind), \(other), \(end), \(now))
            """, key: "contact, kind, other", update: "ends_at = \(end)")
    }

    func end(_ id: ID<Relation>, of contact: ID<Contact>, at end: Instant) throws -> Bool {
        try tx.changed(
            by: """
            UPDATE relation SET ends_at = \(end)
            WHERE department = \(department) AND id = \(id) AND (contact = \(contact) OR other = \(contact))
            """) > 0
    }

    func forget(_ contact: ID<Contact>) throws {
        try tx.run("DELETE FROM relation WHERE department = \(department) AND (contact = \(contact) OR other = \(contact))")
    }
}
