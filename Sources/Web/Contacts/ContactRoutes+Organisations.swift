import Accounts
import Contacts
import Gate
import Hummingbird
import Primitives
import Storage
import Tickets

extension ContactRoutes {
    func addOrganisations(to gate: Gate) {
        gate.get("/organisations", demands: .see, .contact) { request, context in
            let query = try request.query()
            if let chosen = try query.id("q-id", as: Organisation.self) { return context.redirect(to: LocalPath("/organisations/\(chosen)")) }
            let typed = try query.text("q", most: 190), key = query.has("after") ? try query.text("after") : nil
            return try await desktop.show(context) { around, tx in try OrganisationListPage(typed, after: key, around, tx) }
        }
        gate.get("/organisations.json", demands: .see, .contact) { request, context in try await offer(request, context) }
        gate.get("/organisations/new", demands: .create, .contact, reach: .team) { _, context in
            try await desktop.show(context) { around, _ in OrganisationWritingPage(OrganisationForm(), around) }
        }
        gate.post("/organisations", demands: .create, .contact, reach: .team) { _, context in try await createOrganisation(context) }
        gate.get("/organisations/:id", demands: .see, .contact) { request, context in
            let found = try await desktop.organisation(context), query = try request.query()
            let person = try query.id("people", as: Contact.self), ticket = try query.id("tickets", as: Ticket.self)
            return try await desktop.show(context, in: found.access) { around, tx in
                try OrganisationPage(found.id, people: person, tickets: ticket, around, tx)
            }
        }
        gate.get("/organisations/:id/edit", demands: .answer, .contact, reach: .team) { _, context in
            let found = try await desktop.organisation(context)
            return try await desktop.show(context, in: found.access) { around, tx in try OrganisationWritingPage(found.id, around, tx) }
        }
        gate.post("/organisations/:id/edit", demands: .answer, .contact, reach: .team) { _, context in try await editOrganisation(context) }
    }

    /// GET /organisations.json?q=…
    private func offer(_ request: Request, _ context: AgentContext) async throws -> Response {
        let typed = try request.query().text("q"), access = context.access
        let found = try await desktop.db.read { tx in
            guard access.reach(.see, .contact) >= .team else { return [Organisation]() }
            return try OrganisationStore(tx, department: access.department).suggest(typed, most: Offer.most)
        }
        return try .json(
            found.map { organisation in
                Offer(value: organisation.id.text, text: organisation.name, hint: organisation.customerNumber ?? organisation.domains.first)
            })
    }

    /// POST /organisations
    private func createOrganisation(_ context: AgentContext) async throws -> Response {
        let access = context.access, kept = OrganisationForm(keeping: context.form)
        return try await desktop.take(context, in: access, at: OrganisationForm.places) {
            let form = try OrganisationForm(context.form), parent = try await organisation("parent", context.form, access)
            let made = try await desktop.people.createOrganisation(form.properties(below: parent), as: access)
            return context.redirect(to: LocalPath("/organisations/\(made.id)"), telling: Notice("contactpage.organisationCreated", .told))
        } again: { trouble, around, _ in OrganisationWritingPage(kept, trouble: trouble, around) }
    }

    /// POST /organisations/:id/edit
    private func editOrganisation(_ context: AgentContext) async throws -> Response {
        let found = try await desktop.organisation(context), kept = OrganisationForm(keeping: context.form)
        return try await desktop.take(context, in: found.access, at: OrganisationForm.places) {
            let form = try OrganisationForm(context.form), parent = try await organisation("parent", context.form, found.access)
            guard let seen = form.seen else { throw FormError("seen", "form.required") }
            try await desktop.people.editOrganisation(found.id, form.properties(below: parent), seen: seen, as: found.access)
            return context.redirect(to: LocalPath("/organisations/\(found.id)"), telling: Notice("contactpage.saved", .told))
        } again: { trouble, around, tx in try OrganisationWritingPage(found.id, typed: kept, trouble: trouble, around, tx) }
    }
}
