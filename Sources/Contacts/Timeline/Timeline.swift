import Primitives
import Storage

/// Something a contact and we said to each other, on any way. Whoever stands above may append.
package struct TimelineEntry: Sendable, Equatable {
    package enum Kind: String, Sendable, Column {
        /// They opened a ticket.
        case opened
        /// They wrote on one.
        case wrote
        /// We wrote to them.
        case answered
        case solved
        /// They asked and were answered at once.
        case asked
    }

    package let id: Int64
    package let kind: Kind
    package let channel: String?
    package let ticket: Int64?
    /// The message or question.
    package let object: Int64?
    package let at: Instant
}

extension TimelineEntry: Fetchable {
    package init(_ row: Row) throws {
        id = try row("id")
        kind = try row("kind")
        channel = try row("channel")
        ticket = try row("ticket")
        object = try row("object")
        at = try row("at")
    }
}

package struct TimelineStore {
    private let tx: Transaction
    private let department: ID<Department>

    package init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    package func append(
        _ id: ID<TimelineEntry>, _ kind: TimelineEntry.Kind, of contact: ID<Contact>, channel: String? = nil, ticket: Int64? = nil,
        object: Int64? = nil, at now: Instant
    ) throws {
        try tx.run(
            """
            INSERT INTO timeline (id, department, contact, kind, channel, ticket, object, at)
            VALUES (\(id), \(department), \(contact), \(kind), \(channel), \(ticket), \(object), \(now))
            """)
    }

    /// Takes out what tells of an object.
    package func remove(_ kind: TimelineEntry.Kind, _ object: Int64, of contact: ID<Contact>) throws {
        try tx.run(
            "DELETE FROM timeline WHERE department = \(department) AND contact = \(contact) AND kind = \(kind) AND object = \(object)")
    }

    /// A page of what was said with these contacts, who are one person, newest first.
    package func page(_ family: [ID<Contact>], after key: String? = nil, most: Int = 50) throws -> Page<TimelineEntry> {
        let before = key.flatMap { Int64($0) }
        let entries = try family.flatMap { try list($0, before: before, most: most + 1) }.sorted { $0.id > $1.id }
        let rows = Array(entries.prefix(most))
        return Page(rows: rows, next: entries.count > most ? rows.last.map { String($0.id) } : nil)
    }

    /// Newest first, behind `key`.
    package func list(_ contact: ID<Contact>, before key: Int64?, most: Int) throws -> [TimelineEntry] {
        try tx.all(
            TimelineEntry.self,
            """
            SELECT id, kind, channel, ticket, object, at FROM timeline
            WHERE department = \(department) AND contact = \(contact) AND id < \(key ?? .max) ORDER BY id DESC LIMIT \(most)
            """)
    }
}
