import Accounts
import Customisation
import Languages
import Markup
import Outbox
import Primitives
import Storage
import Tickets

/// What an address or a form that came back asks of the page of a ticket.
struct TicketWish: Sendable {
    var place = ListPlace(.inbox)
    /// The talk ends before that id.
    var before: Int64?
    /// `reply` or `note`.
    var write: String?
    /// A message just sent, which can be taken back.
    var sent: ID<Message>?
    var reply: TypedReply?
    var note: String?
    var trouble: [Notice] = []
    /// The last thing said that the writer had in sight.
    var newest: Int64?
}

/// An open ticket beside its list.
struct TicketPage: DeskPage {
    let listing: TicketListing
    let heading: TicketHeading
    let talk: Talk
    let composer: ComposerForm?
    let context: TicketContext
    /// What is out of the ordinary about it as a whole.
    let banner: (text: String, link: (text: String, address: String)?)?
    let sent: SentToast?
    let number: TicketNumber
    private let subject: String

    init(_ ticket: Ticket, _ wish: TicketWish, settings: Settings, solutions: SolutionMemory, _ around: Surroundings, _ tx: Transaction) throws {
        let rights = try TicketRights(ticket, around.access, tx)
        number = ticket.number
        subject = ticket.subject
        listing = try TicketListing(wish.place, beside: ticket, around, tx)
        let seen = wish.trouble.contains { $0.kind == .conflict } ? wish.newest : nil
        let messages = try Talk.read(ticket, before: wish.before, around.access, tx)
        talk = Talk(messages, ticket, at: wish.place, before: wish.before, seen: seen, rights: rights, around)
        let people = try TicketPeople(ticket, last: messages.messages, tx)
        let assignee = try ticket.assignee.flatMap { try NameStore(tx, department: ticket.department).agents([$0])[$0] }
        heading = TicketHeading(
            ticket, wish.place, rights: rights, listName: listing.name, channels: talk.channels, assignee: assignee, around)
        let isWritable = rights.answers && ticket.binned == nil && ticket.state != .merged && wish.before == nil
        composer =
            isWritable
            ? try ComposerForm(
                ticket, wish.place, people: people, talk: talk, next: listing.next(after: ticket.number), chosen: wish.write,
                typed: wish.reply, typedNote: wish.note, trouble: wish.trouble, settings: settings, around, tx) : nil
        let known = try solutions.fitting(ticket, messages: messages, around, tx)
        context = try TicketContext(ticket, wish.place, people: people, rights: rights, solutions: known, around, tx)
        banner = try Self.banner(ticket, wish.place, around, tx)
        sent = try wish.sent.flatMap { try SentToast($0, wish.place, around, tx) }
    }

    private static func banner(
        _ ticket: Ticket, _ place: ListPlace, _ around: Surroundings, _ tx: Transaction
    ) throws -> (text: String, link: (text: String, address: String)?)? {
        if ticket.binned != nil { return (around.words("ticketpage.binned"), nil) }
        guard ticket.state == .merged else { return nil }
        if let handOver = try HandOverStore(tx, department: ticket.department).find(ticket.id) { return Self.banner(handOver, around) }
        let survivor = try MergeStore(tx, department: ticket.department).survivor(of: ticket)
        let isVisible = try !VisibleTicketStore(tx, for: around.access).visible([survivor.id]).isEmpty
        return (around.words("ticketpage.mergedInto"), isVisible ? (survivor.number.text, place.path(of: survivor.number)) : nil)
    }

    /// Where it is now; a link for who works there.
    private static func banner(_ handOver: HandOver, _ around: Surroundings) -> (text: String, link: (text: String, address: String)?) {
        let name = around.others.first { $0.id == handOver.to }?.name ?? ""
        guard let number = handOver.number else { return (around.words("ticketpage.handingOver", ["name": name]), nil) }
        let isOpen = around.elsewhere.parts.contains { $0.department.id == handOver.to }
        let text = around.words("ticketpage.handedOver", ["name": name, "number": number.text])
        return (text, isOpen ? (number.text, "/tickets/\(number)") : nil)
    }

    var title: String { "\(number) \(subject)" }
    var current: String? { listing.place.path }
    var openTicket: String? { number.text }

    func toast(_ parts: Parts) -> HTML { sent?.view(parts) ?? .empty }

    func view(_ parts: Parts) -> Frame.Kind {
        let above: HTML = banner.map { banner in
            let link: HTML = banner.link.map { "<a href=\"\($0.address)\" data-visit>\($0.text)</a>" } ?? .empty
            return parts.callout(.warning, "<p>\(banner.text) \(link)</p>")
        } ?? .empty
        let ticket: HTML = "\(heading.view(parts))\(above)\(talk.view(parts))\(composer?.view(parts))"
        return .workspace(Frame.Workspace(list: listing.view(parts), ticket: ticket, context: context.view(parts)))
    }
}

/// A message that was just sent and can still be taken back.
struct SentToast: Sendable {
    private let text: String
    private let undo: String
    private let until: Instant

    /// `nil` once it has left, or where it is none of the agent's.
    init?(_ id: ID<Message>, _ place: ListPlace, _ around: Surroundings, _ tx: Transaction) throws {
        let department = around.access.department
        guard let message = try MessageStore(tx, department: department).find(id), message.author == around.access.actor,
            let parcel = try OutboxStore(tx).find(owner: id.rawValue, department: department).last, parcel.state == .held,
            parcel.due > around.dates.now, let ticket = try TicketStore(tx, department: department).find(message.thread)
        else { return nil }
        text = around.words("composer.sendingTo", ["name": message.recipients.to.first?.shown ?? ""])
        undo = place.path(of: ticket.number, "/messages/\(id)/withdrawal")
        until = parcel.due
    }

    func view(_ parts: Parts) -> HTML { parts.toast(text, undo: undo, until: until) }
}
