import Accounts
import Primitives
import Storage

/// Which articles a list shows; `nil` where it does not matter.
package struct ArticleFilter: Sendable, Equatable {
    package var stage: Article.Stage?
    package var audience: Article.Audience?
    /// That it speaks.
    package var language: Language?
    package var category: Int64?
    /// Those in the bin instead.
    package var isBinned = false

    package init() {}
}

/// Lists of articles, the last changed first; by how often they helped for customers.
package struct ArticleListStore {
    private let tx: Transaction
    private let reader: ArticleReader

    package init(_ tx: Transaction, for reader: ArticleReader) {
        self.tx = tx
        self.reader = reader
    }

    package func page(_ filter: ArticleFilter = ArticleFilter(), after key: String? = nil, most: Int = 50) throws -> Page<Article> {
        let behind: SQL = PairKey(key).map { "AND (a.changed_at < \($0.first) OR a.changed_at = \($0.first) AND a.id < \($0.id))" } ?? ""
        let articles = try tx.all(
            Article.self,
            """
            SELECT \(Article.columns) FROM article a WHERE \(condition(filter)) \(behind)
            ORDER BY a.changed_at DESC, a.id DESC LIMIT \(most + 1)
            """)
        return page(articles, most) { PairKey(first: $0.changed.microseconds, id: $0.id.rawValue) }
    }

    /// The frequent questions that everybody may read, most helpful first.
    package func frequent(language: Language? = nil, after key: String? = nil, most: Int = 50) throws -> Page<Article> {
        let behind: SQL = PairKey(key).map { "AND (a.helped < \($0.first) OR a.helped = \($0.first) AND a.id < \($0.id))" } ?? ""
        let articles = try tx.all(
            Article.self,
            """
            SELECT \(Article.columns) FROM article a
            WHERE \(reader.condition) AND a.audience = \(Article.Audience.all) AND a.is_listed = 1
                AND a.stage = \(Article.Stage.published) \(speaking(language)) \(behind)
            ORDER BY a.helped DESC, a.id DESC LIMIT \(most + 1)
            """)
        return page(articles, most) { PairKey(first: Int64($0.helped), id: $0.id.rawValue) }
    }

    private func condition(_ filter: ArticleFilter) -> SQL {
        var condition: SQL
        if filter.isBinned, case .agent(let access) = reader {
            condition = "a.department = \(reader.department) AND a.binned_at IS NOT NULL"
            if access.reach(.remove, .article) < .department { condition += " AND 1 = 0" }
        } else {
            condition = reader.condition
        }
        if let stage = filter.stage { condition += " AND a.stage = \(stage)" }
        if let audience = filter.audience { condition += " AND a.audience = \(audience)" }
        if let category = filter.category { condition += " AND a.category = \(category)" }
        return condition + speaking(filter.language)
    }

    private func speaking(_ language: Language?) -> SQL {
        guard let language else { return "" }
        return """
             AND EXISTS (SELECT 1 FROM article_text x WHERE x.article = a.id AND x.language = \(language) AND x.is_current = 1)
            """
    }

    private func page(_ articles: [Article], _ most: Int, key: (Article) -> PairKey) -> Page<Article> {
        let rows = Array(articles.prefix(most))
        return Page(rows: rows, next: articles.count > most ? rows.last.map { key($0).text } : nil)
    }
}

/// The place of a row in a list that is sorted by a number, then by id.
struct PairKey {
    let first: Int64
    let id: Int64

    init(first: Int64, id: Int64) {
        self.first = first
        self.id = id
    }

    /// `nil` for no key and for anything that is none.
    init?(_ text: String?) {
        let parts = (text ?? "").split(separator: ".")
        guard parts.count == 2, let first = Int64(parts[0]), let id = Int64(parts[1]) else { return nil }
        self.init(first: first, id: id)
    }

    var text: String { "\(first).\(id)" }
}
