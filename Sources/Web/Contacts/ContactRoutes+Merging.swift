import Accounts
import Contacts
import Gate
import Hummingbird
import Primitives
import Storage

extension ContactRoutes {
    func addMerging(to gate: Gate) {
        gate.get("/contacts/:id/merge", demands: .answer, .contact) { request, context in
            let found = try await desktop.contact(context), into = try request.query().id("into", as: Contact.self)
            return try await desktop.show(context, in: found.access) { around, tx in
                try around.access.demand(.answer, .contact, reach: .team)
                return try ContactMergePage(found.id, into: into, around, tx)
            }
        }
        gate.post("/contacts/:id/merge", demands: .answer, .contact) { _, context in try await merge(context) }
        gate.post("/contacts/:id/unmerge", demands: .answer, .contact) { _, context in
            let found = try await desktop.contact(context)
            let contact = try await desktop.people.unmerge(found.id, as: found.access)
            return context.redirect(to: LocalPath("/contacts/\(contact.id)"), telling: Notice("contactpage.unmerged", .told))
        }
    }

    /// POST /contacts/:id/merge: without `confirmed` it shows what would happen, with 422, as nothing was done yet.
    private func merge(_ context: AgentContext) async throws -> Response {
        let found = try await desktop.contact(context), form = context.form
        let typed = (try? form.text("other", most: 2000)) ?? ""
        let picked = (try? form.id("pick", as: Contact.self)) ?? nil, named = (try? form.id("other-id", as: Contact.self)) ?? nil
        return try await desktop.take(context, in: found.access, at: Self.mergePlaces) {
            let other = if let picked { picked } else { try await contact("other", form, found.access) }
            guard try form.id("confirmed", as: Contact.self) == other, let seen = try form.version(), let otherSeen = try form.version("other-seen")
            else {
                return try await desktop.show(context, in: found.access, status: .unprocessableContent) { around, tx in
                    guard other != found.id else { throw ContactError.mergedIntoThemself }
                    return try ContactMergePage(found.id, into: other, around, tx)
                }
            }
            let survivor = try await desktop.people.merge(found.id, seen: seen, into: other, seen: otherSeen, as: found.access)
            return context.redirect(
                to: LocalPath("/contacts/\(survivor.id)"),
                telling: Notice("contactpage.mergeDone", .told, ["undo": "/contacts/\(found.id)/unmerge"]))
        } again: { trouble, around, tx in
            // Seen anew, what would happen may be other than it was.
            let again = trouble.isConflict ? named : nil
            return try ContactMergePage(found.id, into: again, typed: typed, trouble: trouble, around, tx)
        }
    }

    private static let mergePlaces = [
        "contact.mergedIntoThemself": "other", "contact.isMerged": "other", "contact.isErased": "other", "contact.notFound": "other",
    ]
}
