import Accounts
import Gate
import Hummingbird
import Knowledge
import Primitives
import Search
import Storage
import Tickets

/// Solutions and articles: finding, reading, writing, maturing.
package struct KnowledgeRoutes: Sendable {
    let desktop: Desktop

    package init(desktop: Desktop) {
        self.desktop = desktop
    }

    package func add(to gate: Gate) {
        gate.get("/knowledge", demands: .see, .article) { request, context in try await list(ArticleShelf(request.query()), context) }
        gate.get("/knowledge/new", demands: .create, .article) { _, context in
            try await desktop.show(context) { around, tx in try WritingPage(ArticleForm(), around, tx) }
        }
        gate.post("/knowledge", demands: .create, .article) { _, context in try await create(context) }
        gate.get("/knowledge/:id", demands: .see, .article) { request, context in try await show(request, context) }
        gate.get("/knowledge/:id/edit", demands: .answer, .article) { request, context in
            let found = try await desktop.article(context), language = try language(request) ?? found.article.language
            return try await desktop.show(context, in: found.access) { around, tx in try WritingPage(found.article.id, in: language, around, tx) }
        }
        gate.post("/knowledge/:id/edit", demands: .answer, .article) { request, context in try await write(request, context) }
        gate.get("/knowledge/:id/versions", demands: .see, .article) { request, context in
            let found = try await desktop.article(context), language = try language(request), key = try request.query().version("before")
            return try await desktop.show(context, in: found.access) { around, tx in
                try VersionsPage(found.article.id, in: language, before: key, around, tx)
            }
        }
        gate.post("/knowledge/:id/versions", demands: .answer, .article) { _, context in try await revert(context) }
        addMaturing(to: gate)
    }

    private func language(_ request: Request) throws -> Language? {
        try request.query().choice("language", of: Language.self)
    }

    private func list(_ shelf: ArticleShelf, _ context: AgentContext) async throws -> Response {
        do {
            return try await desktop.show(context) { around, tx in try KnowledgePage(shelf, around, tx) }
        } catch let error as SearchQueryError {
            let trouble = try FormTrouble(error)
            return try await desktop.show(context, status: .unprocessableContent) { around, _ in KnowledgePage(shelf, trouble: trouble, around) }
        }
    }

    private func show(_ request: Request, _ context: AgentContext) async throws -> Response {
        let found = try await desktop.article(context)
        let asked = ArticlePage.Asked(language: try language(request), key: try request.query().id("before", as: Fix.self))
        return try await desktop.show(context, in: found.access) { around, tx in try ArticlePage(found.article.id, asked, around, tx) }
    }

    /// POST /knowledge
    private func create(_ context: AgentContext) async throws -> Response {
        let access = context.access, kept = ArticleForm(keeping: context.form)
        return try await desktop.take(context, in: access, at: ArticleForm.places) {
            let form = try ArticleForm(context.form)
            var new = NewArticle(form.text, language: form.language ?? context.language)
            new.team = try await team(form.readers.team, access)
            let article = try await desktop.knowledge.create(new, as: access)
            return context.redirect(to: LocalPath("/knowledge/\(article.id)"), telling: Notice("knowledgepage.created", .told))
        } again: { trouble, around, tx in try WritingPage(kept, trouble: trouble, around, tx) }
    }

    /// A team of the department. Throws ``FormError`` for any other.
    func team(_ id: ID<Team>?, _ access: Access) async throws -> ID<Team>? {
        guard let id else { return nil }
        return try await desktop.db.read { tx in
            guard let team = try TeamStore(tx).find(id, department: access.department) else { throw FormError("readers", "form.choice") }
            return team.id
        }
    }

    /// POST /knowledge/:id/edit?language=
    private func write(_ request: Request, _ context: AgentContext) async throws -> Response {
        let found = try await desktop.article(context), id = found.article.id
        let language = try language(request) ?? found.article.language, kept = ArticleForm(keeping: context.form)
        return try await desktop.take(context, in: found.access, at: ArticleForm.places) {
            let form = try ArticleForm(context.form)
            try await desktop.knowledge.write(
                form.text, in: language, of: id, seen: form.seen ?? found.article.version, as: found.access)
            return context.redirect(
                to: LocalPath("/knowledge/\(id)?language=\(language.rawValue)"), telling: Notice("knowledgepage.saved", .told))
        } again: { trouble, around, tx in try WritingPage(id, in: language, typed: kept, trouble: trouble, around, tx) }
    }

    /// POST /knowledge/:id/versions
    private func revert(_ context: AgentContext) async throws -> Response {
        let found = try await desktop.article(context), id = found.article.id
        let language = (try? context.form.choice("language", of: Language.self)) ?? found.article.language
        return try await desktop.take(context, in: found.access, at: ["article.versionNotFound": "version"]) {
            let form = context.form
            guard let version = try form.version("version") else { throw ArticleError.versionNotFound }
            try await desktop.knowledge.revert(
                id, in: language, to: version, seen: form.version() ?? found.article.version, as: found.access)
            return context.redirect(
                to: LocalPath("/knowledge/\(id)?language=\(language.rawValue)"), telling: Notice("knowledgepage.reverted", .told, ["number": "\(version.number)"]))
        } again: { trouble, around, tx in try VersionsPage(id, in: language, trouble: trouble, around, tx) }
    }
}
