import Accounts
import Gate
import Hummingbird
import Primitives
import Tickets

extension StepRoutes {
    func addHandingOver(to gate: Gate) {
        gate.get("/tickets/:number/hand-over", demands: .assign, .ticket) { request, context in
            try await StepDesk(desktop, request, context, .assign).show { try HandOverPage($0) }
        }
        gate.post("/tickets/:number/hand-over", demands: .assign, .ticket) { request, context in try await handOver(request, context) }
    }

    /// POST /tickets/:number/hand-over: `to` a department, `reason`.
    private func handOver(_ request: Request, _ context: AgentContext) async throws -> Response {
        let step = try await StepDesk(desktop, request, context, .assign), form = context.form
        let kept = HandOverForm(keeping: form)
        return try await step.take(at: ["ticket.reasonMissing": "reason"]) {
            guard let to = try form.id("to", as: Department.self),
                let target = desktop.branches.departments.first(where: { $0.id == to && $0.id != step.access.department })
            else { throw FormError("to", "form.choice") }
            try await desktop.desk.handOver(
                step.ticket.id, to: target.id, seen: form.version() ?? step.ticket.version, as: step.access,
                reason: form.lines("reason", most: 10_000))
            return step.done("handedOver", ["department": target.name])
        } again: { try HandOverPage($0, kept) }
    }
}

/// What was typed.
struct HandOverForm: Sendable {
    var to: ID<Department>?
    var reason = ""

    init() {}

    init(keeping form: Form) {
        to = (try? form.id("to", as: Department.self)) ?? nil
        reason = (try? form.lines("reason", most: 10_000)) ?? ""
    }
}
