import Accounts
import Customisation
import Foundation
import Gate
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

    /// What another department has of it.
    struct Section: Sendable {
        /// Rows of one: the rest is in that department's own search.
        static let most = 10

        let name: String
        /// The whole search there.
        let path: String
        let rows: [Row]
        let count: Int
        let isCapped: Bool
    }

    /// Rows of a page.
    static let most = 25

    let title: String
    let asked: AskedOnPage
    let rows: [Row]
    /// Of the other departments, on the first page.
    let sections: [Section]
    /// Departments that do not answer.
    let away: [String]
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
        (rows, sections, away, count, isCapped, next) = ([], [], [], nil, false, nil)
    }

    /// Throws ``SearchQueryError`` for a query that cannot be read.
    init(_ asked: AskedOnPage, _ others: [Section], away: [String], _ around: Surroundings, _ tx: Transaction) throws {
        let (results, found) = try Self.search(asked, for: around.access, at: around.dates.now, zone: around.dates.zone, language: around.words.language, most: Self.most, tx)
        title = around.words("searchpage.titleOf", ["query": asked.text])
        self.asked = asked
        rows = found
        sections = others.filter { $0.count > 0 }
        self.away = away
        count = others.reduce(results.count) { $0 + $1.count }
        isCapped = results.isCapped || others.contains(where: \.isCapped)
        next = results.page.next.map(asked.path)
        trouble = .none
    }

    private static func search(
        _ asked: AskedOnPage, for access: Access, at now: Instant, zone: Zone, language: Language, most: Int, _ tx: Transaction
    ) throws -> (SearchResults, [Row]) {
        let query = try SearchQuery.parse(asked.text, filters: TicketFilters.names)
        let search = TicketSearch(tx, for: access, at: now, zone: TimeZone(identifier: zone.identifier) ?? .gmt)
        let results = try search.search(query, in: asked.scope, language: language, after: asked.key, most: most)
        let names = try NameStore(tx, department: access.department).contacts(results.page.rows.compactMap { $0.ticket?.requester })
        return (results, results.page.rows.map { Row($0, names: names) })
    }
}

extension SearchPage.Section {
    /// Throws ``SearchQueryError`` for a query that cannot be read.
    init(_ asked: AskedOnPage, for access: Access, _ context: AgentContext, at now: Instant, _ settings: Settings, _ tx: Transaction) throws {
        let department = try DepartmentStore(tx).require(access.department)
        let zone = Zone.named(context.agent.zone ?? department.zone) ?? .utc
        let (results, found) = try SearchPage.search(asked, for: access, at: now, zone: zone, language: context.language, most: Self.most, tx)
        name = settings(.deskName, department: department.id) ?? department.name
        path = department.path(to: asked.path(after: nil))
        rows = found.map { $0.leading(from: department) }
        count = results.count
        isCapped = results.isCapped
    }
}

extension SearchPage.Row {
    /// A ticket's number says where it is; all else is looked at in its department.
    fileprivate func leading(from department: Department) -> Self {
        ticket != nil ? self : Self(kind: kind, path: department.path(to: path), title: title, excerpt: excerpt, place: place, ticket: nil, who: who, at: at)
    }
}
