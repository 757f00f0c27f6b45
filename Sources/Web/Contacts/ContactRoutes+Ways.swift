import Accounts
import Contacts
import Customisation
import Gate
import Hummingbird
import Languages
import Primitives
import Storage

extension ContactRoutes {
    func addWays(to gate: Gate) {
        addIdentities(to: gate)
        addTies(to: gate)
    }

    private func addIdentities(to gate: Gate) {
        gate.post("/contacts/:id/identities", demands: .answer, .contact) { _, context in
            try await change(context) { found, form in
                if let removed = try form.id("remove", as: Identity.self) {
                    try await desktop.people.remove(removed, of: found.id, as: found.access)
                    return Notice("contactpage.wayRemoved", .told)
                }
                guard let kind = try form.choice("kind", of: Identity.Kind.self) else { throw FormError("kind", "form.choice") }
                try await desktop.people.add(kind, form.required("value", most: 320), to: found.id, as: found.access)
                return Notice("contactpage.wayAdded", .told)
            }
        }
    }

    /// To organisations and other people.
    private func addTies(to gate: Gate) {
        gate.post("/contacts/:id/organisations", demands: .answer, .contact) { _, context in
            try await change(context) { found, form in
                if let left = try form.id("remove", as: Organisation.self) {
                    try await desktop.people.leave(left, found.id, as: found.access)
                    return Notice("contactpage.left", .told)
                }
                guard let seen = try form.version() else { throw FormError("organisation", "form.required") }
                let organisation = try await organisation("organisation", form, found.access)
                guard let organisation else { throw FormError("organisation", "form.required") }
                try await desktop.people.setOrganisation(organisation, of: found.id, seen: seen, as: found.access)
                return Notice("contactpage.joined", .told)
            }
        }
        gate.post("/contacts/:id/relations", demands: .answer, .contact) { _, context in
            try await change(context) { found, form in
                if let ended = try form.id("remove", as: Relation.self) {
                    try await desktop.people.end(ended, of: found.id, as: found.access)
                    return Notice("contactpage.relationEnded", .told)
                }
                guard let kind = try form.choice("relation", of: Relation.Kind.self) else { throw FormError("relation", "form.choice") }
                let other = try await contact("other", form, found.access), end = try await end(form, context, found.access)
                try await desktop.people.relate(found.id, kind, of: other, until: end, as: found.access)
                return Notice("contactpage.related", .told)
            }
        }
    }

    /// Takes one of the small forms of a person's page; what is refused is said there, with what was typed.
    private func change(
        _ context: AgentContext, _ decide: ((id: ID<Contact>, access: Access), Form) async throws -> Notice
    ) async throws -> Response {
        let found = try await desktop.contact(context), kept = WaysForm(keeping: context.form)
        return try await desktop.take(context, in: found.access, at: WaysForm.places) {
            let notice = try await decide(found, context.form)
            return context.redirect(to: LocalPath("/contacts/\(found.id)"), telling: notice)
        } again: { trouble, around, tx in try ContactPage(found.id, typed: kept, trouble: trouble, around, tx) }
    }

    /// Whom a field names: chosen while typing, or the only one found by what was typed. Without scripts the id of who stood there stays
    /// when another name is typed, so that it counts beside their own only. Throws ``FormError``.
    func contact(_ field: String, _ form: Form, _ access: Access) async throws -> ID<Contact> {
        let chosen = try form.id("\(field)-id", as: Contact.self), typed = try form.text(field, most: 320)
        if chosen == nil && typed.isEmpty { throw FormError(field, "form.required") }
        return try await desktop.db.read { tx in
            let store = ContactStore(tx, department: access.department)
            if let chosen, let contact = try store.find(chosen) {
                let name = try ContactRowStore(tx, department: access.department).rows([contact]).first?.name
                if typed.isEmpty || typed == name { return contact.id }
            }
            if let way = PersonFinder.way(typed), let contact = try store.find(way.kind, way.value) { return contact.id }
            let found = try store.suggest(typed, most: 2)
            guard found.count == 1 else { throw FormError(field, "ticketpage.nobodyFound", ["name": typed]) }
            return found[0].id
        }
    }

    /// The organisation a field names; `nil` where it is empty. Throws ``FormError``.
    func organisation(_ field: String, _ form: Form, _ access: Access) async throws -> ID<Organisation>? {
        let chosen = try form.id("\(field)-id", as: Organisation.self), typed = try form.text(field, most: 190)
        if typed.isEmpty { return nil }
        return try await desktop.db.read { tx in
            let store = OrganisationStore(tx, department: access.department)
            if let chosen, let organisation = try store.find(chosen), organisation.name == typed { return chosen }
            let found = try store.suggest(typed, most: 20), same = found.filter { $0.name == typed }
            guard let only = same.count == 1 ? same.first : found.count == 1 ? found.first : nil else {
                throw FormError(field, "contactpage.noOrganisation", ["name": typed])
            }
            return only.id
        }
    }

    /// The end of the day that was given. Throws ``FormError`` for what is no day.
    private func end(_ form: Form, _ context: AgentContext, _ access: Access) async throws -> Instant? {
        let typed = try form.text("until")
        if typed.isEmpty { return nil }
        guard let day = CalendarDay(typed) else { throw FormError("until", "form.date") }
        let department = try await desktop.db.read { tx in try DepartmentStore(tx).require(access.department) }
        return day.end(in: context.agent.zone ?? department.zone)
    }
}
