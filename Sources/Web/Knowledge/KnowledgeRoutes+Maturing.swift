import Accounts
import Gate
import Hummingbird
import Knowledge
import Primitives
import Storage
import Tickets

extension KnowledgeRoutes {
    func addMaturing(to gate: Gate) {
        addReading(to: gate)
        addKeeping(to: gate)
    }

    /// How far it is checked, and who reads it.
    private func addReading(to gate: Gate) {
        gate.post("/knowledge/:id/stage", demands: .answer, .article) { _, context in
            try await change(context) { found, form in
                guard let stage = try form.choice("stage", of: Article.Stage.self) else { throw FormError("stage", "form.choice") }
                try await desktop.knowledge.mature(found.article.id, to: stage, seen: form.version() ?? found.article.version, as: found.access)
                return Notice("knowledgepage.stageSet.\(stage.rawValue)", .told)
            }
        }
        gate.post("/knowledge/:id/audience", demands: .answer, .article) { _, context in
            try await change(context) { found, form in
                let readers = try ReadersForm(form), team = try await team(readers.team, found.access)
                try await desktop.knowledge.open(
                    found.article.id, to: readers.audience, team: team, seen: form.version() ?? found.article.version, as: found.access)
                return Notice("knowledgepage.audienceSet.\(readers.audience.rawValue)", .told)
            }
        }
        gate.post("/knowledge/:id/faq", demands: .publish, .article) { _, context in
            try await change(context) { found, form in
                let isListed = form.isOn("listed")
                try await desktop.knowledge.list(found.article.id, isListed, seen: form.version() ?? found.article.version, as: found.access)
                return Notice(isListed ? "knowledgepage.listed" : "knowledgepage.unlisted", .told)
            }
        }
    }

    /// Where it belongs, and whether it is kept.
    private func addKeeping(to gate: Gate) {
        gate.post("/knowledge/:id/sorting", demands: .answer, .article) { _, context in
            try await change(context, typed: SortingForm(keeping: context.form)) { found, form in
                let sorting = try SortingForm(form)
                try await desktop.knowledge.sort(
                    found.article.id, category: category(sorting, found.access), tags: sorting.list,
                    seen: form.version() ?? found.article.version, as: found.access)
                return Notice("knowledgepage.saved", .told)
            }
        }
        gate.post("/knowledge/:id/bin", demands: .remove, .article) { _, context in
            try await change(context) { found, form in
                try await desktop.knowledge.bin(found.article.id, seen: form.version() ?? found.article.version, as: found.access)
                return Notice("knowledgepage.movedToBin", .told, ["undo": "/knowledge/\(found.article.id)/restore"])
            }
        }
        gate.post("/knowledge/:id/restore", demands: .remove, .article) { _, context in
            try await change(context) { found, _ in
                try await desktop.knowledge.restore(found.article.id, as: found.access)
                return Notice("knowledgepage.restored", .told)
            }
        }
    }

    /// Takes one button or small form of the article's page; what is refused is said there.
    private func change(
        _ context: AgentContext, typed: SortingForm? = nil, _ decide: (FoundArticle, Form) async throws -> Notice
    ) async throws -> Response {
        let found = try await desktop.article(context), id = found.article.id
        return try await desktop.take(context, in: found.access, at: Self.places) {
            let notice = try await decide(found, context.form)
            let stays = try await desktop.db.read { tx in
                try ArticleStore(tx, department: found.access.department).find(id).map(found.access.sees) ?? false
            }
            return context.redirect(to: stays ? LocalPath("/knowledge/\(id)") : LocalPath("/knowledge"), telling: notice)
        } again: { trouble, around, tx in try ArticlePage(id, typed: typed, trouble: trouble, around, tx) }
    }

    /// One of the department's. Throws ``FormError`` for any other.
    private func category(_ form: SortingForm, _ access: Access) async throws -> Int64? {
        guard let id = ID<Tickets.Category>(form.category) else { return nil }
        return try await desktop.db.read { tx in
            guard try CategoryStore(tx, department: access.department).name(of: id) != nil else { throw FormError("category", "form.choice") }
            return id.rawValue
        }
    }

    private static let places = ["article.teamMissing": "readers", "article.notPublished": "readers"]
}
