import Accounts
import Languages
import Outbox
import Primitives
import Storage
import Tickets

/// What is to leave, what left, and what did not.
struct OutboxPage: DeskPage {
    /// Rows of a page.
    private static let most = 50

    let title: String
    let shelf: OutboxShelf
    /// In the order of the shelves; beyond a thousand it is not counted.
    let counts: [OutboxShelf: Int]
    let rows: [ParcelRow]
    let next: String?
    /// Nothing can leave: mail is shown instead.
    let hasNoWayOut: Bool

    init(_ shelf: OutboxShelf, before key: ID<Parcel>?, wayOut: WayOut, _ around: Surroundings, _ tx: Transaction) throws {
        let store = OutboxListStore(tx, for: around.access)
        let page = try store.page(shelf.states, before: key, most: Self.most)
        let outbox = OutboxStore(tx)
        let parcels = try page.rows.compactMap { try outbox.find($0, department: around.access.department) }
        title = around.words("outboxpage.title")
        self.shelf = shelf
        rows = try ParcelRow.rows(parcels, around, tx)
        next = page.next.map { "/outbox?shelf=\(shelf.rawValue)&before=\($0)" }
        counts = try [.waiting: store.count(OutboxShelf.waiting.states), .trouble: store.count(OutboxShelf.trouble.states)]
        hasNoWayOut = !wayOut.isOpen(around.access.department)
    }

    var current: String? { "/outbox" }

    func view(_ parts: Parts) -> Frame.Kind { .plain(page(parts)) }
}

/// A parcel as a row shows it.
struct ParcelRow: Sendable {
    let id: ID<Parcel>
    let state: Parcel.State
    let ticket: Ticket?
    let recipients: Recipients
    /// What was written; empty where it was redacted.
    let text: String
    let isMachine: Bool
    let tries: Int
    /// The other side's last words.
    let words: String?
    let made: Instant
    /// When it is looked at next.
    let due: Instant
    let done: Instant?
    /// It can be taken back.
    let canWithdraw: Bool
    /// It can be sent again.
    let canRetry: Bool

    static func rows(_ parcels: [Parcel], _ around: Surroundings, _ tx: Transaction) throws -> [ParcelRow] {
        let messages = MessageStore(tx, department: around.access.department)
        let tickets = TicketStore(tx, department: around.access.department)
        return try parcels.map { parcel in
            let message = try messages.find(ID(parcel.owner))
            let ticket = try message.flatMap { try tickets.find($0.thread) }
            let mayAnswer = try ticket.map { around.access.may(.answer, try tickets.facts(of: $0, for: around.access)) } ?? false
            return ParcelRow(parcel, message, ticket, mayAnswer: mayAnswer, isLast: try isLast(parcel, tx), at: around.dates.now)
        }
    }

    private static func isLast(_ parcel: Parcel, _ tx: Transaction) throws -> Bool {
        try OutboxStore(tx).find(owner: parcel.owner, department: parcel.department).last?.id == parcel.id
    }

    private init(_ parcel: Parcel, _ message: Message?, _ ticket: Ticket?, mayAnswer: Bool, isLast: Bool, at now: Instant) {
        id = parcel.id
        state = parcel.state
        self.ticket = ticket
        recipients = message?.recipients ?? Recipients()
        text = message?.text ?? ""
        isMachine = parcel.isMachine
        tries = parcel.tries
        words = parcel.words
        made = parcel.made
        due = parcel.due
        done = parcel.done
        canWithdraw = mayAnswer && parcel.state == .held && parcel.due > now
        canRetry = mayAnswer && parcel.state == .failed && isLast && message?.redacted == nil
    }
}
