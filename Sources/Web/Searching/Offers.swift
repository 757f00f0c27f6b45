import Accounts
import Customisation
import Knowledge
import Languages
import Primitives
import Search
import Storage
import Tickets

/// Finds what the fields of forms and the palette offer.
struct Offers {
    let tx: Transaction
    let access: Access
    let words: Words
    let now: Instant

    func contacts(_ typed: String) throws -> [Offer] {
        try PersonFinder(tx, for: access).suggest(typed, most: Offer.most).map { Offer(value: $0.id.text, text: $0.name, hint: $0.hint) }
    }

    func agents(_ typed: String) throws -> [Offer] {
        try TypeAheadStore(tx, for: access).agents(typed, most: Offer.most).map { Offer(value: $0.id.text, text: $0.name, hint: $0.email) }
    }

    func tags(_ typed: String) throws -> [Offer] {
        try TypeAheadStore(tx, for: access).tags(typed, most: Offer.most).map { Offer(value: $0, text: $0) }
    }

    /// By number where one was typed, else by words.
    func tickets(_ typed: String) throws -> [Offer] {
        try found(tickets: typed).map { ticket in
            let subject = ticket.subject
            return Offer(value: ticket.number.text, text: ticket.number.text, hint: subject)
        }
    }

    /// By words; `insert` are the words a customer would be told. Nothing typed shows what was changed last.
    func articles(_ typed: String) throws -> [Offer] {
        if typed.isEmpty { return try lastArticles() }
        return try hits(typed, in: .articles).compactMap { hit in
            guard case .article(let article, let text) = hit.found else { return nil }
            return Self.offer(article, text)
        }
    }

    private func lastArticles() throws -> [Offer] {
        let store = ArticleStore(tx, department: access.department)
        return try ArticleListStore(tx, for: ArticleReader(access)).page(most: Offer.most).rows.map {
            Self.offer($0, try store.text(of: $0, in: words.language))
        }
    }

    private static func offer(_ article: Article, _ text: ArticleText) -> Offer {
        Offer(value: article.id.text, text: text.title, hint: text.problem.cut(120), insert: text.steps)
    }

    /// A typed number jumps; then people, tickets, articles.
    func palette(_ typed: String) throws -> [PaletteFind] {
        if typed.isEmpty { return [] }
        let people = try PersonFinder(tx, for: access).suggest(typed, most: 3).map {
            PaletteFind(kind: "contact", title: $0.name, note: $0.hint, url: "/contacts/\($0.id)")
        }
        let tickets = try found(tickets: typed).prefix(5).map { ticket in
            PaletteFind(
                kind: "ticket", title: ticket.subject, note: ticket.number.text, url: "/tickets/\(ticket.number)",
                state: StateMark(ticket.state).rawValue)
        }
        let articles = try articles(typed).prefix(3).map { PaletteFind(kind: "article", title: $0.text, url: "/knowledge/\($0.value)") }
        return Array((Self.isNumber(typed) ? tickets + people + articles : people + tickets + articles).prefix(Offer.most))
    }

    private func found(tickets typed: String) throws -> [Ticket] {
        let prefix = try DepartmentStore(tx).require(access.department).prefix
        if Self.isNumber(typed) {
            let numbered = try TypeAheadStore(tx, for: access).tickets(number: typed, prefix: prefix, most: Offer.most)
            if !numbered.isEmpty { return numbered }
        }
        return try hits(typed, in: .tickets).compactMap(\.ticket)
    }

    /// `1042`, `LBT-10`, `lbt10`.
    private static func isNumber(_ typed: String) -> Bool {
        let digits = typed.trimmed.drop { $0.isASCII && $0.isLetter }
        let number = digits.first == "-" ? digits.dropFirst() : digits
        return !number.isEmpty && number.count <= 18 && number.allSatisfy { $0.isASCII && $0.isNumber }
    }

    /// The last word is still being typed. Words that are no query find nothing.
    private func hits(_ typed: String, in scope: SearchScope) throws -> [SearchHit] {
        let typed = typed.trimmed
        guard let last = typed.last else { return [] }
        let text = last.isLetter || last.isNumber ? typed + "*" : typed
        guard let query = try? SearchQuery.parse(text, filters: .none), !query.isEmpty else { return [] }
        return try TicketSearch(tx, for: access, at: now).search(query, in: scope, language: words.language, most: Offer.most).page.rows
    }
}
