import Primitives
import Storage

/// What removing words does to a text; unchanged where they do not stand.
package typealias Rewriting = (String) -> String

extension ArticleStore {
    /// Articles that were born from these tickets, those in the bin too.
    package func born(from tickets: [Int64]) throws -> [Article] {
        try tx.all(
            Article.self,
            "SELECT \(Article.columns) FROM article WHERE department = \(department) AND origin IN \(anyOf: tickets) ORDER BY id")
    }

    /// Rewrites every version of an article in every language, and what it is found by. No version keeps what stood there.
    /// - Returns: whether anything was changed
    package func rewrite(_ article: Article, _ rewritten: Rewriting) throws -> Bool {
        var isChanged = false
        for version in try allVersions(of: article.id) {
            let old = version.text
            let text = ArticleText(
                title: rewritten(old.title), problem: rewritten(old.problem), cause: rewritten(old.cause), steps: rewritten(old.steps))
            guard text != old else { continue }
            isChanged = true
            try replace(text, of: article.id, version)
        }
        let tags = article.tags.filter { rewritten($0) == $0 }
        guard isChanged || tags != article.tags else { return false }
        try tx.run(
            """
            UPDATE article SET tags = \(JSON(tags)), version = version + 1 WHERE department = \(department) AND id = \(article.id)
            """)
        if article.binned == nil { try index(article) }
        return true
    }

    private func allVersions(of id: ID<Article>) throws -> [ArticleVersion] {
        try tx.all(ArticleVersion.self, "SELECT \(ArticleVersion.columns) FROM article_text WHERE article = \(id)")
    }

    private func replace(_ text: ArticleText, of id: ID<Article>, _ version: ArticleVersion) throws {
        try tx.run(
            """
            UPDATE article_text SET title = \(text.title.cut(250)), problem = \(text.problem), cause = \(text.cause), steps = \(text.steps)
            WHERE article = \(id) AND language = \(version.language) AND version = \(version.version)
            """)
    }
}
