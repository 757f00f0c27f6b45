import Accounts
import Gate
import HTTPTypes
import Hummingbird
import NIOCore
import Primitives
import ServiceLifecycle
import Storage
import Tickets

/// What open pages are told, and what they tell.
struct LiveRoutes {
    /// A stream ends after that long, so that whoever was signed out passes the door again.
    private static let longest = Duration.seconds(600)

    let desktop: Desktop
    let live: LiveDesk

    func add(to gate: Gate) {
        gate.get("/events", demands: .see, .ticket, events)
        gate.post("/tickets/:number/presence", demands: .see, .ticket, presence)
    }

    /// GET /events, `?after=` a position or with Last-Event-ID
    func events(request: Request, context: AgentContext) async throws -> Response {
        let asked = try request.query().text("after", most: 4000)
        let heard = request.headers[Self.lastEventID].flatMap { LivePositions($0) } ?? LivePositions(asked)
        let receiver = try await live.listen(context.agent.id, after: heard)
        let body = ResponseBody { writer in
            let end = Task {
                try? await Task.sleep(for: Self.longest)
                receiver.end()
            }
            defer {
                end.cancel()
                receiver.end()
            }
            try await writer.write(ByteBuffer(string: ": \n\n"))
            // The server stops when its streams have ended; the browsers come again by themselves.
            try await withGracefulShutdownHandler {
                for await piece in receiver.stream { try await writer.write(piece) }
            } onGracefulShutdown: {
                receiver.end()
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok, headers: [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-store", Self.buffering: "no"], body: body)
    }

    /// POST /tickets/:number/presence: `what` is reading or writing.
    func presence(request: Request, context: AgentContext) async throws -> Response {
        let found = try await desktop.ticket(context)
        let what = Presence.What(rawValue: try context.form.text("what")) ?? .reading
        let there = live.presence.note(context.agent, what, on: found.ticket.id)
        let allowed = try await desktop.db.read { tx in
            try there.filter { try desktop.maySee(found.ticket, $0.agent, tx) }
        }
        for seen in allowed {
            let data = Presence.json(found.ticket.number, there, for: seen.agent)
            for receiver in live.receivers(of: seen.agent) { receiver.tell("presence", data) }
        }
        return Response(status: .noContent)
    }

    private static let lastEventID = HTTPField.Name("Last-Event-ID") ?? .via
    /// Proxies that wait for more would keep the news.
    private static let buffering = HTTPField.Name("X-Accel-Buffering") ?? .via
}

extension Desktop {
    /// What they may now, not when they came.
    fileprivate func maySee(_ ticket: Ticket, _ agent: ID<Agent>, _ tx: Transaction) throws -> Bool {
        guard let access = try doorkeeper.standing(of: agent, tx)?.access(in: ticket.department) else { return false }
        return access.may(.see, try TicketStore(tx, department: ticket.department).facts(of: ticket, for: access))
    }
}
