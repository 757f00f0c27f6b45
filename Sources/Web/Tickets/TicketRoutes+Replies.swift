import Accounts
import Customisation
import Gate
import Hummingbird
import Primitives
import Storage
import Tickets

/// Answers, notes, drafts.
extension TicketRoutes {
    /// POST /tickets/:number/replies
    func reply(request: Request, context: AgentContext) async throws -> Response {
        var wish = try TicketWish(request)
        let form = context.form
        wish.write = "reply"
        let typed: TypedReply
        do {
            typed = try TypedReply(form)
            wish.reply = try typed.without(form.text("without", most: 400))
        } catch {
            wish.reply = TypedReply(text: form.typed("text"), recipients: Recipients())
            wish.trouble = [error.notice]
            return try await show(wish, context)
        }
        if form.has("look") || form.has("without") { return try await show(wish, context) }
        let found = try await desktop.ticket(context)
        do {
            let message = try await send(typed.checked(), found, seen: form.version() ?? found.ticket.version, context)
            try await remember(typed.after, context, found)
            return context.redirect(to: way(from: wish.place, found.ticket, typed.after, next: try form.text("next"), sent: message))
        } catch let error as any UserFacingError where error.notice.kind != .missing && error.notice.kind != .forbidden {
            try? await desktop.desk.save(Draft(typed, seen: found.ticket.version, at: desktop.now()), on: found.ticket.id, as: found.access)
            wish.trouble = [error.notice] + (form.hasFiles("file") ? [Notice("composer.filesAgain", .invalid)] : [])
            wish.newest = try form.number("newest", in: 0...Int.max).map { Int64($0) }
            return try await show(wish, context)
        }
    }

    private func send(_ typed: TypedReply, _ found: FoundTicket, seen: Version, _ context: AgentContext) async throws -> ID<Message> {
        let (queue, person, department) = (found.ticket.queue.rawValue, found.access.agent?.rawValue, found.access.department)
        let signature = desktop.settings(.deskSignature, department: department, queue: queue, person: person)
        let hold = desktop.settings(.outboxHold, department: department, queue: queue, person: person)
        let text = typed.text.trimmed.isEmpty || signature.trimmed.isEmpty ? typed.text : "\(typed.text.trimmed)\n\n\(signature.trimmed)"
        let reply = Reply(
            text: text, recipients: typed.recipients, then: typed.then, attachments: try await attachments(of: context.form),
            fromName: context.agent.name, hold: .seconds(hold))
        return try await desktop.desk.reply(found.ticket.id, seen: seen, as: found.access, reply)
    }

    /// Files ready to be named by the commit.
    private func attachments(of form: Form) async throws -> [NewAttachment] {
        let blobs = desktop.desk.blobs
        var made: [NewAttachment] = []
        for file in try form.files("file") where file.size > 0 {
            let type = file.type.isEmpty ? "application/octet-stream" : file.type
            made.append(NewAttachment(name: file.name, type: type, blob: try await blobs.prepare(try file.bytes())))
        }
        return made
    }

    /// What was chosen last holds next time.
    private func remember(_ after: AfterSending, _ context: AgentContext, _ found: FoundTicket) async throws {
        guard let agent = found.access.agent, context.form.has("after") else { return }
        let queue = found.ticket.queue.rawValue
        let now = desktop.settings(.afterSending, department: found.access.department, queue: queue, person: agent.rawValue)
        if now != after { try await desktop.settings.change(.afterSending, to: after, at: .person(agent.rawValue), as: found.access) }
    }

    private func way(from place: ListPlace, _ ticket: Ticket, _ after: AfterSending, next: String, sent: ID<Message>) -> LocalPath {
        let toast = "sent=\(sent)"
        if after == .next, let number = TicketNumber(next) { return LocalPath(ours: place.path(of: number, "", toast)) }
        if after == .stay { return LocalPath(ours: place.path(of: ticket.number, "", toast)) }
        return LocalPath(ours: place.address + (place.after == nil ? "?" : "&") + toast)
    }

    /// POST /tickets/:number/notes
    func note(request: Request, context: AgentContext) async throws -> Response {
        var wish = try TicketWish(request)
        (wish.write, wish.note) = ("note", context.form.typed("text"))
        let found = try await desktop.ticket(context)
        do {
            let (text, files) = (try context.form.lines("text"), try await attachments(of: context.form))
            _ = try await desktop.desk.note(found.ticket.id, as: found.access, text: text, attachments: files)
            return context.redirect(to: wish.path(of: found.ticket))
        } catch let error as any UserFacingError where error.notice.kind == .invalid {
            wish.trouble = [error.notice] + (context.form.hasFiles("file") ? [Notice("composer.filesAgain", .invalid)] : [])
            return try await show(wish, context)
        }
    }

    /// POST /tickets/:number/messages/:id/withdrawal
    func withdraw(request: Request, context: AgentContext) async throws -> Response {
        let wish = try TicketWish(request), found = try await desktop.ticket(context)
        try await desktop.desk.withdraw(context.id("id", as: Message.self), on: found.ticket.id, as: found.access)
        return context.redirect(to: wish.path(of: found.ticket), telling: Notice("composer.undone", .told))
    }

    /// POST /tickets/:number/messages/:id/acceptance
    func accept(request: Request, context: AgentContext) async throws -> Response {
        let wish = try TicketWish(request), found = try await desktop.ticket(context)
        try await desktop.desk.accept(context.id("id", as: Message.self), on: found.ticket.id, as: found.access)
        return context.redirect(to: wish.path(of: found.ticket))
    }

    /// PUT /drafts/:number/:kind
    func draft(request: Request, context: AgentContext) async throws -> Response {
        guard let kind = Draft.Kind(rawValue: try context.parameter("kind")) else { throw GateError.notFound }
        let found = try await desktop.ticket(context)
        let typed = try TypedReply(context.form)
        let draft = Draft(
            kind: kind, text: typed.text, fields: kind == .reply ? typed.fields : [:],
            seen: try context.form.version() ?? found.ticket.version, changed: desktop.now())
        try await desktop.desk.save(draft, on: found.ticket.id, as: found.access)
        return Response(status: .noContent)
    }

    /// GET /recipients.json?q=
    func recipients(request: Request, context: AgentContext) async throws -> Response {
        let typed = try request.query().text("q")
        let access = context.access
        try access.demand(.see, .contact)
        let people = try await desktop.db.read { tx in
            try PeopleStore(tx, department: access.department).recipients(typed, most: 8)
        }
        let fresh = Recipients.Address(typed: typed).flatMap { $0.isPlausible ? [$0] : nil } ?? []
        return try .json((people + fresh).map { ["value": $0.typed, "text": $0.shown, "hint": $0.address] })
    }
}

extension TypedReply {
    /// Without the one whose button was pressed.
    fileprivate func without(_ address: String) -> TypedReply {
        var rest = self
        rest.recipients.to.removeAll { $0.address == address }
        rest.recipients.cc.removeAll { $0.address == address }
        return rest
    }
}

extension Draft {
    fileprivate init(_ reply: TypedReply, seen: Version, at now: Instant) {
        self.init(kind: .reply, text: reply.text, fields: reply.fields, seen: seen, changed: now)
    }
}
