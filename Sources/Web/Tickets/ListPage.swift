import Accounts
import Markup
import Primitives
import Storage
import Tickets

/// A list with nothing open beside it.
struct ListPage: DeskPage {
    let listing: TicketListing
    let sent: SentToast?

    /// - Parameter sent: a message just sent, which can be taken back
    /// - Throws: ``TicketError/queueNotFound`` for a queue out of the agent's sight
    init(_ place: ListPlace, sent: ID<Message>? = nil, _ around: Surroundings, _ tx: Transaction) throws {
        if case .queue(let id) = place.view, !around.visibleQueues.contains(where: { $0.id == id }) { throw TicketError.queueNotFound }
        listing = try TicketListing(place, around, tx)
        self.sent = try sent.flatMap { try SentToast($0, place, around, tx) }
    }

    var title: String { listing.name }
    var current: String? { listing.place.path }

    func toast(_ parts: Parts) -> HTML { sent?.view(parts) ?? .empty }

    func view(_ parts: Parts) -> Frame.Kind {
        .workspace(Frame.Workspace(list: listing.view(parts)))
    }
}
