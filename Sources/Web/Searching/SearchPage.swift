import Foundation
import Languages
import Primitives
import Search
import Storage
import Tickets

/// What a search found, page by page; all of it stands in its address.
struct SearchPage: DeskPage {
    /// One hit as its row shows it.
    struct Row: Sendable {
        enum Kind: String, Sendable {
            case ticket, article, question
        }

        let kind: Kind
        let path: String
        let title: [Segment]
        let excerpt: [Segment]
        /// In what the words stood: `message`, `note` …; `nil` where it goes without saying.
        let place: SearchDocument.Kind?
        let ticket: Ticket?
        /// Who asked it, for a ticket.
        let who: String
        let at: Instant
    }

    /// Rows of a page.
    static let most = 25

    let title: String
    let asked: AskedOnPage
    let rows: [Row]
    /// How many of what was looked at; `nil` before anything was asked.
    let count: Int?
    let isCapped: Bool
    /// Address of the next page.
    let next: String?
    let trouble: FormTrouble

    var current: String? { "/search" }

    func view(_ parts: Parts) -> Frame.Kind { .plain(page(parts)) }

    /// Before anything was asked, and for a query that cannot be read.
    init(_ asked: AskedOnPage, trouble: FormTrouble = .none, _ around: Surroundings) {
        title = around.words("searchpage.title")
        self.asked = asked
        self.trouble = trouble
        (rows, count, isCapped, next) = ([], nil, false, nil)
    }

    /// Throws ``SearchQueryError`` for a query that cannot be read.
    init(_ asked: AskedOnPage, _ around: Surroundings, _ tx: Transaction) throws {
        let query = try SearchQuery.parse(asked.text, filters: TicketFilters.names)
        let search = TicketSearch(tx, for: around.access, at: around.dates.now, zone: TimeZone(identifier: around.dates.zone.identifier) ?? .gmt)
        let results = try search.search(query, in: asked.scope, language: around.words.language, after: asked.key, most: Self.most)
        let names = try NameStore(tx, department: around.department.id).contacts(results.page.rows.compactMap { $0.ticket?.requester })
        title = around.words("searchpage.titleOf", ["query": asked.text])
        self.asked = asked
        rows = results.page.rows.map { Row($0, names: names) }
        count = results.count
        isCapped = results.isCapped
        next = results.page.next.map(asked.path)
        trouble = .none
    }
}
