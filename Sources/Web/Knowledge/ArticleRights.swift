import Accounts
import Knowledge

/// What an agent may do to one article: the rule of the knowledge desk, so that no button is shown that it would refuse.
struct ArticleRights: Sendable, Equatable {
    /// Words, languages, stage and sorting.
    let changes: Bool
    /// Let customers read it, list it, take it back.
    let publishes: Bool
    let removes: Bool

    init(_ article: Article, _ access: Access) {
        func may(_ verb: Verb) -> Bool {
            switch access.reach(verb, .article) {
            case .none: false
            case .own: article.isBy(access)
            case .team: article.isBy(access) || article.team.map(access.teams.contains) ?? true
            case .department, .all: true
            }
        }
        changes = may(article.isForCustomers ? .publish : .answer)
        publishes = may(.publish)
        removes = may(.remove)
    }
}

extension Article {
    fileprivate func isBy(_ access: Access) -> Bool { author != nil && author == access.actor.agent }
}
