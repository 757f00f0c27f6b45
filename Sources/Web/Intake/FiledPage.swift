import Languages
import Primitives
import Storage
import Tickets

/// What a caller is told: their number, large enough to be read out; and what next.
struct FiledPage: DeskPage {
    /// Open tickets of the same person shown at most.
    private static let mostOthers = 5

    let title: String
    let number: TicketNumber
    let subject: String
    let requester: String
    let queue: String
    /// Their other open tickets, newest first.
    let others: [Ticket]

    init(_ ticket: Ticket, _ around: Surroundings, _ tx: Transaction) throws {
        title = around.words("newticket.filed", ["number": ticket.number.text])
        number = ticket.number
        subject = ticket.subject
        requester = try NameStore(tx, department: ticket.department).contacts([ticket.requester])[ticket.requester] ?? ""
        queue = around.queue(ticket.queue)?.name ?? ""
        others = try Array(
            TicketsOfContactStore(tx, for: around.access).list(ticket.requester, most: 20)
                .filter { $0.id != ticket.id && $0.state.isActive && $0.binned == nil }.prefix(Self.mostOthers))
    }

    var current: String? { "/tickets/new" }

    func view(_ parts: Parts) -> Frame.Kind { .plain(page(parts)) }
}
