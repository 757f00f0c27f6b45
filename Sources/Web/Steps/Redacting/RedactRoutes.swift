import Accounts
import Gate
import Hummingbird
import Primitives
import Tickets

extension StepRoutes {
    func addRedacting(to gate: Gate) {
        gate.get("/tickets/:number/redact", demands: .remove, .ticket) { request, context in
            let form = RedactForm(object: try request.query().text("object", most: 40))
            return try await StepDesk(desktop, request, context, .remove).show { try RedactPage($0, form) }
        }
        gate.post("/tickets/:number/redact", demands: .remove, .ticket) { request, context in try await redact(request, context) }
    }

    /// POST /tickets/:number/redact: without `confirmed` it shows what would go, with 422, as nothing went yet.
    private func redact(_ request: Request, _ context: AgentContext) async throws -> Response {
        let step = try await StepDesk(desktop, request, context, .remove)
        let kept = (try? RedactForm(context.form)) ?? RedactForm()
        return try await step.take(at: RedactForm.places) {
            let form = try RedactForm(context.form), redaction = try form.redaction
            guard form.isConfirmed else {
                let loss = try await desktop.desk.preview(redaction, on: step.ticket.id, as: step.access)
                return try await step.show(status: .unprocessableContent) { try RedactPage($0, form, losing: loss) }
            }
            try await desktop.desk.redact(redaction, on: step.ticket.id, as: step.access)
            return step.done("redacted")
        } again: { try RedactPage($0, kept) }
    }
}

extension RedactForm {
    fileprivate static let places = [
        "ticket.wordNotFound": "words", "ticket.messageNotFound": "object", "ticket.attachmentNotFound": "object",
    ]
}
