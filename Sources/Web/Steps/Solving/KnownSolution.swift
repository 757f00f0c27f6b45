import Accounts
import Knowledge
import Primitives
import Storage
import Tickets

/// A solution that may fit, with what speaks for it.
struct KnownSolution: Sendable {
    let id: ID<Article>
    let version: Version
    let text: ArticleText
    /// What the text is written in.
    let language: Language
    /// How many tickets it solved.
    let helped: Int
    let changed: Instant

    init(_ article: Article, in language: Language, _ tx: Transaction) throws {
        id = article.id
        version = article.version
        guard let version = try ArticleStore(tx, department: article.department).texts(of: [article], in: language)[article.id] else {
            throw ArticleError.notFound
        }
        (text, self.language) = (version.text, version.language)
        helped = article.helped
        changed = article.changed
    }

    /// As many as there are keys for.
    static let most = 9

    /// Those that may fit a ticket, best first.
    static func fitting(_ ticket: Ticket, in language: Language, for access: Access, _ tx: Transaction) throws -> [KnownSolution] {
        let first = try MessageStore(tx, department: ticket.department).messages(of: ticket.id, most: 50).last { $0.direction == .incoming }
        return try fitting([ticket.subject, first?.text ?? ""].joined(separator: "\n"), in: ticket.language ?? language, for: access, tx)
    }

    /// Those that may fit a text, best first: by the words they share, and by how often they helped.
    static func fitting(
        _ text: String, in language: Language, for access: Access, most: Int = KnownSolution.most, _ tx: Transaction
    ) throws -> [KnownSolution] {
        let store = ArticleStore(tx, department: access.department), reader = ArticleReader(access)
        let ranked = try SuggestionStore(tx, department: access.department).rank(text, language: language, most: 3 * most)
        return try ranked.compactMap { try store.find($0.article) }.filter(reader.maySee).prefix(most)
            .map { try KnownSolution($0, in: language, tx) }
    }
}
