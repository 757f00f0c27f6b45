import Accounts
import Contacts
import Gate
import Knowledge
import Languages
import Primitives
import Storage
import Tickets

extension Desktop {
    var questions: QuestionLog { QuestionLog(db: db, ids: ids, clock: desk.clock) }

    /// In which of their departments the agent finds the question that `:id` of the path names. Throws
    /// ``ContactError/questionNotFound`` also for one out of their sight.
    func question(_ context: AgentContext) async throws -> (question: Question, access: Access) {
        try await question(context.id("id", as: Question.self), context)
    }

    func question(_ id: ID<Question>, _ context: AgentContext) async throws -> (question: Question, access: Access) {
        let accesses = [context.access] + context.accesses.filter { $0.department != context.access.department }
        return try await db.read { tx in
            for access in accesses where access.reach(.see, .question) >= .team {
                if let question = try QuestionStore(tx, department: access.department).find(id) { return (question, access) }
            }
            throw ContactError.questionNotFound
        }
    }

    /// The article a form chose. Without scripts its id stays when other words are typed, so that it counts beside its own title only.
    func article(_ chosen: ID<Article>?, titled typed: String, in language: Language, _ access: Access) async throws -> ID<Article>? {
        guard let chosen, !typed.isEmpty else { return chosen }
        return try await db.read { tx in
            let store = ArticleStore(tx, department: access.department)
            guard let article = try store.find([chosen], for: ArticleReader(access)).first else { throw ArticleError.notFound }
            return try store.text(of: article, in: language).title == typed ? chosen : nil
        }
    }
}
