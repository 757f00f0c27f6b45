import Accounts
import Channels
import Gate
import HTTPTypes
import Hummingbird
import NIOCore
import Outbox
import Primitives
import Storage
import Tickets

/// The outbox, and the log of what came.
struct MailRoutes {
    let desktop: Desktop
    let wayOut: WayOut

    func add(to gate: Gate) {
        gate.get("/outbox", demands: .see, .outbox) { request, context in try await outbox(request, context) }
        gate.get("/outbox/:id", demands: .see, .outbox) { _, context in
            let id = try context.id("id", as: Parcel.self)
            return try await desktop.show(context) { around, tx in try ParcelPage(id, wayOut: wayOut, around, tx) }
        }
        gate.post("/outbox/:id/withdraw", demands: .answer, .ticket) { _, context in try await withdraw(context) }
        gate.post("/outbox/:id/retry", demands: .answer, .ticket) { _, context in
            try await desktop.desk.sendAgain(context.id("id", as: Parcel.self), as: context.access)
            return context.redirect(to: LocalPath("/outbox"), telling: Notice("outboxpage.retried", .told))
        }
        gate.get("/mail", demands: .see, .mail) { request, context in try await log(request, context) }
        gate.get("/mail/:id/raw", demands: .see, .mail) { _, context in try await raw(context) }
        gate.post("/mail/:id/retry", demands: .answer, .mail) { _, context in try await retry(context) }
    }

    private func outbox(_ request: Request, _ context: AgentContext) async throws -> Response {
        let query = try request.query()
        let shelf = try query.choice("shelf", of: OutboxShelf.self) ?? .waiting, key = try query.id("before", as: Parcel.self)
        return try await desktop.show(context) { around, tx in try OutboxPage(shelf, before: key, wayOut: wayOut, around, tx) }
    }

    /// POST /outbox/:id/withdraw: it goes back to the ticket's draft.
    private func withdraw(_ context: AgentContext) async throws -> Response {
        let id = try context.id("id", as: Parcel.self), access = context.access
        let message = try await desktop.db.read { tx in
            guard let parcel = try OutboxStore(tx).find(id, department: access.department),
                let message = try MessageStore(tx, department: access.department).find(ID(parcel.owner))
            else { throw TicketError.messageNotFound }
            return message
        }
        try await desktop.desk.withdraw(message.id, on: message.thread, as: access)
        return context.redirect(to: LocalPath("/outbox"), telling: Notice("outboxpage.withdrawn", .told))
    }

    private func log(_ request: Request, _ context: AgentContext) async throws -> Response {
        let query = try request.query()
        let outcome = try query.choice("outcome", of: RawMail.Outcome.self), key = try query.id("before", as: RawMail.self)
        return try await desktop.show(context) { around, tx in try MailLogPage(outcome, before: key, around, tx) }
    }

    /// GET /mail/:id/raw: the bytes as they came, to be saved and never shown.
    private func raw(_ context: AgentContext) async throws -> Response {
        let id = try context.id("id", as: RawMail.self), access = context.access, desk = desktop.desk
        let bytes = try await desktop.db.read { tx in
            let mail = try RawMail.require(id, by: access, tx)
            return try desk.blobs.read(mail.hash, department: access.department.rawValue, tx)
        }
        guard let bytes else { throw GateError.notFound }
        return Response(
            status: .ok,
            headers: [
                .contentType: "message/rfc822", .contentDisposition: "attachment; filename=\"mail-\(id).eml\"", .cacheControl: "no-store",
            ], body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private func retry(_ context: AgentContext) async throws -> Response {
        let id = try context.id("id", as: RawMail.self), access = context.access
        try await desktop.db.write { tx in
            _ = try RawMail.require(id, by: access, tx)
            try ArchiveStore(tx).retry(id, department: access.department)
        }
        return context.redirect(to: LocalPath("/mail"), telling: Notice("mailpage.retried", .told))
    }
}

extension RawMail {
    /// Throws ``GateError/notFound`` also for mail of a ticket that the actor may not see.
    fileprivate static func require(_ id: ID<RawMail>, by access: Access, _ tx: Transaction) throws -> RawMail {
        guard let mail = try ArchiveStore(tx).find(id, department: access.department) else { throw GateError.notFound }
        let tickets = TicketStore(tx, department: access.department)
        if let ticket = try mail.ticket.flatMap({ try tickets.find($0) }) { try tickets.demand(.see, on: ticket, by: access) }
        return mail
    }
}
