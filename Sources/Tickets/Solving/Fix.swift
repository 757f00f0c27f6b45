import Accounts
import Contacts
import Events
import Knowledge
import Primitives
import Storage

/// What became of a ticket, and the solution it was solved with.
package struct Fix: Sendable, Equatable, Fetchable {
    package enum Outcome: String, Sendable, Codable, CaseIterable, Column {
        case solved, workedAround, noFault, withdrawn, noAnswer, notOurs, thanks, duplicate
    }

    package let id: ID<Fix>
    package let article: ID<Article>?
    package let outcome: Outcome
    package let by: Actor
    /// `true` confirmed, `false` refused by the requester; `nil` while they said nothing.
    package let isConfirmed: Bool?
    package let at: Instant

    package init(_ row: Row) throws {
        id = try row("id")
        article = try row("article")
        outcome = try row("outcome")
        by = Actor(Actor.Kind(rawValue: try row("actor_kind")) ?? .system, try row("actor"))
        isConfirmed = try row("is_confirmed")
        at = try row("at")
    }
}

/// What a ticket was solved with.
package enum SolvedWith: Sendable {
    /// A known solution that worked.
    case known(ID<Article>)
    /// A known solution that worked otherwise than it said: its words are written anew in the same commit.
    case amended(ID<Article>, ArticleText, in: Language, seen: Version)
    /// A new one, written down for the next colleague.
    case new(ArticleText, language: Language)
    /// There is nothing to learn, for this reason.
    case nothing(Fix.Outcome)
}

extension Desk {
    /// Solves a ticket and says with what; a new solution can be found by the next agent at once.
    ///
    /// Throws ``TicketError/solutionMissing`` and ``ArticleError``.
    @discardableResult
    package func solve(
        _ id: ID<Ticket>, seen: Version, as access: Access, with solution: SolvedWith, outcome: Fix.Outcome = .solved
    ) async throws -> Ticket {
        try await change(id, seen: seen, .solve, by: access) { change in
            let article = try change.article(for: solution, of: self)
            var outcome = outcome
            if case .nothing(let reason) = solution { outcome = reason }
            let fix: ID<Fix> = change.newID()
            try FixStore(change.tx, department: access.department).insert(fix, on: id, article, outcome, by: access.actor, at: change.at)
            try change.takeUnlessTaken()
            change.set(.solved)
            change.ticket.active = change.at
            change.tell(.ticketSolved, ["fix": fix.text, "article": article?.text ?? "", "outcome": outcome.rawValue])
            try TimelineStore(change.tx, department: access.department).append(
                change.newID(), .solved, of: change.ticket.requester, ticket: id.rawValue, object: article?.rawValue, at: change.at)
        }
    }

    /// Opens a solved or closed ticket again.
    @discardableResult
    package func reopen(_ id: ID<Ticket>, as access: Access) async throws -> Ticket {
        try await change(id, seen: nil, .solve, by: access) { change in
            guard change.before.state == .solved || change.before.state == .closed || change.before.state == .spam else {
                throw TicketError.cannotReopen(change.before.number)
            }
            change.ticket.active = change.at
            let before = change.before.state == .spam ? change.before.stateBefore : nil
            change.set(before.flatMap { $0.isActive ? $0 : nil } ?? .open)
        }
    }
}

extension Change {
    fileprivate func article(for solution: SolvedWith, of desk: Desk) throws -> ID<Article>? {
        let articles = ArticleStore(tx, department: store.department)
        switch solution {
        case .known(let id):
            _ = try readable(id, articles)
            try articles.countHelp(id)
            return id
        case .amended(let id, let text, let language, let seen):
            _ = try readable(id, articles)
            let knowledge = KnowledgeDesk(db: desk.db, ids: desk.ids, clock: desk.clock)
            try knowledge.write(text, in: language, of: id, seen: seen, as: access, at: at, tx)
            try articles.countHelp(id)
            return id
        case .new(let text, let language):
            guard !text.title.trimmed.isEmpty else { throw ArticleError.titleMissing }
            guard !text.steps.trimmed.isEmpty else { throw ArticleError.stepsMissing }
            try access.demand(.create, .article)
            var article = Article(
                id: newID(), department: store.department, language: language, category: ticket.category?.rawValue,
                origin: ticket.id.rawValue, author: access.agent, tags: ticket.tags.map(\.text), at: at)
            article.helped = 1
            try articles.insert(article, text)
            return article.id
        case .nothing:
            return nil
        }
    }

    /// Throws ``ArticleError/notFound`` for a solution out of the actor's sight.
    private func readable(_ id: ID<Article>, _ articles: ArticleStore) throws -> Article {
        let article = try articles.require(id)
        guard access.actor.kind == .system || ArticleReader(access).maySee(article) else { throw ArticleError.notFound }
        return article
    }
}

package struct FixStore {
    private let tx: Transaction
    private let department: ID<Department>

    package init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    func insert(
        _ id: ID<Fix>, on ticket: ID<Ticket>, _ article: ID<Article>?, _ outcome: Fix.Outcome, by actor: Actor, at now: Instant
    ) throws {
        try tx.run(
            """
            INSERT INTO fix (id, department, ticket, article, outcome, actor_kind, actor, at)
            VALUES (\(id), \(department), \(ticket), \(article), \(outcome), \(actor.kind.rawValue), \(actor.id), \(now))
            """)
    }

    /// Oldest first.
    package func of(_ ticket: ID<Ticket>) throws -> [Fix] {
        try tx.all(
            Fix.self,
            """
            SELECT id, article, outcome, actor_kind, actor, is_confirmed, at FROM fix
            WHERE department = \(department) AND ticket = \(ticket) ORDER BY id
            """)
    }
}
