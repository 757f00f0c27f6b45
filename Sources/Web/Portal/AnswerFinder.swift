import Foundation
import Knowledge
import Languages
import Markup
import Primitives
import Storage

/// A published article as customers read it.
struct PublicAnswer: Sendable {
    let id: ID<Article>
    let path: String
    let title: String
    let problem: String
    let steps: String
    let language: Language

    /// What one line of it says.
    var beginning: String { PlainText.excerpt(of: problem.isEmpty ? steps : problem, length: 140) }

    func text(_ reader: Language) -> HTML {
        let lang: HTML = language == reader ? .empty : " lang=\"\(language.rawValue)\""
        let asked: HTML = problem.isEmpty ? .empty : "<div class=\"quiet\">\(PlainText.html(ofText: problem))</div>"
        return "<div class=\"text stack loose\"\(lang)>\(asked)<div>\(PlainText.html(ofText: steps))</div></div>"
    }
}

/// Finds what is published for whoever asks.
struct AnswerFinder {
    private let tx: Transaction
    private let reader: ArticleReader
    private let keyring: Keyring
    private let language: Language

    init(_ tx: Transaction, for asker: Asker, _ keyring: Keyring) {
        self.tx = tx
        self.keyring = keyring
        reader = asker.contact == nil ? .visitor(asker.department) : .customer(asker.department)
        language = asker.words.language
    }

    private var articles: ArticleStore { ArticleStore(tx, department: reader.department) }

    /// What may answer a text, best first.
    func suggest(_ text: String, most: Int) throws -> [PublicAnswer] {
        guard !text.trimmed.isEmpty else { return [] }
        let ranked = try SuggestionStore(tx, department: reader.department).rank(text, language: language, most: most * 8).map(\.article)
        let visible = Dictionary(try articles.find(ranked, for: reader).map { ($0.id, $0) }) { first, _ in first }
        return try answers(ranked.compactMap { visible[$0] }.prefix(most))
    }

    /// The frequent questions in the reader's language, most helpful first; in any where it speaks none.
    func frequent(after key: String? = nil, most: Int) throws -> Page<PublicAnswer> {
        let store = ArticleListStore(tx, for: reader)
        let own = try store.frequent(language: language, after: key, most: most)
        let page = own.rows.isEmpty ? try store.frequent(after: key, most: most) : own
        return Page(rows: try answers(page.rows[...]), next: page.next)
    }

    /// Throws ``ArticleError/notFound`` for an address that we did not make, and for what is not published for the reader.
    func find(_ code: String) throws -> PublicAnswer {
        guard let id = id(of: code), let article = try articles.find(id), reader.maySee(article),
            let answer = try answers([article]).first
        else { throw ArticleError.notFound }
        return answer
    }

    /// An address that works without signing in names no row alone: a code that only this desk can make stands behind it.
    private func path(of id: ID<Article>) -> String {
        let name = String(id.rawValue, radix: 36)
        return "/help/questions/\(name).\(keyring.sign("article:\(name)", for: .form))"
    }

    private func id(of code: String) -> ID<Article>? {
        let parts = code.split(separator: ".")
        guard parts.count == 2, let value = Int64(parts[0], radix: 36), value > 0,
            keyring.verify(parts[1], of: "article:\(parts[0])", for: .form)
        else { return nil }
        return ID(value)
    }

    private func answers(_ found: ArraySlice<Article>) throws -> [PublicAnswer] {
        let texts = try articles.texts(of: Array(found), in: language)
        return found.compactMap { article in
            texts[article.id].map { version in
                PublicAnswer(
                    id: article.id, path: path(of: article.id), title: version.text.title, problem: version.text.problem,
                    steps: version.text.steps, language: version.language)
            }
        }
    }
}
