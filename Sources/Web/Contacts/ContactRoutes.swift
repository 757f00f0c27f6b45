import Accounts
import Contacts
import Gate
import HTTPTypes
import Hummingbird
import NIOCore
import Primitives
import Search
import Storage
import Tickets

/// People and organisations.
package struct ContactRoutes: Sendable {
    let desktop: Desktop

    package init(desktop: Desktop) {
        self.desktop = desktop
    }

    package func add(to gate: Gate) {
        gate.get("/contacts", demands: .see, .contact) { request, context in try await list(request, context) }
        gate.get("/contacts/new", demands: .create, .contact) { _, context in
            try await desktop.show(context) { around, tx in try ContactWritingPage(ContactForm(), around, tx) }
        }
        gate.post("/contacts", demands: .create, .contact) { _, context in try await create(context) }
        gate.get("/contacts/:id", demands: .see, .contact) { _, context in try await show(context) }
        for place in ContactHead.Place.allCases where place != .overview {
            let demanded: ObjectKind = place == .questions ? .question : .contact
            gate.get("/contacts/:id/\(place.rawValue)", demands: .see, demanded) { request, context in try await show(place, request, context) }
        }
        gate.get("/contacts/:id/edit", demands: .answer, .contact) { _, context in
            let found = try await desktop.contact(context)
            return try await desktop.show(context, in: found.access) { around, tx in try ContactWritingPage(found.id, around, tx) }
        }
        gate.post("/contacts/:id/edit", demands: .answer, .contact) { _, context in try await edit(context) }
        gate.post("/contacts/:id/export", demands: .remove, .contact, reach: .department) { _, context in try await export(context) }
        gate.get("/contacts/:id/erase", demands: .remove, .contact, reach: .department) { _, context in
            let found = try await desktop.contact(context)
            return try await desktop.show(context, in: found.access) { around, tx in try ContactErasePage(found.id, around, tx) }
        }
        gate.post("/contacts/:id/erase", demands: .remove, .contact, reach: .department) { _, context in try await erase(context) }
        addWays(to: gate)
        addMerging(to: gate)
        addOrganisations(to: gate)
    }

    /// GET /contacts?q=…&after=…; `q-id` of somebody chosen while typing leads to them.
    private func list(_ request: Request, _ context: AgentContext) async throws -> Response {
        let query = try request.query()
        if let chosen = try query.id("q-id", as: Contact.self) { return context.redirect(to: LocalPath("/contacts/\(chosen)")) }
        let typed = try query.text("q", most: 320), key = try query.id("after", as: Contact.self)
        return try await desktop.show(context) { around, tx in
            try around.access.demand(.see, .contact, reach: .team)
            return try ContactListPage(typed, after: key, around, tx)
        }
    }

    /// GET /contacts/:id; one who was merged leads to who they are now.
    private func show(_ context: AgentContext) async throws -> Response {
        let found = try await desktop.contact(context)
        let now = try await desktop.db.read { tx in try ContactStore(tx, department: found.access.department).current(found.id).id }
        if now != found.id { return context.redirect(to: LocalPath("/contacts/\(now)")) }
        let elsewhere = try await desktop.others(found.id, in: found.access.department, for: context)
        return try await desktop.show(context, in: found.access) { around, tx in
            var page = try ContactPage(found.id, around, tx)
            page.elsewhere = elsewhere
            return page
        }
    }

    private func show(_ place: ContactHead.Place, _ request: Request, _ context: AgentContext) async throws -> Response {
        let found = try await desktop.contact(context), query = try request.query()
        let key = query.has("after") ? try query.text("after") : nil
        return try await desktop.show(context, in: found.access) { around, tx in
            if place == .questions { try around.access.demand(.see, .question, reach: .team) }
            return try ContactListsPage(found.id, place, after: key, around, tx)
        }
    }

    /// POST /contacts
    private func create(_ context: AgentContext) async throws -> Response {
        let access = context.access, kept = ContactForm(keeping: context.form)
        return try await desktop.take(context, in: access, at: ContactForm.places) {
            let form = try ContactForm(context.form)
            let contact = try await desktop.people.create(
                name: form.name, form.value.isEmpty ? nil : form.kind, form.value, language: form.language, as: access)
            return context.redirect(to: LocalPath("/contacts/\(contact.id)"), telling: Notice("contactpage.created", .told))
        } again: { trouble, around, tx in try ContactWritingPage(kept, trouble: trouble, around, tx) }
    }

    /// POST /contacts/:id/edit
    private func edit(_ context: AgentContext) async throws -> Response {
        let found = try await desktop.contact(context), kept = ContactForm(keeping: context.form)
        return try await desktop.take(context, in: found.access, at: ContactForm.places) {
            let form = try ContactForm(context.form)
            guard let seen = form.seen else { throw FormError("seen", "form.required") }
            try await desktop.people.edit(found.id, form.properties, seen: seen, as: found.access)
            return context.redirect(to: LocalPath("/contacts/\(found.id)"), telling: Notice("contactpage.saved", .told))
        } again: { trouble, around, tx in try ContactWritingPage(found.id, typed: kept, trouble: trouble, around, tx) }
    }

    /// POST /contacts/:id/export: all that is known of them, as a file. It is noted who took it.
    private func export(_ context: AgentContext) async throws -> Response {
        let found = try await desktop.contact(context)
        let data = try await desktop.desk.export(found.id, as: found.access).json()
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/json", .contentDisposition: "attachment; filename=\"contact-\(found.id).json\"",
                .cacheControl: "no-store",
            ], body: .init(byteBuffer: ByteBuffer(bytes: data)))
    }

    /// POST /contacts/:id/erase
    private func erase(_ context: AgentContext) async throws -> Response {
        let found = try await desktop.contact(context)
        let typed = (try? context.form.text("name", most: 2000)) ?? ""
        return try await desktop.take(context, in: found.access) {
            let name = try await desktop.db.read { tx in
                let record = try ContactStore(tx, department: found.access.department).record(found.id, for: found.access)
                return ContactHead(record, try desktop.surroundings(of: context, in: found.access, tx)).name
            }
            guard Folding.fold(typed) == Folding.fold(name) else { throw FormError("name", "contactpage.eraseOther") }
            try await desktop.desk.erase(found.id, as: found.access)
            return context.redirect(to: LocalPath("/contacts"), telling: Notice("contactpage.erased", .told))
        } again: { trouble, around, tx in try ContactErasePage(found.id, typed: typed, trouble: trouble, around, tx) }
    }
}
