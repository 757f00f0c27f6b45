import Accounts
import Contacts
import Gate
import Primitives
import Storage
import Tickets

/// What describes a ticket, as a form has it. A form may have one field of it or all; what it does not have stays as it is.
struct PropertiesForm: Sendable {
    var subject: String?
    var state: State?
    var kind: TicketKind?
    var priority: Priority?
    /// `""` for none.
    var category: String?
    var tags: String?
    var queue: ID<Queue>?
    /// A contact's id, or what was typed to find one; `""` for none.
    var affected: PersonField?
    var requester: PersonField?
    var isConfidential: Bool?
    var seen: Version?

    /// A person: chosen by id, else what was typed.
    struct PersonField: Sendable, Equatable {
        var id: ID<Contact>?
        var typed: String
    }

    /// What a ticket is now.
    init(_ ticket: Ticket) {
        subject = ticket.subject
        kind = ticket.kind
        priority = ticket.priority
        category = ticket.category?.text ?? ""
        tags = ticket.tags.map(\.text).joined(separator: ", ")
        queue = ticket.queue
        affected = PersonField(id: ticket.affected, typed: "")
        requester = PersonField(id: ticket.requester, typed: "")
        isConfidential = ticket.isConfidential
        seen = ticket.version
    }

    /// Throws ``FormError``.
    init(_ form: Form) throws {
        if form.has("subject") { subject = try form.text("subject", most: 500) }
        state = try form.choice("state", of: State.self)
        if let state, !State.choices.contains(state) { throw FormError("state", "form.choice") }
        kind = try form.choice("kind", of: TicketKind.self)
        if form.has("priority") {
            guard let chosen = Priority(name: try form.text("priority")) else { throw FormError("priority", "form.choice") }
            priority = chosen
        }
        if form.has("category") { category = try form.id("category", as: Tickets.Category.self)?.text ?? "" }
        if form.has("tags") { tags = try form.text("tags", most: 4000) }
        queue = try form.id("queue", as: Queue.self)
        affected = try Self.person("affected", form)
        requester = try Self.person("requester", form)
        // A box that is not ticked is not sent, so that it was there is told beside it.
        if form.has("confidential-there") { isConfidential = form.isOn("confidential") }
        seen = try form.version()
    }

    private static func person(_ name: String, _ form: Form) throws -> PersonField? {
        guard form.has(name) || form.has("\(name)-id") else { return nil }
        return PersonField(id: try form.id("\(name)-id", as: Contact.self), typed: try form.text(name, most: 320))
    }

    /// Looks up what was typed instead of chosen. Throws ``FormError`` for nobody, or nobody in particular.
    func properties(_ department: ID<Department>, _ tx: Transaction) throws -> Properties {
        var properties = Properties()
        (properties.subject, properties.state, properties.kind, properties.priority) = (subject, state, kind, priority)
        if let category { properties.category = .some(ID(category)) }
        properties.tags = tags.map { Tag.list($0) }
        properties.isConfidential = isConfidential
        if let affected { properties.affected = .some(try person(affected, "affected", department, tx)) }
        if let requester {
            guard let contact = try person(requester, "requester", department, tx) else { throw FormError("requester", "form.required") }
            properties.requester = contact
        }
        return properties
    }

    private func person(_ field: PersonField, _ name: String, _ department: ID<Department>, _ tx: Transaction) throws -> ID<Contact>? {
        // Without scripts the id of who stood there stays when another name is typed.
        if let id = field.id, try NameStore(tx, department: department).contacts([id])[id] == field.typed { return id }
        if field.typed.isEmpty { return nil }
        let store = ContactStore(tx, department: department)
        if let contact = try store.find(.email, field.typed) { return contact.id }
        let found = try store.suggest(field.typed, most: 2)
        guard found.count == 1, let contact = found.first else { throw FormError(name, "ticketpage.nobodyFound", ["name": field.typed]) }
        return contact.id
    }
}
