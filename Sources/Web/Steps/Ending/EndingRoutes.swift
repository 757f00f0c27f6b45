import Accounts
import Gate
import Hummingbird
import Primitives
import Tickets

extension StepRoutes {
    func addEndings(to gate: Gate) {
        add(.reopen, .solve, to: gate) { step in
            try await desktop.desk.reopen(step.ticket.id, as: step.access)
            return step.done("reopened")
        }
        add(.unmerge, .assign, to: gate) { step in
            try await desktop.desk.unmerge(step.ticket.id, as: step.access)
            return step.done("unmerged")
        }
        add(.delete, .remove, to: gate) { step in
            try await desktop.desk.bin(step.ticket.id, as: step.access)
            return step.doneWithTicket("deleted", undo: "/tickets/\(step.ticket.number)/restore")
        }
        add(.restore, .remove, to: gate) { step in
            try await desktop.desk.restore(step.ticket.id, as: step.access)
            return step.done("restored")
        }
    }

    private func add(_ step: Step, _ verb: Verb, to gate: Gate, _ take: @escaping @Sendable (StepDesk) async throws -> Response) {
        let path = "/tickets/:number/\(step.rawValue)"
        gate.get(path, demands: verb, .ticket) { request, context in
            try await StepDesk(desktop, request, context, verb).show { try ConfirmPage(step, $0) }
        }
        gate.post(path, demands: verb, .ticket) { request, context in
            let desk = try await StepDesk(desktop, request, context, verb)
            return try await desk.take {
                try await take(desk)
            } again: { try ConfirmPage(step, $0) }
        }
    }
}
