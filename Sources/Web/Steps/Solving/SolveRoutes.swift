import Accounts
import Customisation
import Gate
import Hummingbird
import Knowledge
import Primitives
import Storage
import Tickets

extension StepRoutes {
    func addSolving(to gate: Gate) {
        gate.get("/tickets/:number/solve", demands: .solve, .ticket) { request, context in
            let step = try await StepDesk(desktop, request, context, .solve), days = closesAfter(step)
            return try await step.show { try SolvePage($0, closesAfter: days) }
        }
        gate.post("/tickets/:number/solve", demands: .solve, .ticket) { request, context in try await solve(request, context) }
    }

    private func closesAfter(_ step: StepDesk) -> Int {
        desktop.settings(.closeAfterDays, department: step.access.department)
    }

    /// POST /tickets/:number/solve
    private func solve(_ request: Request, _ context: AgentContext) async throws -> Response {
        let step = try await StepDesk(desktop, request, context, .solve), days = closesAfter(step)
        let kept = (try? SolveForm(context.form)) ?? SolveForm(keeping: context.form)
        return try await step.take(at: SolveForm.places) {
            let form = try SolveForm(context.form)
            let ticket = try await desktop.desk.solve(
                step.ticket.id, seen: form.seen ?? step.ticket.version, as: step.access, with: solution(form, step), outcome: form.outcome)
            return step.done("solved", undo: "/tickets/\(ticket.number)/reopen")
        } again: { try SolvePage($0, kept, closesAfter: days) }
    }

    /// What solved it. An amended solution is written down on the way.
    private func solution(_ form: SolveForm, _ step: StepDesk) async throws -> SolvedWith {
        if let nothing = form.nothing { return .nothing(nothing) }
        let language = step.ticket.language ?? step.context.language
        switch form.how {
        case .fresh: return .new(form.fresh.text, language: language)
        case .known:
            guard let id = form.solution else {
                throw form.find.isEmpty ? TicketError.solutionMissing : FormError("find", "steps.solve.chooseFound")
            }
            return .known(try await readable(id, step).id)
        case .amend:
            guard let id = form.amended else { throw TicketError.solutionMissing }
            try await amend(readable(id, step), form.amendment, step, seen: form.seen)
            return .known(id)
        }
    }

    /// Throws ``ArticleError/notFound`` for a solution out of the agent's sight.
    private func readable(_ id: ID<Article>, _ step: StepDesk) async throws -> Article {
        try await desktop.db.read { [access = step.access] tx in
            let article = try ArticleStore(tx, department: access.department).require(id)
            guard ArticleReader(access).maySee(article) else { throw ArticleError.notFound }
            return article
        }
    }

    private func amend(_ article: Article, _ draft: SolveForm.Draft, _ step: StepDesk, seen: Version?) async throws {
        let knowledge = KnowledgeDesk(db: desktop.db, ids: desktop.ids, clock: desktop.desk.clock)
        let old = try await desktop.db.read { [access = step.access, ticket = step.ticket, verb = step.verb] tx in
            // Nothing is amended for a ticket that has moved on.
            _ = try TicketStore(tx, department: access.department).require(ticket.id, seen: seen ?? ticket.version, verb, by: access)
            return try ArticleStore(tx, department: access.department).text(of: article, in: article.language)
        }
        let text = ArticleText(title: old.title, problem: draft.problem, cause: draft.cause, steps: draft.steps)
        try await knowledge.write(text, in: article.language, of: article.id, seen: article.version, as: step.access)
    }
}

extension SolveForm {
    fileprivate static let places = [
        "article.titleMissing": "problem", "article.stepsMissing": "steps", "article.notFound": "find", "policy.forbidden": "how",
    ]
}
