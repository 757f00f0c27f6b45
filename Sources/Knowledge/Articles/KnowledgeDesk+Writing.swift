import Accounts
import Events
import Primitives
import Storage

/// What a new article is made of.
package struct NewArticle: Sendable {
    package var text: ArticleText
    package var language: Language
    /// Only for this team, when set.
    package var team: ID<Team>?
    package var category: Int64?
    package var tags: [String] = []
    /// The ticket it is born from.
    package var origin: Int64?

    package init(_ text: ArticleText, language: Language) {
        self.text = text
        self.language = language
    }
}

extension KnowledgeDesk {
    /// Writes down something worth knowing again: found, for agents. Throws ``ArticleError/titleMissing``,
    /// ``ArticleError/stepsMissing`` and ``ArticleError/textTooLong(limit:)``.
    package func create(_ new: NewArticle, as access: Access) async throws -> Article {
        let now = clock.now(), text = try new.text.checked()
        return try await db.write { tx in
            try access.demand(.create, .article)
            let article = Article(
                id: ids.next(), department: access.department, audience: new.team == nil ? .agents : .team, language: new.language,
                team: new.team, category: new.category, origin: new.origin, author: access.actor.agent, tags: new.tags, at: now)
            try ArticleStore(tx, department: access.department).insert(article, text)
            try EventStore(tx).append(
                EventDraft(.articleCreated, department: access.department, actor: access.actor, values: ["article": article.id.text]),
                id: ids.next(), at: now)
            return article
        }
    }

    /// Writes the words of a language anew, or for the first time; what stood there stays as an older version.
    @discardableResult
    package func write(
        _ text: ArticleText, in language: Language, of id: ID<Article>, seen: Version, as access: Access
    ) async throws -> Article {
        let now = clock.now()
        return try await db.write { tx in try write(text, in: language, of: id, seen: seen, as: access, at: now, tx) }
    }

    /// The same in a transaction of the caller's.
    @discardableResult
    package func write(
        _ text: ArticleText, in language: Language, of id: ID<Article>, seen: Version, as access: Access, at now: Instant, _ tx: Transaction
    ) throws -> Article {
        let text = try text.checked()
        return try change(id, seen: seen, .answer, by: access, at: now, tx) { change in
            let last = try change.store.versions(of: id, in: language).first
            guard last?.text != text else { return }
            let version = last?.version.next ?? .first
            try change.store.write(text, of: change.article, language: language, version: version, by: access.actor.agent)
            if last == nil {
                change.tell(.articleTranslated, ["language": language.rawValue])
            } else {
                change.tell(.articleEdited, ["language": language.rawValue, "text": "\(version.number)"])
            }
        }
    }

    /// Makes the words of an old version the current ones again, as a new version. Throws ``ArticleError/versionNotFound``.
    @discardableResult
    package func revert(
        _ id: ID<Article>, in language: Language, to version: Version, seen: Version, as access: Access
    ) async throws -> Article {
        try await change(id, seen: seen, .answer, by: access) { change in
            let versions = try change.store.versions(of: id, in: language)
            guard let old = versions.first(where: { $0.version == version }), let last = versions.first else {
                throw ArticleError.versionNotFound
            }
            guard !old.isCurrent else { return }
            let next = last.version.next
            try change.store.write(old.text, of: change.article, language: language, version: next, by: access.actor.agent)
            change.tell(
                .articleReverted, ["language": language.rawValue, "text": "\(next.number)", "from": "\(version.number)"])
        }
    }

    /// Sorts it anew.
    @discardableResult
    package func sort(
        _ id: ID<Article>, category: Int64?, tags: [String], seen: Version, as access: Access
    ) async throws -> Article {
        try await change(id, seen: seen, .answer, by: access) { change in
            guard change.before.category != category || change.before.tags != tags else { return }
            change.article.category = category
            change.article.tags = tags
            change.tell(.articleSorted)
        }
    }
}

extension ArticleText {
    /// Without blanks around its parts.
    fileprivate func checked() throws -> ArticleText {
        let text = ArticleText(title: title.trimmed, problem: problem.trimmed, cause: cause.trimmed, steps: steps.trimmed)
        guard !text.title.isEmpty else { throw ArticleError.titleMissing }
        guard !text.steps.isEmpty else { throw ArticleError.stepsMissing }
        let limit = KnowledgeDesk.longestText
        guard [text.problem, text.cause, text.steps].allSatisfy({ $0.unicodeScalars.count <= limit }) else {
            throw ArticleError.textTooLong(limit: limit)
        }
        return text
    }
}
