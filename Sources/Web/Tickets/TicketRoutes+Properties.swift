import Accounts
import Gate
import HTTPTypes
import Hummingbird
import Primitives
import Storage
import Tickets

/// What describes a ticket, and whose it is.
extension TicketRoutes {
    /// POST /tickets/:number/properties: one field or all.
    func describe(request: Request, context: AgentContext) async throws -> Response {
        let wish = try TicketWish(request), found = try await desktop.ticket(context)
        var typed = PropertiesForm(found.ticket)
        do {
            typed = try PropertiesForm(context.form)
            try await set(typed, on: found)
            return context.redirect(to: wish.path(of: found.ticket))
        } catch {
            let trouble = try FormTrouble(error, at: ["ticket.subjectMissing": "subject", "contact.notFound": "requester"])
            // Somebody else did something meanwhile: the form goes on from what is now.
            if !trouble.meanwhile.isEmpty { typed.seen = nil }
            let (form, place) = (typed, wish.place)
            return try await desktop.showTicket(context, status: .unprocessableContent) { ticket, around, tx in
                try PropertiesPage(ticket, place, form.filled(from: ticket), trouble: trouble, around, tx)
            }
        }
    }

    private func set(_ typed: PropertiesForm, on found: FoundTicket) async throws {
        let (ticket, access) = (found.ticket, found.access)
        let seen = typed.seen ?? ticket.version
        let properties = try await desktop.db.read { tx in try typed.properties(access.department, tx) }
        let changed = try await desktop.desk.set(properties, on: ticket.id, seen: seen, as: access)
        if let queue = typed.queue, queue != changed.queue {
            try await desktop.desk.move(ticket.id, to: queue, seen: changed.version, as: access)
        }
    }

    /// POST /tickets/:number/assignee: `to` an agent's id, or nobody.
    func assign(request: Request, context: AgentContext) async throws -> Response {
        var wish = try TicketWish(request)
        let found = try await desktop.ticket(context)
        do {
            try await desktop.desk.assign(
                found.ticket.id, to: context.form.id("to", as: Agent.self), seen: context.form.version() ?? found.ticket.version,
                as: found.access)
            return context.redirect(to: wish.path(of: found.ticket))
        } catch let error as TicketError where error.notice.kind == .conflict || error.notice.kind == .refused {
            wish.trouble = [error.notice]
            return try await show(wish, context)
        }
    }
}

extension PropertiesForm {
    /// What the form did not have, as the ticket has it.
    fileprivate func filled(from ticket: Ticket) -> PropertiesForm {
        let now = PropertiesForm(ticket)
        var filled = self
        filled.subject = subject ?? now.subject
        filled.kind = kind ?? now.kind
        filled.priority = priority ?? now.priority
        filled.category = category ?? now.category
        filled.tags = tags ?? now.tags
        filled.queue = queue ?? now.queue
        filled.affected = affected ?? now.affected
        filled.requester = requester ?? now.requester
        filled.isConfidential = isConfidential ?? now.isConfidential
        filled.seen = seen ?? now.seen
        return filled
    }
}
