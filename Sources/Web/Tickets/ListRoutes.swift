import Accounts
import Gate
import Hummingbird
import Primitives
import Tickets

/// The lists that agents work from.
struct ListRoutes {
    let desktop: Desktop

    func add(to gate: Gate) {
        let views: [TicketView] = [.inbox, .mine, .team, .everything, .done, .bin, .spam]
        for view in views {
            gate.get(view.path, demands: .see, .ticket) { request, context in
                try await show(view, request, context)
            }
        }
        gate.get("/queues/:id", demands: .see, .ticket) { request, context in
            try await show(.queue(context.id("id", as: Queue.self)), request, context)
        }
    }

    private func show(_ view: TicketView, _ request: Request, _ context: AgentContext) async throws -> Response {
        let query = try request.query()
        let place = ListPlace(view, after: ListKey(try query.text("after")))
        let sent = try query.id("sent", as: Message.self)
        return try await desktop.show(context, listing: place) { around, tx in try ListPage(place, sent: sent, around, tx) }
    }
}
