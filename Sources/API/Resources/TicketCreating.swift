import Accounts
import Contacts
import Customisation
import Events
import Gate
import HTTPTypes
import Primitives
import Search
import Storage
import Tickets

/// A ticket that a program opens for someone.
enum TicketCreating {
    static let requester = BodyShape("NewRequester", [
        BodyShape.may("id", .id, "A contact there is."),
        BodyShape.may("email", .text(320), "Whoever has it is the requester; they are made where nobody has."),
        BodyShape.may("name", .text(190)),
    ])

    static let body = BodyShape("NewTicket", [
        BodyShape.need("requester", .shape(requester.schema.name), "Who asks: an id, an email, or for somebody new a name."),
        BodyShape.may("subject", .text(500), "Without, made from the text."),
        BodyShape.may("text", .text(200_000), "What the requester says."),
        BodyShape.may("queue", .id, "Without, where tickets arrive."),
        BodyShape.may("kind", .choice(TicketKind.allCases.map(\.rawValue))),
        BodyShape.may("priority", .choice(Priority.allCases.map(\.name))),
        BodyShape.may("category", .id),
        BodyShape.may("tags", .list(.text(500))),
        BodyShape.may("language", .choice(Language.allCases.map(\.rawValue))),
    ])

    static let door = Door(
        method: .post, path: "/tickets", verb: .create, object: .ticket,
        about: "Opens a ticket. With an Idempotency-Key, asking again within 24 hours gives the same answer.", query: [], body: body,
        answer: .shape(.created, TicketShapes.ticket.name), handle: create)

    /// Everything is one commit, the answer under its key too.
    @Sendable private static func create(_ call: Call) async throws -> Door.Reply {
        let draft = try Draft(call.body), desk = call.desk, access = call.access, now = desk.now()
        let answer = try await desk.db.write { tx in
            let answers = IdempotencyStore(tx: tx)
            if let key = call.key, let known = try answers.claim(key, id: desk.ids.next(), at: now) { return known }
            try access.demand(.create, .ticket)
            let opened = try desk.open(draft.ticket(desk, access, at: now, tx), as: access, at: now, tx)
            var writer = JSONWriter()
            TicketShapes.ticket.write(try NamedTicket(opened.ticket, tx), to: &writer)
            let answer = IdempotencyStore.Answer(status: 201, body: String(decoding: writer.bytes, as: UTF8.self))
            if let key = call.key { try answers.keep(answer, for: key) }
            return answer
        }
        return Door.Reply(status: .created, json: nil, response: .json(Array(answer.body.utf8), status: .created))
    }

    /// What was asked for, read before the transaction.
    private struct Draft: Sendable {
        let requester: Requester
        let subject: String
        let text: String
        let queue: ID<Queue>?
        let kind: TicketKind
        let priority: Priority
        let category: ID<Category>?
        let tags: [Tag]
        let language: Language?

        init(_ body: Body) throws {
            guard let person = try body.object("requester", TicketCreating.requester) else { throw FormError("requester", "form.required") }
            requester = try Requester(person)
            subject = try body.text("subject")?.replacing("\n", with: " ") ?? ""
            text = try body.text("text") ?? ""
            queue = try body.id("queue")
            kind = try body.choice("kind") ?? .question
            priority = try body.priority("priority") ?? .normal
            category = try body.id("category")
            tags = try body.texts("tags")?.compactMap { Tag($0) } ?? []
            // Its stems are found only where its language is known.
            language = try body.choice("language") ?? LanguageGuess.of("\(subject)\n\(text)")?.language
        }

        func ticket(_ desk: Desk, _ access: Access, at now: Instant, _ tx: Transaction) throws -> NewTicket {
            let contact = try requester.find(desk, access, language, at: now, tx)
            let language = try language ?? contact.language ?? DepartmentStore(tx).find(access.department)?.language
            var new = NewTicket(subject: subject, requester: contact.id, channel: .api)
            if !text.trimmed.isEmpty {
                var message = NewMessage(.incoming, .api, by: .contact(contact.id), text: text)
                (message.fromName, message.fromAddress) = (contact.name, requester.email ?? "")
                message.subject = subject
                message.language = language
                new.message = message
            }
            (new.queue, new.kind, new.priority, new.category) = (queue, kind, priority, category)
            (new.tags, new.language) = (tags, language)
            if let category, try CategoryStore(tx, department: access.department).name(of: category) == nil {
                throw FormError("category", "form.choice")
            }
            return new
        }
    }

    /// Who asks, as named by the program.
    private struct Requester: Sendable {
        let id: ID<Contact>?
        let email: String?
        let name: String

        init(_ body: Body) throws {
            id = try body.id("id")
            email = try body.text("email")?.trimmed
            name = try body.text("name")?.trimmed ?? ""
            if let email, !Identity.Kind.email.accepts(email) { throw FormError("requester.email", "form.email") }
            if id == nil && email == nil && name.isEmpty { throw FormError("requester", "form.required") }
        }

        func find(_ desk: Desk, _ access: Access, _ language: Language?, at now: Instant, _ tx: Transaction) throws -> Contact {
            let store = ContactStore(tx, department: access.department)
            if let id { return try store.current(id) }
            if let email, let known = try store.find(.email, email) { return known }
            try access.demand(.create, .contact)
            let domain = email.flatMap { MailDomain(ofAddress: $0) }
            let organisation = try domain.flatMap { try OrganisationStore(tx, department: access.department).find($0)?.id }
            let contact = Contact(
                id: desk.ids.next(), department: access.department, name: name, language: language, organisation: organisation)
            try store.insert(contact, at: now)
            if let email { try IdentityStore(tx, department: access.department).add(desk.ids.next(), .email, email, to: contact.id, at: now) }
            let told = EventDraft(
                .contactCreated, department: access.department, actor: access.actor, values: ["contact": contact.id.text])
            try EventStore(tx).append(told, id: desk.ids.next(), at: now)
            return contact
        }
    }
}

extension Body {
    func priority(_ name: String) throws -> Priority? {
        guard let text = try text(name) else { return nil }
        guard let priority = Priority(name: text) else { throw FormError(name, "form.choice") }
        return priority
    }
}
