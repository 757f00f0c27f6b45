import Accounts
import Gate
import Hummingbird
import Primitives
import Storage
import Tickets

extension StepRoutes {
    func addAssigning(to gate: Gate) {
        gate.get("/tickets/:number/assign", demands: .assign, .ticket) { request, context in
            try await StepDesk(desktop, request, context, .assign).show { try AssignPage($0) }
        }
        gate.post("/tickets/:number/assign", demands: .assign, .ticket) { request, context in try await assign(request, context) }
    }

    /// POST /tickets/:number/assign
    private func assign(_ request: Request, _ context: AgentContext) async throws -> Response {
        let step = try await StepDesk(desktop, request, context, .assign)
        let kept = (try? AssignForm(context.form)) ?? AssignForm()
        return try await step.take(at: ["ticket.queueNotFound": "queue"]) {
            let form = try AssignForm(context.form), seen = form.seen ?? step.ticket.version
            if let queue = form.queue {
                let target = try await reached(queue, step)
                try await desktop.desk.move(step.ticket.id, to: queue, seen: seen, as: step.access)
                return step.done("moved", ["queue": target.name])
            }
            let agent = try form.agent
            try await desktop.desk.assign(step.ticket.id, to: agent, seen: seen, as: step.access)
            guard let agent else { return step.done("unassigned") }
            return step.done("assigned", ["name": try await name(of: agent)])
        } again: { try AssignPage($0, kept) }
    }

    /// Throws ``FormError`` for a queue that the agent may not hand tickets to.
    private func reached(_ id: ID<Queue>, _ step: StepDesk) async throws -> Queue {
        let queue = try await desktop.db.read { [access = step.access] tx in
            try QueueStore(tx, department: access.department).require(id)
        }
        guard AssignPage.reaches(queue, step.access) else { throw FormError("queue", "steps.assign.notThere") }
        return queue
    }

    private func name(of agent: ID<Agent>) async throws -> String {
        try await desktop.db.read { tx in try AgentStore(tx).require(agent).name }
    }
}
