import Accounts
import Primitives
import Search
import Storage

/// The rows of articles.
package struct ArticleStore {
    let tx: Transaction
    let department: ID<Department>

    package init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    package func find(_ id: ID<Article>) throws -> Article? {
        try tx.first(
            Article.self, "SELECT \(Article.columns) FROM article WHERE department = \(department) AND id = \(id)")
    }

    /// Throws ``ArticleError/notFound``.
    package func require(_ id: ID<Article>) throws -> Article {
        guard let article = try find(id), article.binned == nil else { throw ArticleError.notFound }
        return article
    }

    package func find(_ ids: [ID<Article>], for reader: ArticleReader) throws -> [Article] {
        try tx.all(Article.self, "SELECT \(Article.columns) FROM article a WHERE a.id IN \(anyOf: ids) AND \(reader.condition)")
    }

    package func insert(_ article: Article, _ text: ArticleText) throws {
        try tx.run(
            """
            INSERT INTO article (id, version, department, stage, audience, is_listed, language, team, category, origin, author, tags,
                helped, made_at, changed_at)
            VALUES (\(article.id), \(article.version), \(department), \(article.stage), \(article.audience), \(article.isListed),
                \(article.language), \(article.team), \(article.category), \(article.origin), \(article.author),
                \(JSON(article.tags)), \(article.helped), \(article.made), \(article.changed))
            """)
        try write(text, of: article, language: article.language, version: .first, by: article.author)
    }

    /// Throws ``ArticleError/changedMeanwhile`` when the row has moved on since `article.version`.
    package func update(_ article: Article, at now: Instant) throws -> Article {
        var next = article
        next.version = article.version.next
        next.changed = now
        let changed = try tx.changed(by: 
            """
            UPDATE article SET version = \(next.version), stage = \(next.stage), audience = \(next.audience), is_listed = \(next.isListed),
                team = \(next.team), category = \(next.category), tags = \(JSON(next.tags)), helped = \(next.helped),
                changed_at = \(now), binned_at = \(next.binned)
            WHERE department = \(department) AND id = \(next.id) AND version = \(article.version)
            """)
        guard changed == 1 else { throw ArticleError.changedMeanwhile }
        return next
    }

    /// Counts that it helped someone; nobody else's change is in the way of it.
    package func countHelp(_ id: ID<Article>) throws {
        try tx.run("UPDATE article SET helped = helped + 1 WHERE department = \(department) AND id = \(id)")
    }

    /// Takes back that it helped someone.
    package func discountHelp(_ id: ID<Article>) throws {
        try tx.run("UPDATE article SET helped = helped - 1 WHERE department = \(department) AND id = \(id) AND helped > 0")
    }
}

// The words.
extension ArticleStore {
    /// The words in that language, or in the one it was written in.
    package func text(of article: Article, in language: Language) throws -> ArticleText {
        guard let text = try texts(of: [article], in: language)[article.id] else { throw ArticleError.notFound }
        return text.text
    }

    /// The words of each, in that language where it speaks it, else in its own.
    package func texts(of articles: [Article], in language: Language) throws -> [ID<Article>: ArticleVersion] {
        let own = Dictionary(articles.map { ($0.id, $0.language) }) { first, _ in first }
        let rows = try tx.rows(
            """
            SELECT article, \(ArticleVersion.columns) FROM article_text WHERE article IN \(anyOf: articles.map(\.id)) AND is_current = 1
            """)
        return try rows.reduce(into: [:]) { texts, row in
            let id: ID<Article> = try row("article")
            let text = try ArticleVersion(row)
            if text.language == language || text.language == own[id] && texts[id]?.language != language { texts[id] = text }
        }
    }

    /// The current words, one for each language; its own language first.
    package func translations(of article: Article) throws -> [ArticleVersion] {
        try tx.all(
            ArticleVersion.self,
            """
            SELECT \(ArticleVersion.columns) FROM article_text WHERE article = \(article.id) AND is_current = 1
            ORDER BY language <> \(article.language), language
            """)
    }

    /// All versions in a language, newest first.
    package func versions(of id: ID<Article>, in language: Language) throws -> [ArticleVersion] {
        try tx.all(
            ArticleVersion.self,
            """
            SELECT \(ArticleVersion.columns) FROM article_text WHERE article = \(id) AND language = \(language)
            ORDER BY version DESC LIMIT 500
            """)
    }

    /// Writes the words of a language; those that stood there stay as an older version.
    package func write(
        _ text: ArticleText, of article: Article, language: Language, version: Version, by author: ID<Agent>?
    ) throws {
        try tx.run("UPDATE article_text SET is_current = 0 WHERE article = \(article.id) AND language = \(language) AND is_current = 1")
        try tx.run(
            """
            INSERT INTO article_text (article, language, version, title, problem, cause, steps, author, at, is_current)
            VALUES (\(article.id), \(language), \(version), \(text.title.cut(250)), \(text.problem), \(text.cause), \(text.steps),
                \(author), \(article.changed), 1)
            """)
        try index(article)
    }

    /// Renews what an article is found and suggested by.
    func index(_ article: Article) throws {
        let texts = try translations(of: article)
        try SearchStore(tx, department: department).put(
            SearchDocument(.article, article.id.rawValue, texts: texts.map { .init($0.text.searchText, $0.language) }))
        try SuggestionStore(tx, department: department).index(article.id, texts)
    }

    func unindex(_ id: ID<Article>) throws {
        try SearchStore(tx, department: department).remove(.article, id.rawValue)
        try SuggestionStore(tx, department: department).unindex(id)
    }
}
