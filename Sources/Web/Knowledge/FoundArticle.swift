import Accounts
import Gate
import Knowledge
import Primitives
import Storage
import Tickets

/// An article as an agent at the door found it: in which of their departments, and what they may there.
struct FoundArticle: Sendable {
    let article: Article
    let access: Access
}

extension Desktop {
    var knowledge: KnowledgeDesk { KnowledgeDesk(db: db, ids: ids, clock: desk.clock) }

    /// The article that `:id` of the path names. Throws ``ArticleError/notFound`` also for one out of the agent's sight.
    func article(_ context: AgentContext) async throws -> FoundArticle {
        let id = try context.id("id", as: Article.self)
        let accesses = [context.access] + context.accesses.filter { $0.department != context.access.department }
        return try await db.read { tx in
            for access in accesses {
                if let article = try ArticleStore(tx, department: access.department).find(id), access.sees(article) {
                    return FoundArticle(article: article, access: access)
                }
            }
            throw ArticleError.notFound
        }
    }
}

extension Access {
    /// What lies in the bin is seen by who may take it out.
    func sees(_ article: Article) -> Bool {
        if article.binned == nil { return ArticleReader(self).maySee(article) }
        return article.department == department && reach(.remove, .article) >= .department
    }
}
