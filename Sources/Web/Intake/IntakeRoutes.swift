import Accounts
import Contacts
import Gate
import Hummingbird
import Languages
import Primitives
import Storage
import Tickets

/// What agents take in themselves: tickets for callers and visitors, and questions answered at once.
package struct IntakeRoutes: Sendable {
    let desktop: Desktop

    package init(desktop: Desktop) {
        self.desktop = desktop
    }

    package func add(to gate: Gate) {
        gate.get("/tickets/new", demands: .create, .ticket) { _, context in
            try await desktop.show(context) { around, _ in NewTicketPage(NewTicketForm(), around) }
        }
        gate.post("/tickets/new", demands: .create, .ticket) { _, context in try await file(context) }
        gate.get("/tickets/:number/filed", demands: .see, .ticket) { _, context in
            try await desktop.showTicket(context) { ticket, around, tx in try FiledPage(ticket, around, tx) }
        }
        gate.get("/questions/new", demands: .create, .question) { _, context in
            try await desktop.show(context) { around, _ in AnsweredPage(AnsweredForm(), around) }
        }
        gate.post("/questions", demands: .create, .question) { _, context in try await note(context) }
    }

    /// POST /tickets/new
    private func file(_ context: AgentContext) async throws -> Response {
        let access = context.access
        do {
            let form = try NewTicketForm(context.form)
            if form.subject.isEmpty && form.text.isEmpty { throw TicketError.subjectMissing }
            let queue = try await desktop.db.read { tx in try QueueChoice(form, access: access, tx).queue }
            let nameless = Words(context.language)("newticket.nameless.\(form.channel.rawValue)")
            switch try await Reception(desktop: desktop, access: access).receive(form.person, nameless: nameless) {
            case .several(let choices):
                return try await desktop.show(context, status: .unprocessableContent) { around, _ in
                    NewTicketPage(form, choices: choices, around)
                }
            case .known(let contact):
                let opened = try await desktop.desk.open(form.ticket(of: contact, in: queue, for: access), as: access)
                return context.redirect(to: LocalPath("/tickets/\(opened.ticket.number)/filed"))
            }
        } catch {
            let trouble = try FormTrouble(error, at: NewTicketForm.places), kept = NewTicketForm(keeping: context.form)
            return try await desktop.show(context, status: .unprocessableContent) { around, _ in NewTicketPage(kept, trouble: trouble, around) }
        }
    }

    /// POST /questions
    private func note(_ context: AgentContext) async throws -> Response {
        let access = context.access
        do {
            let form = try AnsweredForm(context.form)
            guard !form.asked.isEmpty else { throw FormError("asked", "form.required") }
            var question = AskedAndAnswered(form.asked, form.channel)
            (question.answer, question.article, question.outcome) = (form.article == nil ? form.answer : "", form.article, form.outcome)
            question.language = context.language
            if !form.person.isEmpty {
                switch try await Reception(desktop: desktop, access: access).receive(form.person, nameless: "") {
                case .known(let contact): question.contact = contact
                case .several(let choices):
                    return try await desktop.show(context, status: .unprocessableContent) { around, _ in
                        AnsweredPage(form, choices: choices, around)
                    }
                }
            }
            try await QuestionLog(db: desktop.db, ids: desktop.ids, clock: desktop.desk.clock).record(question, as: access)
            return context.redirect(to: LocalPath("/questions/new"), telling: Notice("newticket.noted", .told))
        } catch {
            let trouble = try FormTrouble(error, at: AnsweredForm.places), kept = AnsweredForm(keeping: context.form)
            return try await desktop.show(context, status: .unprocessableContent) { around, _ in AnsweredPage(kept, trouble: trouble, around) }
        }
    }
}

extension NewTicketForm {
    fileprivate static let places = [
        "ticket.subjectMissing": "subject", "ticket.queueNotFound": "queue", "ticket.cannotTake": "queue", "contact.notFound": "who",
        "contact.invalidAddress": "address", "contact.invalidIdentity": "address", "policy.forbidden": "who",
    ]

    /// The ticket, said by whoever called.
    fileprivate func ticket(of contact: ID<Contact>, in queue: Queue?, for access: Access) -> NewTicket {
        var ticket = NewTicket(subject: subject, requester: contact, channel: channel)
        if !text.isEmpty { ticket.message = NewMessage(.incoming, channel, by: .contact(contact), text: text) }
        ticket.queue = queue?.id
        ticket.kind = kind
        ticket.priority = priority
        ticket.assignee = isMine ? access.agent : nil
        return ticket
    }
}

extension AnsweredForm {
    fileprivate static let places = [
        "contact.notFound": "who", "contact.invalidAddress": "who", "article.notFound": "answer", "policy.forbidden": "who",
    ]
}
