import Accounts
import Gate
import HTTPTypes
import Hummingbird
import NIOCore
import Primitives
import Storage
import Tickets

/// The desk for programs: `/api/v1`, with bearer tokens. What it answers is described by `GET /api/v1/openapi.json`.
package struct API: Sendable {
    package static let root = "/api/v1"
    /// Bytes of a request.
    private static let mostBytes = 2 << 20

    static let doors = TicketReading.doors + [TicketCreating.door] + TicketChanging.doors + PeopleReading.doors

    private let desk: Desk

    package init(_ desk: Desk) {
        self.desk = desk
    }

    package func add(to gate: Gate) {
        for door in Self.doors {
            gate.on(door.method, Self.root + door.path, .demands(door.verb, door.object)) { request, context in
                try await answer(request, context, door)
            }
        }
        var writer = JSONWriter()
        writer.write(Description.json(of: Self.doors, Self.schemas))
        let description = writer.bytes
        gate.get("\(Self.root)/openapi.json", .files("the same for everyone, and holds no data")) { _, _ in .json(description) }
    }

    private func answer(_ request: Request, _ context: AgentContext, _ door: Door) async throws -> Response {
        var bytes: [UInt8] = []
        if door.body != nil { bytes = try await request.bytes(most: Self.mostBytes) }
        let call = try call(request, bytes, context, door)
        // Opening a ticket keeps its answer in its own commit.
        if let key = call.key, door.path != TicketCreating.door.path { return try await once(key, call, door) }
        let reply = try await door.handle(call)
        return reply.answered
    }

    private func call(_ request: Request, _ bytes: [UInt8], _ context: AgentContext, _ door: Door) throws -> Call {
        let query = try request.query()
        let department = try query.id("department", as: Department.self)
        var key: IdempotencyStore.Key?
        if door.method == .post {
            key = try IdempotencyStore.Key(
                request.headers[.idempotencyKey], agent: context.agent.id, door.method, request.uri.string, bytes)
        }
        return Call(
            context: context, access: try department.map(context.access(in:)) ?? context.access, query: query,
            body: try door.body?.read(bytes) ?? .empty, key: key, desk: desk)
    }

    /// Does what was asked unless it was done before. Should the desk stop in the midst of it, the key stays taken: whether it was
    /// done is for the asker to look up.
    private func once(_ key: IdempotencyStore.Key, _ call: Call, _ door: Door) async throws -> Response {
        let now = desk.now()
        let known = try await desk.db.write { tx in try IdempotencyStore(tx: tx).claim(key, id: desk.ids.next(), at: now) }
        if let known { return known.response }
        do {
            let answer = try await door.handle(call).kept()
            try await desk.db.write { tx in try IdempotencyStore(tx: tx).keep(answer, for: key) }
            return answer.response
        } catch let error as any UserFacingError {
            try await desk.db.write { tx in try IdempotencyStore(tx: tx).release(key) }
            throw error
        }
    }
}

extension Door.Reply {
    fileprivate var answered: Response { response ?? kept().response }

    fileprivate func kept() -> IdempotencyStore.Answer {
        var writer = JSONWriter(expecting: 32 << 10)
        if let json { writer.write(json) }
        return IdempotencyStore.Answer(status: status.code, body: String(decoding: writer.bytes, as: UTF8.self))
    }
}

extension IdempotencyStore.Answer {
    fileprivate var response: Response {
        let status = HTTPResponse.Status(code: status)
        return body.isEmpty ? Response(status: status) : .json(Array(body.utf8), status: status)
    }
}

extension Body {
    fileprivate static let empty = Body(BodyShape("Nothing", []))
}

extension Request {
    /// Throws ``GateError/tooLarge(limit:)``.
    fileprivate func bytes(most: Int) async throws -> [UInt8] {
        do {
            return Array(try await body.collect(upTo: most).readableBytesView)
        } catch is NIOTooManyBytesError {
            throw GateError.tooLarge(limit: "\(most >> 20) MB")
        }
    }
}

extension HTTPField.Name {
    static var idempotencyKey: HTTPField.Name { HTTPField.Name("Idempotency-Key") ?? .ifMatch }
}

extension API {
    /// Every object that is asked for or answered.
    static let schemas: [Schema] = [
        TicketShapes.ticket.schema, TicketShapes.page.schema, TicketShapes.reference.schema, TicketShapes.person.schema,
        TicketShapes.actor.schema, TicketShapes.event.schema, TicketShapes.event.page.schema, TicketShapes.hit.schema,
        TicketShapes.hit.page.schema, TicketShapes.segment.schema, ThreadShapes.message.schema, ThreadShapes.message.page.schema,
        ThreadShapes.address.schema, ThreadShapes.attachment.schema, ThreadShapes.note.schema, ThreadShapes.note.page.schema,
        ThreadShapes.link.schema, ThreadShapes.participant.schema, ThreadShapes.whole.schema, ThreadShapes.made.schema,
        OtherShapes.contact.schema, OtherShapes.contact.page.schema, OtherShapes.identity.schema, OtherShapes.article.schema,
        OtherShapes.article.page.schema, OtherShapes.queue.schema, OtherShapes.queue.page.schema, OtherShapes.agent.schema,
        OtherShapes.agent.page.schema, TicketCreating.requester.schema,
    ] + doors.compactMap { $0.body?.schema }
}
