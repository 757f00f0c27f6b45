import Accounts
import Contacts
import Primitives
import Storage

/// The tickets of people who are one, as requester or affected, of those the actor may see.
package struct ContactTickets {
    package enum Which: Sendable {
        case open, all
    }

    private let tx: Transaction
    private let access: Access

    package init(_ tx: Transaction, for access: Access) {
        self.tx = tx
        self.access = access
    }

    /// Newest first, behind `key`.
    /// - Parameter family: the contact and who was merged into them (``ContactStore/family(of:)``)
    package func page(_ which: Which, of family: [ID<Contact>], after key: String? = nil, most: Int = 20) throws -> Page<Ticket> {
        guard access.reach(.see, .ticket) > .none else { return Page(rows: [], next: nil) }
        let before = key.flatMap { Int64($0) } ?? .max
        let lanes: [Lane] = which == .open ? Lane.active : [.ours, .waiting, .done]
        let branches = family.flatMap { id -> [SQL] in
            ["t.requester = \(id)", "t.affected = \(id) AND t.requester <> \(id)"]
        }
        // A range of an index each, so that a person of 100,000 tickets costs no more than one of ten.
        let parts = branches.map { branch -> SQL in
            """
            SELECT \(Ticket.columns) FROM ticket t
            WHERE \(branch) AND t.id < \(before) AND \(filter: "t.lane IN \(anyOf: lanes)") AND \(access.condition(.see))
            """
        }
        guard !parts.isEmpty else { return Page(rows: [], next: nil) }
        let tickets = try tx.all(Ticket.self, tx.dialect.merged(parts, order: "id DESC", most: most + 1))
        let rows = Array(tickets.prefix(most))
        return Page(rows: rows, next: tickets.count > most ? rows.last?.id.text : nil)
    }
}
