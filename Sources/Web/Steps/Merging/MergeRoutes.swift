import Accounts
import Gate
import Hummingbird
import Primitives
import Tickets

extension StepRoutes {
    func addMerging(to gate: Gate) {
        gate.get("/tickets/:number/merge", demands: .assign, .ticket) { request, context in
            let into = try request.query().text("into")
            return try await StepDesk(desktop, request, context, .assign).show { try MergePage($0, into: into) }
        }
        gate.post("/tickets/:number/merge", demands: .assign, .ticket) { request, context in try await merge(request, context) }
    }

    /// POST /tickets/:number/merge: without `confirmed` it shows what would happen, with 422, as nothing was done yet.
    private func merge(_ request: Request, _ context: AgentContext) async throws -> Response {
        let step = try await StepDesk(desktop, request, context, .assign)
        let typed = Self.typed(context.form)
        return try await step.take(at: MergePage.places) {
            let form = context.form
            guard let number = TicketNumber(typed) else { throw FormError("into", "steps.merge.noNumber") }
            guard try form.text("confirmed") == number.text else {
                return try await step.show(status: .unprocessableContent) { try MergePage($0, into: typed) }
            }
            try await desktop.desk.merge(step.ticket.id, seen: form.version() ?? step.ticket.version, into: number, as: step.access)
            return step.done("merged", ["other": number.text], on: number, undo: "/tickets/\(step.ticket.number)/unmerge")
        } again: { try MergePage($0, into: typed) }
    }

    /// The number that was pressed, chosen while typing, or typed.
    private static func typed(_ form: Form) -> String {
        ["pick", "into-id", "into"].lazy.compactMap { try? form.text($0) }.first { !$0.isEmpty } ?? ""
    }
}

extension MergePage {
    fileprivate static let places = [
        "ticket.notFound": "into", "ticket.unknown": "into", "ticket.mergedIntoItself": "into", "ticket.isBinned": "into",
        "policy.forbidden": "into",
    ]
}
