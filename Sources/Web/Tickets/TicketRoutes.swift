import Accounts
import Gate
import HTTPTypes
import Hummingbird
import Primitives
import Storage
import Tickets

/// The page of a ticket, and what can be done right on it.
struct TicketRoutes {
    let desktop: Desktop
    let solutions = SolutionMemory()

    func add(to gate: Gate) {
        gate.get("/tickets/:number", demands: .see, .ticket) { request, context in
            try await show(TicketWish(request), context)
        }
        // What a form that came back leaves in the address bar.
        for form in ["replies", "notes", "assignee"] {
            gate.get("/tickets/:number/\(form)", demands: .see, .ticket) { request, context in
                try await context.redirect(to: TicketWish(request).path(of: desktop.ticket(context).ticket))
            }
        }
        addReplies(to: gate)
        addProperties(to: gate)
    }

    private func addReplies(to gate: Gate) {
        gate.post("/tickets/:number/replies", demands: .answer, .ticket, reply)
        gate.post("/tickets/:number/notes", demands: .answer, .ticket, note)
        gate.post("/tickets/:number/messages/:id/withdrawal", demands: .answer, .ticket, withdraw)
        gate.post("/tickets/:number/messages/:id/acceptance", demands: .answer, .ticket, accept)
        gate.put("/drafts/:number/:kind", demands: .answer, .ticket, draft)
        gate.get("/recipients.json", demands: .answer, .ticket, recipients)
    }

    private func addProperties(to gate: Gate) {
        gate.get("/tickets/:number/properties", demands: .answer, .ticket) { request, context in
            let place = try ListPlace(request.query())
            return try await desktop.showTicket(context) { ticket, around, tx in
                try PropertiesPage(ticket, place, PropertiesForm(ticket), around, tx)
            }
        }
        gate.post("/tickets/:number/properties", demands: .answer, .ticket, describe)
        gate.post("/tickets/:number/assignee", demands: .assign, .ticket, assign)
    }

    /// The page, again with what was typed where a form came back.
    func show(_ wish: TicketWish, _ context: AgentContext) async throws -> Response {
        let status: HTTPResponse.Status =
            wish.trouble.isEmpty ? .ok : wish.trouble.contains { $0.kind == .conflict } ? .conflict : .unprocessableContent
        do {
            return try await desktop.showTicket(context, status: status, beside: wish.place) { ticket, around, tx in
                try LedOn.demandHere(ticket, around, tx)
                return try TicketPage(ticket, wish, settings: desktop.settings, solutions: solutions, around, tx)
            }
        } catch let led as LedOn {
            return context.redirect(to: LocalPath(ours: wish.place.path(of: led.number)))
        }
    }
}

/// A ticket's old number leads to where it is now, for who works there.
private struct LedOn: Error {
    let number: TicketNumber

    static func demandHere(_ ticket: Ticket, _ around: Surroundings, _ tx: Transaction) throws {
        guard ticket.state == .merged, ticket.mergedInto == nil,
            let handOver = try HandOverStore(tx, department: ticket.department).find(ticket.id), let number = handOver.number,
            around.elsewhere.parts.contains(where: { $0.department.id == handOver.to })
        else { return }
        throw LedOn(number: number)
    }
}

extension TicketWish {
    init(_ request: Request) throws {
        let query = try request.query()
        place = try ListPlace(query)
        before = try query.number("before", in: 1...Int.max).map { Int64($0) }
        write = try query.text("write")
        sent = try query.id("sent", as: Message.self)
    }

    func path(of ticket: Ticket) -> LocalPath { LocalPath(ours: place.path(of: ticket.number)) }
}

extension LocalPath {
    /// An address that a page of ours was made with: numbers, ids and list keys only, which need no escapes.
    init(ours text: String) {
        self = LocalPath(next: text) ?? LocalPath("/inbox")
    }
}
