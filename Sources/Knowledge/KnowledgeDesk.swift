import Accounts
import Events
import Primitives
import Storage

/// The door of knowledge: every verb of an article. Each is one transaction: load, ask the policy, decide, store with the event
/// that tells it.
package struct KnowledgeDesk: Sendable {
    /// Characters in one part of an article.
    package static let longestText = 100_000

    package let db: Database
    let ids: IDMaker
    let clock: Clock

    package init(db: Database, ids: IDMaker, clock: Clock) {
        self.db = db
        self.ids = ids
        self.clock = clock
    }

    /// Changes an article as the actor saw it.
    /// - Parameter seen: the version they saw. Throws ``ArticleError/changedMeanwhile`` when it has moved on.
    @discardableResult
    func change(
        _ id: ID<Article>, seen: Version, _ verb: Verb, by access: Access,
        _ decide: @escaping @Sendable (inout ArticleChange) throws -> Void
    ) async throws -> Article {
        let now = clock.now()
        return try await db.write { tx in try change(id, seen: seen, verb, by: access, at: now, tx, decide) }
    }

    /// The same in a transaction of the caller's.
    func change(
        _ id: ID<Article>, seen: Version, _ verb: Verb, by access: Access, at now: Instant, _ tx: Transaction,
        _ decide: (inout ArticleChange) throws -> Void
    ) throws -> Article {
        let store = ArticleStore(tx, department: access.department)
        let article = try store.require(id)
        try access.demand(verb, on: article)
        guard article.version == seen else { throw ArticleError.changedMeanwhile }
        var change = ArticleChange(article, store, by: access, at: now)
        try decide(&change)
        return try change.save(ids)
    }
}

/// One change of one article within a transaction.
struct ArticleChange {
    let before: Article
    var article: Article
    let store: ArticleStore
    let access: Access
    let at: Instant
    private var told: [EventDraft] = []

    init(_ article: Article, _ store: ArticleStore, by access: Access, at now: Instant) {
        before = article
        self.article = article
        self.store = store
        self.access = access
        at = now
        self.article.changed = now
    }

    mutating func tell(_ kind: EventKind, _ values: [String: String] = [:]) {
        let values = values.merging(["article": before.id.text]) { $1 }
        told.append(EventDraft(kind, department: store.department, actor: access.actor, values: values))
    }

    /// Nothing is written when nothing was told.
    func save(_ ids: IDMaker) throws -> Article {
        guard !told.isEmpty else { return before }
        let saved = try store.update(article, at: at)
        for draft in told { try EventStore(store.tx).append(draft, id: ids.next(), at: at) }
        return saved
    }
}
