import Accounts
import Contacts
import Knowledge
import Primitives
import Search
import Storage

/// Makes hits of what was found: rows, marked words, excerpts.
struct Presentation {
    /// Characters of a message looked through for its excerpt.
    private static let longest = 8000

    private let tx: Transaction
    private let department: ID<Department>
    private let highlight: Highlight

    init(_ search: TicketSearch, _ asked: AskedSearch) {
        tx = search.tx
        department = search.access.department
        highlight = Highlight(asked.query.shown)
    }

    func hits(_ candidates: [TicketSearch.Candidate]) throws -> [SearchHit] {
        let documents = candidates.compactMap { if case .ticket(let hit) = $0.found { hit } else { nil } }
        let tickets = try tickets(documents.map(\.ticket))
        let texts = try texts(documents)
        return candidates.compactMap { candidate in
            switch candidate.found {
            case .ticket(let hit): tickets[hit.ticket].map { self.hit($0, hit, texts[hit.id]) }
            case .article(let hit): article(hit)
            case .question(let question): self.hit(question)
            }
        }
    }

    /// Tickets in that order, with how their last message begins.
    func hits(_ ids: [ID<Ticket>]) throws -> [SearchHit] {
        let tickets = try tickets(ids)
        return ids.compactMap { id in tickets[id].map { hit($0, nil, nil) } }
    }

    func hit(of id: ID<Ticket>) throws -> SearchHit? { try hits([id]).first }

    private func tickets(_ ids: [ID<Ticket>]) throws -> [ID<Ticket>: Ticket] {
        let tickets = try TicketStore(tx, department: department).find(ids)
        return Dictionary(tickets.map { ($0.id, $0) }) { first, _ in first }
    }

    private struct Text {
        let text: String
        let quoted: String
        let language: Language?
    }

    private func texts(_ hits: [DocumentHit]) throws -> [Int64: Text] {
        let messages = hits.filter { $0.kind == .message }.map(\.id), notes = hits.filter { $0.kind == .note }.map(\.id)
        let rows = try tx.rows(
            """
            SELECT id, substr(text, 1, \(Self.longest)) AS text, substr(quoted, 1, \(Self.longest)) AS quoted, language FROM message
            WHERE department = \(department) AND id IN \(anyOf: messages)
            UNION ALL SELECT id, substr(text, 1, \(Self.longest)) AS text, '' AS quoted, NULL AS language FROM note
            WHERE department = \(department) AND id IN \(anyOf: notes)
            """)
        return try rows.reduce(into: [:]) { texts, row in
            texts[try row("id")] = Text(text: try row("text"), quoted: try row("quoted"), language: try row("language"))
        }
    }

    private func hit(_ ticket: Ticket, _ document: DocumentHit?, _ text: Text?) -> SearchHit {
        let language = text?.language ?? ticket.language
        var excerpt = highlight.excerpt(of: text?.text ?? ticket.snippet, language: language)
        if let quoted = text?.quoted, !quoted.isEmpty, !excerpt.contains(where: \.isHit) {
            let other = highlight.excerpt(of: quoted, language: language)
            if other.contains(where: \.isHit) { excerpt = other }
        }
        return SearchHit(
            found: .ticket(ticket), place: document?.kind ?? .ticket, object: document?.id ?? ticket.id.rawValue,
            title: highlight.mark(ticket.subject, language: ticket.language), excerpt: excerpt)
    }

    private func article(_ hit: ArticleHit) -> SearchHit {
        SearchHit(
            found: .article(hit.article, hit.text), place: .article, object: hit.article.id.rawValue,
            title: highlight.mark(hit.text.title, language: hit.language), excerpt: hit.excerpt(highlight))
    }

    private func hit(_ question: Question) -> SearchHit {
        SearchHit(
            found: .question(question), place: .question, object: question.id.rawValue,
            title: highlight.mark(String(question.asked.prefix(200)), language: question.language),
            excerpt: highlight.excerpt(of: question.answer, language: question.language))
    }
}
