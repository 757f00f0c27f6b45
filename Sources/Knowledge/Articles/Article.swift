import Accounts
import Primitives
import Storage

/// Something worth knowing again. A solution is an article as born from a ticket: seen by agents, unchecked; it matures.
package struct Article: Sendable, Equatable {
    /// How far it has matured.
    package enum Stage: String, Sendable, Codable, CaseIterable, Comparable, Column {
        case found, checked, published

        package static func < (one: Stage, other: Stage) -> Bool {
            guard let first = allCases.firstIndex(of: one), let second = allCases.firstIndex(of: other) else { return false }
            return first < second
        }
    }

    /// Who may read it.
    package enum Audience: String, Sendable, Codable, CaseIterable, Column {
        case team, agents
        /// Customers who signed in.
        case customers
        case all
    }

    package let id: ID<Article>
    package var version: Version
    package let department: ID<Department>
    package var stage: Stage
    package var audience: Audience
    /// Stands in the list of frequent questions; for all only.
    package var isListed: Bool
    /// The language it was first written in.
    package let language: Language
    /// The team it is for, when the audience is one team.
    package var team: ID<Team>?
    package var category: Int64?
    /// The ticket it was born from.
    package let origin: Int64?
    package let author: ID<Agent>?
    package var tags: [String]
    /// How many tickets it solved.
    package var helped: Int
    package let made: Instant
    package var changed: Instant
    package var binned: Instant?

    package init(
        id: ID<Article>, version: Version = .first, department: ID<Department>, stage: Stage = .found, audience: Audience = .agents,
        isListed: Bool = false, language: Language, team: ID<Team>? = nil, category: Int64? = nil, origin: Int64? = nil,
        author: ID<Agent>?, tags: [String] = [], at now: Instant
    ) {
        self.id = id
        self.version = version
        self.department = department
        self.stage = stage
        self.audience = audience
        self.isListed = isListed
        self.language = language
        self.team = team
        self.category = category
        self.origin = origin
        self.author = author
        self.tags = tags
        helped = 0
        made = now
        changed = now
        binned = nil
    }
}

/// The words of an article in one language.
package struct ArticleText: Sendable, Equatable, Codable {
    package var title: String
    package var problem: String
    package var cause: String
    package var steps: String

    package init(title: String, problem: String, cause: String = "", steps: String) {
        self.title = title
        self.problem = problem
        self.cause = cause
        self.steps = steps
    }

    package var searchText: String { [title, problem, cause, steps].joined(separator: "\n") }
}

extension Article: Fetchable {
    /// Of the table `article`, or `article a`.
    static let columns: SQL = """
        id, version, department, stage, audience, is_listed, language, team, category, origin, author, tags, helped, made_at,
        changed_at, binned_at
        """
    static let columnsOfA: SQL = """
        a.id, a.version, a.department, a.stage, a.audience, a.is_listed, a.language, a.team, a.category, a.origin, a.author, a.tags,
        a.helped, a.made_at, a.changed_at, a.binned_at
        """

    package init(_ row: Row) throws {
        id = try row("id")
        version = try row("version")
        department = try row("department")
        stage = try row("stage")
        audience = try row("audience")
        isListed = try row("is_listed")
        language = try row("language")
        team = try row("team")
        category = try row("category")
        origin = try row("origin")
        author = try row("author")
        tags = try row("tags", as: JSON<[String]>.self).content
        helped = try row("helped")
        made = try row("made_at")
        changed = try row("changed_at")
        binned = try row("binned_at")
    }
}

extension ArticleText: Fetchable {
    package init(_ row: Row) throws {
        title = try row("title")
        problem = try row("problem")
        cause = try row("cause")
        steps = try row("steps")
    }
}
