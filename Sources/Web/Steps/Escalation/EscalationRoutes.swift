import Accounts
import Gate
import Hummingbird
import Languages
import Primitives
import Tickets

extension StepRoutes {
    func addEscalation(to gate: Gate) {
        gate.get("/tickets/:number/escalate", demands: .assign, .ticket) { request, context in
            try await StepDesk(desktop, request, context, .assign).show { try EscalationPage($0) }
        }
        gate.post("/tickets/:number/escalate", demands: .assign, .ticket) { request, context in try await escalate(request, context) }
        gate.get("/tickets/:number/send-back", demands: .assign, .ticket) { request, context in
            try await StepDesk(desktop, request, context, .assign).show { try SendBackPage($0) }
        }
        gate.post("/tickets/:number/send-back", demands: .assign, .ticket) { request, context in try await sendBack(request, context) }
    }

    /// POST /tickets/:number/escalate
    private func escalate(_ request: Request, _ context: AgentContext) async throws -> Response {
        let step = try await StepDesk(desktop, request, context, .assign), words = Words(context.language)
        let kept = EscalationForm(keeping: context.form)
        return try await step.take(at: EscalationForm.places) {
            let form = try EscalationForm(context.form, words: words)
            let ticket = try await desktop.desk.escalate(
                step.ticket.id, to: form.to, seen: form.seen ?? step.ticket.version, as: step.access, reason: form.reason,
                findings: form.findings)
            return step.done("escalated", ["tier": "\(ticket.tier.level)"])
        } again: { try EscalationPage($0, kept) }
    }

    /// POST /tickets/:number/send-back
    private func sendBack(_ request: Request, _ context: AgentContext) async throws -> Response {
        let step = try await StepDesk(desktop, request, context, .assign), words = Words(context.language)
        let kept = EscalationForm(keeping: context.form)
        return try await step.take(at: EscalationForm.places) {
            let form = try EscalationForm(context.form, words: words)
            let ticket = try await desktop.desk.sendBack(
                step.ticket.id, to: form.to, seen: form.seen ?? step.ticket.version, as: step.access, reason: form.reason,
                findings: form.findings)
            return step.done("sentBack", ["tier": "\(ticket.tier.level)"])
        } again: { try SendBackPage($0, kept) }
    }
}

extension EscalationForm {
    fileprivate static let places = ["ticket.reasonMissing": "reason"]
}
