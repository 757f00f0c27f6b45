import Contacts
import Languages
import Markup
import Primitives
import Storage
import Tickets

/// Where a request stands, as its asker sees it: of how we work, nothing.
enum RequestState: String, Sendable {
    case received, working, waiting, solved, closed

    /// What waits for others of ours, and what we think of it, looks like work.
    init(_ ticket: Ticket) {
        switch ticket.state {
        case .new, .spam: self = .received
        case .open, .onHold, .merged: self = .working
        case .pending: self = .waiting
        case .solved: self = .solved
        case .closed: self = .closed
        }
    }

    func view(_ parts: Parts) -> HTML {
        let mark: StateMark =
            switch self {
            case .received: .new
            case .working: .open
            case .waiting: .pending
            case .solved: .solved
            case .closed: .closed
            }
        return parts.state(mark, parts.words("portal.state.\(rawValue)"))
    }
}

/// One request in a list.
struct RequestRow: Sendable {
    let path: String
    let number: String
    let subject: String
    let state: RequestState
    let opened: Instant
    let active: Instant

    init(_ ticket: Ticket) {
        (number, subject, opened, active) = (ticket.number.text, ticket.subject, ticket.opened, ticket.active)
        path = "/help/requests/\(ticket.number)"
        state = RequestState(ticket)
    }

    static func list(_ rows: some Sequence<RequestRow>, _ parts: Parts) -> HTML {
        let items = rows.map { row -> HTML in
            """
            <li><a href="\(row.path)">\(row.subject)</a><span class="line small">\(row.state.view(parts))</span>\
            <span class="xs quiet num">\(row.number) · \(parts.stamp(row.opened))</span></li>
            """
        }
        return items.isEmpty
            ? "<p class=\"small quiet\">\(parts.words("portal.none"))</p>" : "<ul class=\"mine\">\(items)</ul>"
    }
}

/// The requests of a contact, and of whoever was merged into them.
struct RequestStore {
    private let tx: Transaction
    private let department: ID<Department>

    init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    /// Newest first, behind `key`; without what is in the bin or was merged into another.
    func page(of contact: ID<Contact>, before key: ID<Ticket>?, most: Int) throws -> Page<Ticket> {
        let family = try ContactStore(tx, department: department).family(of: [contact])
        let ids = try tx.column(
            ID<Ticket>.self,
            """
            SELECT id FROM ticket WHERE requester IN \(anyOf: family) AND department = \(department) AND id < \(key?.rawValue ?? .max)
            AND binned_at IS NULL AND merged_into IS NULL ORDER BY id DESC LIMIT \(most + 1)
            """)
        let tickets = try TicketStore(tx, department: department).find(Array(ids.prefix(most))).sorted { $0.id > $1.id }
        return Page(rows: tickets, next: ids.count > most ? tickets.last?.id.text : nil)
    }
}
