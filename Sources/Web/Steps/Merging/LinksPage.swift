import Accounts
import Primitives
import Storage
import Tickets

/// What a ticket is to others.
struct LinksPage: StepPage {
    /// A link as seen from this ticket.
    struct Line: Sendable {
        let kind: Link.Kind
        /// The link was made on the other ticket, which is the one that is part of, follows, waits …
        let isFromOther: Bool
        let number: TicketNumber
        let subject: String
        let state: State
    }

    /// What agents may choose.
    static let kinds = Link.Kind.allCases.filter { $0 != .claims }

    let head: StepHead
    let lines: [Line]
    /// How many lead to tickets the reader may not see.
    let hidden: Int
    let kind: Link.Kind
    let typed: String
    let trouble: FormTrouble

    init(_ read: StepReading, kind: Link.Kind = .related, typed: String = "") throws {
        let (ticket, access, tx) = (read.ticket, read.around.access, read.tx)
        head = try StepHead(.links, read)
        let links = try LinkStore(tx, department: access.department).of(ticket.id)
        let store = TicketStore(tx, department: access.department)
        let others = Dictionary(
            try store.find(Array(Set(links.map { $0.ticket == ticket.id ? $0.other : $0.ticket }))).map { ($0.id, $0) }) { $1 }
        lines = try links.compactMap { link in
            guard let other = others[link.ticket == ticket.id ? link.other : link.ticket],
                access.may(.see, try store.facts(of: other, for: access))
            else { return nil }
            return Line(
                kind: link.kind, isFromOther: link.ticket != ticket.id, number: other.number, subject: other.subject, state: other.state)
        }
        hidden = links.count - lines.count
        self.kind = kind
        self.typed = typed
        trouble = read.trouble
    }
}
