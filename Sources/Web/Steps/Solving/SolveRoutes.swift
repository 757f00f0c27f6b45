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

    private func solution(_ form: SolveForm, _ step: StepDesk) async throws -> SolvedWith {
        if let nothing = form.nothing { return .nothing(nothing) }
        switch form.how {
        case .fresh: return .new(form.fresh.text, language: step.ticket.language ?? step.context.language)
        case .known:
            guard let id = form.solution else {
                throw form.find.isEmpty ? TicketError.solutionMissing : FormError("find", "steps.solve.chooseFound")
            }
            return .known(id)
        case .amend:
            guard let id = form.amended else { throw TicketError.solutionMissing }
            let (seen, words) = try await standing(id, in: form.amendedLanguage ?? step.context.language, step)
            let draft = form.amendment
            let text = ArticleText(title: words.text.title, problem: draft.problem, cause: draft.cause, steps: draft.steps)
            return .amended(id, text, in: words.language, seen: form.amendedSeen ?? seen)
        }
    }

    /// What is not in the form of a solution that is amended: its title stays.
    private func standing(_ id: ID<Article>, in language: Language, _ step: StepDesk) async throws -> (Version, ArticleVersion) {
        try await desktop.db.read { [access = step.access] tx in
            let store = ArticleStore(tx, department: access.department), article = try store.require(id)
            guard ArticleReader(access).maySee(article), let words = try store.texts(of: [article], in: language)[id] else {
                throw ArticleError.notFound
            }
            return (article.version, words)
        }
    }
}

extension SolveForm {
    fileprivate static let places = [
        "article.titleMissing": "problem", "article.stepsMissing": "steps", "article.notFound": "find", "policy.forbidden": "how",
    ]
}
