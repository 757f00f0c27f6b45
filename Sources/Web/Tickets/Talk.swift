import Accounts
import Events
import Languages
import Markup
import Outbox
import Primitives
import Storage
import Tickets

/// What was said and done on a ticket, as a page of its newest or of earlier pieces; oldest first.
struct Talk: Sendable {
    /// Messages and notes of one page.
    private static let most = 50
    /// Events between them, at most.
    private static let mostEvents = 150
    /// A silence worth a word.
    private static let silence = Duration.days(3)

    enum Piece: Sendable {
        case said(Entry)
        case done(String, Instant)
        case silence(Duration)
        /// What follows came since the reader's words were begun.
        case unseen
    }

    let pieces: [Piece]
    /// Where what was said before is; `nil` at the beginning of the talk.
    let earlier: String?
    /// Where the newest is; `nil` when it is here.
    let newest: String?
    /// The id of the last thing said; 0 for an empty talk.
    let last: Int64
    /// The ways it has taken, oldest first.
    let channels: [ChannelMark]

    static func read(_ ticket: Ticket, before key: Int64?, _ access: Access, _ tx: Transaction) throws -> TalkReading {
        try TalkReading(ticket, before: key, most: most, mostEvents: mostEvents, access, tx)
    }

    /// - Parameters:
    ///   - key: the page ends before that id; `nil` for the newest
    ///   - seen: the id after which things are new to the reader; `nil` where nothing is marked
    init(
        _ reading: TalkReading, _ ticket: Ticket, at place: ListPlace, before key: Int64?, seen: Int64?, rights: TicketRights,
        _ around: Surroundings
    ) {
        let writer = TalkWriter(ticket: ticket, place: place, rights: rights, around: around, reading: reading)
        pieces = Self.pieces(of: reading.moments, seen: seen, writer)
        earlier = reading.start.map { place.path(of: ticket.number, "", "before=\($0)") }
        newest = key == nil ? nil : place.path(of: ticket.number)
        last = reading.moments.last(where: \.isSaid)?.id ?? 0
        let ways = reading.messages.map { ChannelMark($0.channel) }.reduce(into: [ChannelMark]()) { if $0.last != $1 { $0.append($1) } }
        channels = ways.suffix(6)
    }

    private static func pieces(of moments: [Moment], seen: Int64?, _ writer: TalkWriter) -> [Piece] {
        var pieces: [Piece] = []
        var lastAt: Instant?
        var isMarked = false
        for moment in moments {
            guard let piece = writer.piece(of: moment) else { continue }
            if let lastAt, moment.at - lastAt >= silence { pieces.append(.silence(moment.at - lastAt)) }
            if let seen, !isMarked, moment.isSaid, moment.id > seen {
                pieces.append(.unseen)
                isMarked = true
            }
            pieces.append(piece)
            lastAt = moment.at
        }
        return pieces
    }

    func view(_ parts: Parts) -> HTML {
        let body = pieces.map { piece -> HTML in
            switch piece {
            case .said(let entry): parts.entry(entry)
            case .done(let text, let at): parts.event(HTML(text: text), at: at)
            case .silence(let length): parts.silence(length)
            case .unseen: parts.unseen()
            }
        }
        let before: HTML = earlier.map { way($0, parts.words("ticketpage.earlier"), .chevronUp) } ?? .empty
        let after: HTML = newest.map { way($0, parts.words("ticketpage.newest"), .chevronDown) } ?? .empty
        return parts.thread("\(before)\(body)\(after)")
    }

    private func way(_ address: String, _ text: String, _ icon: Icon) -> HTML {
        "<p class=\"more-rows\"><a class=\"btn\" href=\"\(address)\" data-visit>\(icon.html)<span>\(text)</span></a></p>"
    }
}
