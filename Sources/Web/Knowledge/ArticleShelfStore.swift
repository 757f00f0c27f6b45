import Accounts
import Knowledge
import Languages
import Primitives
import Search
import Storage
import Tickets

/// Reads a shelf: the last changed first, or what holds the words best first.
struct ArticleShelfStore {
    /// An article and what of it a row shows.
    struct Found: Sendable {
        let article: Article
        let text: ArticleText
        let language: Language
        /// Where it holds the words that were looked for.
        let title: [Segment]
        let excerpt: [Segment]
    }

    /// Articles that one page looks through; with rare ones the next page goes on.
    private static let slice = 5000

    private let tx: Transaction
    private let access: Access
    private let language: Language
    private let now: Instant

    init(_ around: Surroundings, _ tx: Transaction) {
        self.tx = tx
        access = around.access
        language = around.words.language
        now = around.dates.now
    }

    /// A page may be short, or empty, and not the last. Throws ``SearchQueryError`` for words that cannot be read.
    func page(_ shelf: ArticleShelf, most: Int) throws -> Page<Found> {
        if shelf.isBinned { return try texts(binned(after: shelf.key, most: most)) }
        let query = try SearchQuery.parse(shelf.text, filters: .none)
        return query.isEmpty ? try texts(changed(shelf, most: most)) : try hits(query, shelf, most: most)
    }

    private func binned(after key: String?, most: Int) throws -> Page<Article> {
        var filter = ArticleFilter()
        filter.isBinned = true
        return try ArticleListStore(tx, for: ArticleReader(access)).page(filter, after: key, most: most)
    }

    private func changed(_ shelf: ArticleShelf, most: Int) throws -> Page<Article> {
        let behind = ChangeKey(shelf.key).map { $0.behind } ?? ""
        let end = try tx.rows(
            """
            SELECT a.changed_at, a.id FROM article a WHERE a.department = \(access.department) \(behind)
            ORDER BY a.changed_at DESC, a.id DESC LIMIT 1 OFFSET \(Self.slice - 1)
            """).first.map { ChangeKey(at: try $0("changed_at"), id: try $0("id")) }
        let until = end.map { $0.until } ?? ""
        let keys = try tx.rows(
            """
            SELECT a.changed_at, a.id FROM article a WHERE \(ArticleReader(access).condition) \(behind) \(until) \(conditions(shelf))
            ORDER BY a.changed_at DESC, a.id DESC LIMIT \(most + 1)
            """).map { ChangeKey(at: try $0("changed_at"), id: try $0("id")) }
        let shown = keys.prefix(most).map { ID<Article>($0.id) }
        let found = Dictionary(
            try ArticleStore(tx, department: access.department).find(shown, for: ArticleReader(access)).map { ($0.id, $0) }) { $1 }
        return Page(rows: shown.compactMap { found[$0] }, next: keys.count > most ? keys[most - 1].text : end?.text)
    }

    private func conditions(_ shelf: ArticleShelf) -> SQL {
        var conditions: SQL = ""
        if let stage = shelf.stage { conditions += " AND a.stage = \(stage)" }
        if let audience = shelf.audience { conditions += " AND a.audience = \(audience)" }
        if shelf.isFrequent { conditions += " AND a.is_listed = 1" }
        if shelf.isMine { conditions += " AND a.author = \(access.agent?.rawValue ?? 0)" }
        if let language = shelf.language {
            conditions += """
                 AND EXISTS (SELECT 1 FROM article_text x WHERE x.article = a.id AND x.language = \(language) AND x.is_current = 1)
                """
        }
        return conditions
    }

    private func texts(_ page: Page<Article>) throws -> Page<Found> {
        let texts = try ArticleStore(tx, department: access.department).texts(of: page.rows, in: language)
        let rows = page.rows.compactMap { article in
            texts[article.id].map { version in
                Found(article: article, text: version.text, language: version.language, title: [], excerpt: [])
            }
        }
        return Page(rows: rows, next: page.next)
    }

    private func hits(_ query: SearchQuery, _ shelf: ArticleShelf, most: Int) throws -> Page<Found> {
        let page = try TicketSearch(tx, for: access, at: now).search(query, in: .articles, language: language, after: shelf.key, most: most).page
        let store = ArticleStore(tx, department: access.department)
        let rows = try page.rows.compactMap { hit -> Found? in
            guard case .article(let article, let text) = hit.found, shelf.holds(article, for: access) else { return nil }
            let spoken = try shelf.language.map { _ in try store.translations(of: article).map(\.language) } ?? []
            if let language = shelf.language, !spoken.contains(language) { return nil }
            return Found(article: article, text: text, language: language, title: hit.title, excerpt: hit.excerpt)
        }
        return Page(rows: rows, next: page.next)
    }
}

extension ArticleShelf {
    /// The same rule as the statement's, but for the language.
    fileprivate func holds(_ article: Article, for access: Access) -> Bool {
        (stage == nil || article.stage == stage) && (audience == nil || article.audience == audience) && (!isFrequent || article.isListed)
            && (!isMine || article.author != nil && article.author == access.agent)
    }
}

/// The place of an article among those sorted by when they changed.
private struct ChangeKey {
    let at: Int64
    let id: Int64

    init(at: Int64, id: Int64) {
        self.at = at
        self.id = id
    }

    /// `nil` for no key and for anything that is none.
    init?(_ text: String?) {
        let parts = (text ?? "").split(separator: ".")
        guard parts.count == 2, let at = Int64(parts[0]), let id = Int64(parts[1]) else { return nil }
        self.init(at: at, id: id)
    }

    var text: String { "\(at).\(id)" }
    var behind: SQL { "AND a.changed_at <= \(at) AND (a.changed_at < \(at) OR a.id < \(id))" }
    var until: SQL { "AND a.changed_at >= \(at) AND (a.changed_at > \(at) OR a.id >= \(id))" }
}
