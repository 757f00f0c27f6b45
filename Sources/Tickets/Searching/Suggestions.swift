import Accounts
import Foundation
import Knowledge
import Primitives
import Storage

/// A known solution or article that may help with a ticket.
package struct Suggestion: Sendable, Equatable {
    package let article: Article
    /// In the ticket's language where it speaks it.
    package let text: ArticleText
    package let language: Language
    /// How often it was tried, up to 1,000, and how often it was not refused afterwards: *worked 14 of 16 times*.
    package let tried: Int
    package let worked: Int
}

/// Finds what is known already about what a ticket asks, by the words of its subject and first message.
package struct Suggestions {
    /// Articles looked at more closely.
    private static let mostCandidates = 40
    /// Characters of a first message that count.
    private static let longest = 4000

    private let tx: Transaction
    private let access: Access

    package init(_ tx: Transaction, for access: Access) {
        self.tx = tx
        self.access = access
    }

    /// Best first. One that came from this very ticket is not among them.
    package func of(_ ticket: Ticket, most: Int = 5) throws -> [Suggestion] {
        let row = try tx.rows(
            """
            SELECT substr(text, 1, \(Self.longest)) AS text, language FROM message
            WHERE department = \(access.department) AND thread = \(ticket.id) ORDER BY id LIMIT 1
            """).first
        let text = [ticket.subject, try row?("text") ?? ""].joined(separator: "\n")
        let language = try ticket.language ?? row?("language", as: Language?.self)
        return try of(text, language: language, most: most).filter { $0.article.origin != ticket.id.rawValue }
    }

    /// The same for any text: what a caller asks, what a customer types into a form.
    package func of(_ text: String, language: Language?, most: Int = 5) throws -> [Suggestion] {
        let candidates = try SuggestionStore(tx, department: access.department).rank(text, language: language, most: Self.mostCandidates)
        let store = ArticleStore(tx, department: access.department)
        let articles = try store.find(candidates.map(\.article), for: ArticleReader(access))
        let texts = try store.texts(of: articles, in: language ?? articles.first?.language ?? .en)
        let known = Dictionary(articles.map { ($0.id, $0) }) { first, _ in first }
        let ranked = try candidates.compactMap { candidate -> (Suggestion, Double)? in
            guard let article = known[candidate.article], let version = texts[article.id] else { return nil }
            let (tried, worked) = try record(of: article.id)
            let suggestion = Suggestion(
                article: article, text: version.text, language: version.language, tried: tried, worked: worked)
            return (suggestion, candidate.score * suggestion.trust * (version.language == language ? 1.1 : 1))
        }
        return ranked.sorted { ($0.1, $0.0.article.id) > ($1.1, $1.0.article.id) }.prefix(most).map(\.0)
    }

    private func record(of article: ID<Article>) throws -> (tried: Int, worked: Int) {
        let row = try tx.rows(
            """
            SELECT count(*) AS tried, coalesce(sum(is_refused), 0) AS refused
            FROM (SELECT CASE WHEN is_confirmed = 0 THEN 1 ELSE 0 END AS is_refused FROM fix WHERE article = \(article) LIMIT 1000) AS f
            """).first
        let tried: Int = try row?("tried") ?? 0, refused: Int = try row?("refused") ?? 0
        return (tried, tried - refused)
    }
}

extension Suggestion {
    /// Between 0.5 and about 2: what worked often counts more, what was refused less, what was checked more than what was not.
    fileprivate var trust: Double {
        let share = (Double(worked) + 2) / (Double(tried) + 2)
        let stage = article.stage == .found ? 1.0 : article.stage == .checked ? 1.05 : 1.1
        return max(0.5, share) * (1 + 0.15 * log(1 + Double(worked))) * stage
    }
}
