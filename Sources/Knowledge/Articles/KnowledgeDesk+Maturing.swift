import Accounts
import Primitives
import Storage

extension KnowledgeDesk {
    /// Says how far it has matured: found, checked, published. To publish, and to take back what was published, needs the right to.
    ///
    /// What is no longer published is no longer for customers.
    @discardableResult
    package func mature(_ id: ID<Article>, to stage: Article.Stage, seen: Version, as access: Access) async throws -> Article {
        try await change(id, seen: seen, .answer, by: access) { change in
            guard change.before.stage != stage else { return }
            if stage == .published || change.before.stage == .published { try access.demand(.publish, on: change.before) }
            change.article.stage = stage
            change.tell(.articleStage, ["from": change.before.stage.rawValue, "to": stage.rawValue])
            if stage != .published, change.before.isForCustomers { change.open(to: .agents) }
        }
    }

    /// Says who may read it. Throws ``ArticleError/notPublished`` for customers before it is published, and
    /// ``ArticleError/teamMissing`` for a team that is not named.
    @discardableResult
    package func open(
        _ id: ID<Article>, to audience: Article.Audience, team: ID<Team>? = nil, seen: Version, as access: Access
    ) async throws -> Article {
        try await change(id, seen: seen, .answer, by: access) { change in
            let isForCustomers = audience == .customers || audience == .all
            if isForCustomers {
                try access.demand(.publish, on: change.before)
                guard change.before.stage == .published else { throw ArticleError.notPublished }
            }
            if audience == .team, team ?? change.before.team == nil { throw ArticleError.teamMissing }
            change.article.team = audience == .team ? team ?? change.before.team : nil
            change.open(to: audience)
        }
    }

    /// Puts it into the list of frequent questions, or takes it out. Throws ``ArticleError/notForAll``.
    @discardableResult
    package func list(_ id: ID<Article>, _ isListed: Bool, seen: Version, as access: Access) async throws -> Article {
        try await change(id, seen: seen, .publish, by: access) { change in
            guard !isListed || change.before.stage == .published && change.before.audience == .all else { throw ArticleError.notForAll }
            guard change.before.isListed != isListed else { return }
            change.article.isListed = isListed
            change.tell(.articleListed, ["to": isListed ? "1" : "0"])
        }
    }

    /// Moves it to the bin: out of lists, search and suggestions.
    @discardableResult
    package func bin(_ id: ID<Article>, seen: Version, as access: Access) async throws -> Article {
        try await change(id, seen: seen, .remove, by: access) { change in
            change.article.binned = change.at
            try change.store.unindex(id)
            change.tell(.articleBinned)
        }
    }

    /// Takes it out of the bin. Throws ``ArticleError/notBinned``.
    @discardableResult
    package func restore(_ id: ID<Article>, as access: Access) async throws -> Article {
        let now = clock.now()
        return try await db.write { tx in
            let store = ArticleStore(tx, department: access.department)
            guard let article = try store.find(id) else { throw ArticleError.notFound }
            try access.demand(.remove, on: article)
            guard article.binned != nil else { throw ArticleError.notBinned }
            var change = ArticleChange(article, store, by: access, at: now)
            change.article.binned = nil
            try store.index(article)
            change.tell(.articleRestored)
            return try change.save(ids)
        }
    }
}

extension ArticleChange {
    fileprivate mutating func open(to audience: Article.Audience) {
        guard article.audience != audience || article.team != before.team else { return }
        tell(.articleAudience, ["from": article.audience.rawValue, "to": audience.rawValue])
        article.audience = audience
        if audience != .all { article.isListed = false }
    }
}
