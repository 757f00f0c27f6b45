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
        gate.get("/tickets/new", demands: .create, .ticket) { request, context in try await begin(request, context) }
        gate.post("/tickets/new", demands: .create, .ticket) { _, context in try await file(context) }
        gate.get("/tickets/:number/filed", demands: .see, .ticket) { _, context in
            try await desktop.showTicket(context) { ticket, around, tx in try FiledPage(ticket, around, tx) }
        }
        gate.get("/questions/new", demands: .create, .question) { _, context in
            try await desktop.show(context) { around, tx in try AnsweredPage(AnsweredForm(), around, tx) }
        }
        gate.post("/questions", demands: .create, .question) { _, context in try await note(context) }
    }

    /// GET /tickets/new?question=…, of a logged question that becomes a ticket
    private func begin(_ request: Request, _ context: AgentContext) async throws -> Response {
        guard let id = try request.query().id("question", as: Question.self) else {
            return try await desktop.show(context) { around, tx in try NewTicketPage(NewTicketForm(), around, tx) }
        }
        let found = try await desktop.question(id, context)
        return try await desktop.show(context, in: found.access) { around, tx in
            try around.access.demand(.create, .ticket)
            guard found.question.ticket == nil else { throw ContactError.questionIsTicket }
            let names = try QuestionNames(found.question, around, tx)
            return try NewTicketPage(NewTicketForm(found.question, contact: names.contact), around, tx)
        }
    }

    /// POST /tickets/new
    private func file(_ context: AgentContext) async throws -> Response {
        let taken = (try? context.form.id("question", as: Question.self)) ?? nil
        let asked = if let taken { try await desktop.question(taken, context) } else { nil as (question: Question, access: Access)? }
        let access = asked?.access ?? context.access
        do {
            let form = try await known(NewTicketForm(context.form), asked?.question, context, access)
            if form.subject.isEmpty && form.text.isEmpty { throw TicketError.subjectMissing }
            let queue = try await desktop.db.read { tx in try QueueChoice(form, access: access, tx).queue }
            let nameless = Words(context.language)("newticket.nameless.\(form.channel.rawValue)")
            switch try await Reception(desktop: desktop, access: access).receive(form.person, nameless: nameless) {
            case .several(let choices):
                return try await desktop.show(context, in: access, status: .unprocessableContent) { around, tx in
                    try NewTicketPage(form, choices: choices, around, tx)
                }
            case .known(let contact):
                let opened = try await desktop.desk.open(form.ticket(of: contact, in: queue, for: access), as: access)
                return context.redirect(to: LocalPath("/tickets/\(opened.ticket.number)/filed"))
            }
        } catch {
            let trouble = try FormTrouble(error, at: NewTicketForm.places), kept = NewTicketForm(keeping: context.form)
            return try await desktop.show(context, in: access, status: .unprocessableContent) { around, tx in
                try NewTicketPage(kept, trouble: trouble, around, tx)
            }
        }
    }

    /// Whoever asked a logged question is known already, as long as their name was left as it stood.
    private func known(
        _ form: NewTicketForm, _ question: Question?, _ context: AgentContext, _ access: Access
    ) async throws -> NewTicketForm {
        guard form.person.contact == nil, !form.person.isNewcomer, let question, let contact = question.contact else { return form }
        let stands = try await desktop.db.read { tx in
            try QuestionNames(question, desktop.surroundings(of: context, in: access, tx), tx).contact
        }
        var form = form
        if form.person.who == stands { form.person.contact = contact }
        return form
    }

    /// POST /questions
    private func note(_ context: AgentContext) async throws -> Response {
        let access = context.access
        do {
            let form = try AnsweredForm(context.form)
            guard !form.asked.isEmpty else { throw FormError("asked", "form.required") }
            var question = AskedAndAnswered(form.asked, form.channel)
            question.article = try await desktop.article(form.article, titled: form.answer, in: context.language, access)
            question.answer = question.article == nil ? form.answer : ""
            (question.outcome, question.category) = (form.outcome, form.category)
            question.language = context.language
            if !form.person.isEmpty {
                switch try await Reception(desktop: desktop, access: access).receive(form.person, nameless: "") {
                case .known(let contact): question.contact = contact
                case .several(let choices):
                    return try await desktop.show(context, status: .unprocessableContent) { around, tx in
                        try AnsweredPage(form, choices: choices, around, tx)
                    }
                }
            }
            try await desktop.questions.record(question, as: access)
            return context.redirect(to: LocalPath("/questions/new"), telling: Notice("newticket.noted", .told))
        } catch {
            let trouble = try FormTrouble(error, at: AnsweredForm.places), kept = AnsweredForm(keeping: context.form)
            return try await desktop.show(context, status: .unprocessableContent) { around, tx in
                try AnsweredPage(kept, trouble: trouble, around, tx)
            }
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
        ticket.question = question
        ticket.priority = priority
        ticket.assignee = isMine ? access.agent : nil
        return ticket
    }
}

extension AnsweredForm {
    static let places = [
        "contact.notFound": "who", "contact.invalidAddress": "who", "article.notFound": "answer", "policy.forbidden": "who",
    ]
}
