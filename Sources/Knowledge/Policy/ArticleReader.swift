import Accounts
import Primitives
import Storage

/// Who wants to read articles.
package enum ArticleReader: Sendable {
    case agent(Access)
    /// A customer who signed in.
    case customer(ID<Department>)
    /// Anybody.
    case visitor(ID<Department>)

    package init(_ access: Access) {
        self = access.actor.kind == .contact ? .customer(access.department) : .agent(access)
    }

    package var department: ID<Department> {
        switch self {
        case .agent(let access): access.department
        case .customer(let department), .visitor(let department): department
        }
    }

    package func maySee(_ article: Article) -> Bool {
        guard article.department == department, article.binned == nil else { return false }
        switch self {
        case .agent(let access): return access.maySee(article)
        case .customer: return article.stage == .published && (article.audience == .customers || article.audience == .all)
        case .visitor: return article.stage == .published && article.audience == .all
        }
    }

    /// Narrows a statement over `article a` to what they may see: the same rule as ``maySee(_:)``.
    package var condition: SQL {
        let open: SQL = "a.department = \(department) AND a.binned_at IS NULL"
        switch self {
        case .agent(let access): return "\(open) AND \(access.seesArticles)"
        case .customer:
            return "\(open) AND a.stage = \(Article.Stage.published) AND a.audience IN \(anyOf: [Article.Audience.customers, .all])"
        case .visitor: return "\(open) AND a.stage = \(Article.Stage.published) AND a.audience = \(Article.Audience.all)"
        }
    }
}

/// The policy of articles.
///
/// - To see: what is for agents or customers with any right to see; what is for one team by its members, its author, and who may
///   publish.
/// - To change what customers do not read: own ones (own); also those of one's teams and of no team (team); any (department).
/// - To change what customers read, or let them read it: the right to publish.
extension Access {
    func maySee(_ article: Article) -> Bool {
        guard reach(.see, .article) > .none else { return false }
        return article.audience != .team || isOwn(article) || isOfTeam(article) || reach(.publish, .article) > .none
    }

    fileprivate var seesArticles: SQL {
        guard reach(.see, .article) > .none else { return "1 = 0" }
        if reach(.publish, .article) > .none { return "1 = 1" }
        return """
            (a.audience <> \(Article.Audience.team) OR a.author = \(actor.agent?.rawValue ?? 0) OR a.team IN \(anyOf: teams.sorted()))
            """
    }

    /// Throws ``ArticleError/notFound`` for one out of the actor's sight, ``PolicyError/forbidden(_:_:)`` for one they may only read.
    func demand(_ verb: Verb, on article: Article) throws {
        guard article.department == department, maySee(article) else { throw ArticleError.notFound }
        let isAllowed =
            switch verb == .answer && article.isForCustomers ? reach(.publish, .article) : reach(verb, .article) {
            case .none: false
            case .own: isOwn(article)
            case .team: isOwn(article) || article.team == nil || isOfTeam(article)
            case .department, .all: true
            }
        guard isAllowed else { throw PolicyError.forbidden(verb, .article) }
    }

    private func isOwn(_ article: Article) -> Bool { article.author != nil && article.author == actor.agent }
    private func isOfTeam(_ article: Article) -> Bool { article.team.map(teams.contains) ?? false }
}

extension Article {
    /// Whether customers read it.
    package var isForCustomers: Bool { stage == .published && (audience == .customers || audience == .all) }
}
