import Accounts
import Contacts
import Languages
import Markup
import Primitives
import Storage
import Tickets

/// All tickets of a person, all that was said, or all they asked, page by page.
struct ContactListsPage: DeskPage {
    private enum Content: Sendable {
        case tickets(ContactTicketList)
        case timeline(PersonTimeline)
        case questions([Question])
    }

    private static let most = 50

    let head: ContactHead
    let place: ContactHead.Place
    private let content: Content
    private let next: String?

    var title: String { head.name }
    var current: String? { "/contacts" }

    /// - Parameter key: behind which the page begins; of open tickets with `open.` before it
    init(_ id: ID<Contact>, _ place: ContactHead.Place, after key: String?, _ around: Surroundings, _ tx: Transaction) throws {
        let record = try ContactStore(tx, department: around.access.department).record(id, for: around.access)
        head = ContactHead(record, around)
        self.place = place
        let next: String?
        switch place {
        case .questions:
            let page = try PersonQuestionStore(tx, for: around.access).page(of: record.family, after: key, most: Self.most)
            (content, next) = (.questions(page.rows), page.next)
        case .timeline:
            let timeline = try PersonTimeline(of: record.family, after: key, most: Self.most, around, tx)
            (content, next) = (.timeline(timeline), timeline.next)
        case .tickets, .overview:
            let list = try Self.tickets(of: record.family, after: key, around.access, tx)
            (content, next) = (.tickets(list), list.moreOpen.map { "open.\($0)" } ?? list.moreEarlier)
        }
        self.next = next.map { PageAddress.text(ContactHead(record, around).path(place), [("after", $0)]) }
    }

    private static func tickets(of family: [ID<Contact>], after key: String?, _ access: Access, _ tx: Transaction) throws -> ContactTicketList {
        guard let key else { return try ContactTicketList(of: family, mostOpen: most, mostEarlier: most, for: access, tx) }
        let isOpen = key.hasPrefix("open.")
        return try ContactTicketList(isOpen ? .open : .all, of: family, after: isOpen ? String(key.dropFirst(5)) : key, most: most, for: access, tx)
    }

    func view(_ parts: Parts) -> Frame.Kind {
        .plain(head.view(place, parts) + list(parts))
    }

    private func list(_ parts: Parts) -> HTML {
        let words = parts.words
        switch content {
        case .tickets(let list):
            if list.isEmpty { return parts.empty(.inbox, words("contactpage.noTickets"), words("contactpage.noTicketsText")) }
            return "<div class=\"rows\" id=\"rows\" data-keys-list>\(list.rows(parts))\(parts.more(next))</div>"
        case .timeline(let timeline):
            if timeline.lines.isEmpty && next == nil { return parts.empty(.clock, words("contactpage.noTimeline"), words("contactpage.noTimelineText")) }
            return "<ol class=\"line-of-time\" id=\"rows\">\(timeline.items(parts))\(more(parts))</ol>"
        case .questions(let questions):
            if questions.isEmpty { return parts.empty(.log, words("contactpage.noQuestions"), words("contactpage.noQuestionsText")) }
            return "<ul class=\"log\" id=\"rows\">\(questions.map { parts.asked($0) })\(more(parts))</ul>"
        }
    }

    /// The way on, as a line of a list.
    private func more(_ parts: Parts) -> HTML {
        next == nil ? .empty : "<li>\(parts.more(next))</li>"
    }
}
