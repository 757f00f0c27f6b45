import Accounts
import Contacts
import Languages
import Markup
import Primitives
import Storage
import Tickets

/// The tickets of a person: those that are open, then the others, each newest first.
struct ContactTicketList: Sendable {
    let open: [Ticket]
    let earlier: [Ticket]
    /// Behind which key the open ones go on.
    let moreOpen: String?
    /// Behind which key the others go on.
    let moreEarlier: String?

    /// From the beginning.
    init(of family: [ID<Contact>], mostOpen: Int, mostEarlier: Int, for access: Access, _ tx: Transaction) throws {
        let store = ContactTickets(tx, for: access), open = try store.page(.open, of: family, most: mostOpen)
        (self.open, moreOpen) = (open.rows, open.next)
        (earlier, moreEarlier) = try Self.earlier(of: family, after: nil, most: mostEarlier, store)
    }

    /// Behind a key of one of the two.
    init(_ which: ContactTickets.Which, of family: [ID<Contact>], after key: String, most: Int, for access: Access, _ tx: Transaction) throws {
        let store = ContactTickets(tx, for: access)
        switch which {
        case .open:
            let page = try store.page(.open, of: family, after: key, most: most)
            (open, moreOpen) = (page.rows, page.next)
            (earlier, moreEarlier) = page.next == nil ? try Self.earlier(of: family, after: nil, most: most, store) : ([], nil)
        case .all:
            (open, moreOpen) = ([], nil)
            (earlier, moreEarlier) = try Self.earlier(of: family, after: key, most: most, store)
        }
    }

    /// A page may be short and not the last, as open ones stand between them.
    private static func earlier(of family: [ID<Contact>], after key: String?, most: Int, _ store: ContactTickets) throws -> ([Ticket], String?) {
        let page = try store.page(.all, of: family, after: key, most: most)
        return (page.rows.filter { !$0.state.isActive }, page.next)
    }

    var isEmpty: Bool { open.isEmpty && earlier.isEmpty && moreOpen == nil && moreEarlier == nil }

    func rows(_ parts: Parts) -> HTML {
        group(open, parts.words("contactpage.openTickets"), parts) + group(earlier, parts.words("contactpage.earlierTickets"), parts)
    }

    private func group(_ tickets: [Ticket], _ name: String, _ parts: Parts) -> HTML {
        tickets.isEmpty ? .empty : parts.group(name) + tickets.map { parts.row(TicketRow($0)) }.joined()
    }
}

extension TicketRow {
    /// A ticket in a list of somebody's.
    init(_ ticket: Ticket) {
        self.init(
            number: ticket.number.text, path: "/tickets/\(ticket.number)", subject: ticket.subject, line: ticket.snippet, at: ticket.active,
            channel: ChannelMark(ticket.channel), state: StateMark(ticket.state))
    }
}
