import Accounts
import Contacts
import Knowledge
import Primitives
import Storage

/// Which questions a list shows; `nil` where it does not matter.
package struct QuestionFilter: Sendable, Equatable {
    package var from: Instant?
    /// Without that instant.
    package var until: Instant?
    package var article: ID<Article>?
    package var channel: ChannelName?
    package var category: ID<Category>?
    /// Whether opened tickets count as questions.
    package var includesTickets = true

    package init() {}
}

/// A line of the report of every question asked: one of the log, or an opened ticket.
package struct QuestionEntry: Sendable, Equatable, Fetchable {
    package let id: Int64
    package let at: Instant
    package let channel: ChannelName?
    /// What was asked, or a ticket's subject.
    package let asked: String
    package let answer: String
    /// Of a ticket its state.
    package let outcome: String
    package let category: ID<Category>?
    package let article: ID<Article>?
    package let contact: ID<Contact>?
    /// The ticket it is or became.
    package let ticket: ID<Ticket>?
    package let number: TicketNumber?
    package let isTicket: Bool

    package init(_ row: Row) throws {
        id = try row("id")
        at = try row("at")
        channel = ChannelName(rawValue: try row("channel"))
        asked = try row("asked")
        answer = try row("answer")
        outcome = try row("outcome")
        category = try row("category")
        article = try row("article")
        contact = try row("contact")
        ticket = try row("ticket")
        number = try row("number")
        isTicket = try row("is_ticket")
    }
}

/// Reads the list, newest first.
package struct QuestionListStore {
    /// Rows of each kind looked at for one page; with rare answers the next page goes on.
    private static let slice = 5000

    private let tx: Transaction
    private let access: Access

    package init(_ tx: Transaction, for access: Access) {
        self.tx = tx
        self.access = access
    }

    /// A page behind `key`; may be short where few of many rows pass the filter. Throws ``PolicyError/forbidden(_:_:)``.
    package func page(_ filter: QuestionFilter = QuestionFilter(), after key: String? = nil, most: Int = 50) throws -> Page<QuestionEntry> {
        try access.demand(.see, .question, reach: .team)
        let before = key.flatMap { Int64($0) } ?? .max
        var parts = [questions(filter)], isTicketless = access.reach(.see, .ticket) == .none
        isTicketless = isTicketless || !filter.includesTickets || filter.article != nil
        if !isTicketless { parts.append(tickets(filter)) }
        var entries: [QuestionEntry] = [], floor: Int64?
        for part in parts {
            let end = try tx.value(Int64.self, part.nth(before, Self.slice - 1))
            entries += try tx.all(QuestionEntry.self, part.rows(before, end ?? 0, most + 1))
            if let end { floor = max(floor ?? end, end) }
        }
        entries = entries.filter { $0.id >= floor ?? 0 }.sorted { $0.id > $1.id }
        let rows = Array(entries.prefix(most))
        let next = entries.count > most ? rows.last?.id : floor
        return Page(rows: rows, next: next.map { String($0) })
    }

    /// One of the two sources: where a page of it ends, and its rows.
    private struct Source {
        let nth: (_ before: Int64, _ offset: Int) -> SQL
        let rows: (_ before: Int64, _ from: Int64, _ most: Int) -> SQL
    }

    private func questions(_ filter: QuestionFilter) -> Source {
        let department = access.department
        var condition: SQL = "question.department = \(department)\(time("question.at", filter))"
        if let article = filter.article { condition += " AND question.article = \(article)" }
        if let channel = filter.channel { condition += " AND \(filter: "question.channel = \(channel)")" }
        if let category = filter.category { condition += " AND question.category = \(category)" }
        return Source(
            nth: { before, offset in
                """
                SELECT question.id FROM question WHERE question.department = \(department) AND question.id < \(before)
                ORDER BY question.id DESC LIMIT 1 OFFSET \(offset)
                """
            },
            rows: { before, from, most in
                """
                SELECT question.id, question.at, question.channel, question.asked, question.answer, question.outcome,
                    question.category, question.article, question.contact, question.ticket, t.number, 0 AS is_ticket
                FROM question LEFT JOIN ticket t ON t.id = question.ticket
                WHERE \(condition) AND question.id < \(before) AND question.id >= \(from) ORDER BY question.id DESC LIMIT \(most)
                """
            })
    }

    private func tickets(_ filter: QuestionFilter) -> Source {
        var condition: SQL = "t.binned_at IS NULL AND \(filter: "t.state <> \(State.spam)") AND \(access.condition(.see))\(time("t.opened_at", filter))"
        if let channel = filter.channel { condition += " AND t.channel = \(channel)" }
        if let category = filter.category { condition += " AND t.category = \(category)" }
        return Source(
            nth: { "SELECT t.id FROM ticket t WHERE t.id < \($0) ORDER BY t.id DESC LIMIT 1 OFFSET \($1)" },
            rows: { before, from, most in
                """
                SELECT t.id, t.opened_at AS at, t.channel, t.subject AS asked, '' AS answer, t.state AS outcome, t.category,
                    (SELECT f.article FROM fix f WHERE f.ticket = t.id ORDER BY f.id DESC LIMIT 1) AS article,
                    t.requester AS contact, t.id AS ticket, t.number, 1 AS is_ticket
                FROM ticket t WHERE \(condition) AND t.id < \(before) AND t.id >= \(from) ORDER BY t.id DESC LIMIT \(most)
                """
            })
    }

    private func time(_ column: SQL, _ filter: QuestionFilter) -> SQL {
        var condition: SQL = ""
        if let from = filter.from { condition += " AND \(column) >= \(from)" }
        if let until = filter.until { condition += " AND \(column) < \(until)" }
        return condition
    }
}
