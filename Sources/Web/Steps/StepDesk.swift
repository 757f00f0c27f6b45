import Accounts
import Gate
import HTTPTypes
import Hummingbird
import Primitives
import Storage
import Tickets

/// How every step goes: its page is shown, its form is taken; what the desk refuses is said on the same page, with what was typed.
struct StepDesk: Sendable {
    let desktop: Desktop
    let context: AgentContext
    let access: Access
    let ticket: Ticket
    let verb: Verb
    private let place: ListPlace

    typealias Read<Page> = @Sendable (StepReading) throws -> Page

    /// Finds the ticket of the path; throws where the agent may not do this to it.
    init(_ desktop: Desktop, _ request: Request, _ context: AgentContext, _ verb: Verb) async throws {
        place = try ListPlace(request.query())
        let found = try await desktop.ticket(context)
        try await desktop.db.read { tx in
            try TicketStore(tx, department: found.access.department).demand(verb, on: found.ticket, by: found.access)
        }
        (ticket, access) = (found.ticket, found.access)
        self.desktop = desktop
        self.context = context
        self.verb = verb
    }

    /// The page, of the ticket as it is now.
    func show<Page: StepPage>(
        _ trouble: FormTrouble = .none, status: HTTPResponse.Status = .ok, _ read: @escaping Read<Page>
    ) async throws -> Response {
        try await desktop.show(context, in: access, status: status) { [access, id = ticket.id, verb, place] around, tx in
            let ticket = try TicketStore(tx, department: access.department).require(id, verb, by: access)
            return try read(StepReading(ticket: ticket, place: place, trouble: trouble, around: around, tx: tx))
        }
    }

    /// Takes the step and leads on; when it is refused, shows the page again with 422.
    /// - Parameters:
    ///   - places: by key of a refusal, the field it is about
    ///   - again: the page with what was typed
    func take<Page: StepPage>(
        at places: [String: String] = [:], _ step: () async throws -> Response, again: @escaping Read<Page>
    ) async throws -> Response {
        do {
            return try await step()
        } catch {
            return try await show(FormTrouble(error, at: places), status: .unprocessableContent, again)
        }
    }

    /// Back to a ticket, this one where nothing else is said, telling what was done.
    /// - Parameter undo: where to send a form that takes it back
    func done(_ what: String, _ values: [String: String] = [:], on number: TicketNumber? = nil, undo: String? = nil) -> Response {
        var values = values.merging(["number": ticket.number.text]) { own, _ in own }
        values["undo"] = undo
        return context.redirect(to: LocalPath(ours: place.path(of: number ?? ticket.number)), telling: Notice("steps.done.\(what)", .told, values))
    }

    /// Back to the list it was opened from.
    func doneWithTicket(_ what: String, undo: String) -> Response {
        context.redirect(
            to: LocalPath(ours: place.address), telling: Notice("steps.done.\(what)", .told, ["number": ticket.number.text, "undo": undo]))
    }
}
