import Accounts
import Contacts
import Gate
import Hummingbird
import Primitives
import Storage
import Tickets

extension StepRoutes {
    func addPeople(to gate: Gate) {
        gate.get("/tickets/:number/participants", demands: .answer, .ticket) { request, context in
            try await StepDesk(desktop, request, context, .answer).show { try ParticipantsPage($0) }
        }
        gate.post("/tickets/:number/participants", demands: .answer, .ticket) { request, context in try await change(request, context) }
    }

    /// POST /tickets/:number/participants: adds somebody, or what a button beside somebody says.
    private func change(_ request: Request, _ context: AgentContext) async throws -> Response {
        let step = try await StepDesk(desktop, request, context, .answer)
        let kept = (try? ParticipantForm(context.form)) ?? ParticipantForm()
        return try await step.take(at: ParticipantForm.places) {
            let form = try ParticipantForm(context.form)
            if let press = form.press {
                try await desktop.desk.setParticipant(press.contact, press.role, isOn: press.isOn, on: step.ticket.id, as: step.access)
                return step.done(press.isOn ? "accepted" : "removed")
            }
            return try await add(form, step)
        } again: { try ParticipantsPage($0, kept) }
    }

    private func add(_ form: ParticipantForm, _ step: StepDesk) async throws -> Response {
        let found = try await desktop.db.read { [access = step.access] tx in try PersonFinder(tx, for: access).find(form.person) }
        switch found {
        case .one(let contact): return try await put(contact, form, step)
        case .several(let choices):
            return try await step.show(status: .unprocessableContent) { try ParticipantsPage($0, form, choices: choices) }
        case .new(_, nil): throw FormError("who", form.who.isEmpty ? "form.required" : "steps.people.nobody")
        case .new(let name, let way?):
            let contacts = ContactDesk(db: desktop.db, ids: desktop.ids, clock: desktop.desk.clock)
            return try await put(contacts.create(name: name, way.kind, way.value, as: step.access).id, form, step)
        }
    }

    private func put(_ contact: ID<Contact>, _ form: ParticipantForm, _ step: StepDesk) async throws -> Response {
        try await desktop.desk.setParticipant(contact, form.role, isOn: true, on: step.ticket.id, as: step.access)
        return step.done("added")
    }
}

extension ParticipantForm {
    fileprivate static let places = [
        "contact.notFound": "who", "contact.invalidAddress": "who", "contact.invalidIdentity": "who", "policy.forbidden": "who",
    ]

    fileprivate var person: PersonForm {
        var person = PersonForm()
        (person.who, person.contact) = (who, contact)
        return person
    }
}
