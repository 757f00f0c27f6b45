import Accounts
import Primitives
import Storage

/// The words of an article as they stood at a time.
package struct ArticleVersion: Sendable, Equatable {
    package let language: Language
    package let version: Version
    package let text: ArticleText
    package let author: ID<Agent>?
    package let at: Instant
    package let isCurrent: Bool
}

extension ArticleVersion: Fetchable {
    static let columns: SQL = "language, version, title, problem, cause, steps, author, at, is_current"

    package init(_ row: Row) throws {
        language = try row("language")
        version = try row("version")
        text = try ArticleText(row)
        author = try row("author")
        at = try row("at")
        isCurrent = try row("is_current")
    }
}
