import Accounts
import Contacts
import Gate
import Hummingbird
import Languages
import Primitives
import Storage
import Tickets

// What was noted wrongly is put right, or taken back.
extension QuestionRoutes {
    func addCorrecting(to gate: Gate) {
        gate.get("/questions/:id/edit", demands: .see, .question) { _, context in
            let found = try await desktop.question(context)
            return try await desktop.show(context, in: found.access) { around, tx in
                try AnsweredPage(correcting: found.question.id, around, tx)
            }
        }
        gate.post("/questions/:id/edit", demands: .see, .question) { _, context in try await correct(context) }
        gate.get("/questions/:id/retract", demands: .see, .question) { _, context in
            let found = try await desktop.question(context)
            return try await desktop.show(context, in: found.access) { around, tx in try RetractPage(found.question.id, around, tx) }
        }
        gate.post("/questions/:id/retract", demands: .see, .question) { _, context in
            let found = try await desktop.question(context)
            try await desktop.questions.retract(found.question.id, as: found.access)
            return context.redirect(to: LocalPath("/questions"), telling: Notice("questionpage.retracted", .told))
        }
    }

    /// POST /questions/:id/edit
    private func correct(_ context: AgentContext) async throws -> Response {
        let found = try await desktop.question(context), id = found.question.id, kept = AnsweredForm(keeping: context.form)
        return try await desktop.take(context, in: found.access, at: AnsweredForm.places) {
            let form = try AnsweredForm(context.form, correcting: found.question)
            guard !form.asked.isEmpty else { throw FormError("asked", "form.required") }
            guard let seen = form.seen else { throw FormError("asked", "form.expired") }
            var question = AskedAndAnswered(form.asked, form.channel)
            question.article = try await desktop.article(form.article, titled: form.answer, in: context.language, found.access)
            question.answer = question.article == nil ? form.answer : ""
            (question.outcome, question.category) = (form.outcome, form.category)
            switch try await asker(form.person, found.question, context, found.access) {
            case .known(let contact): question.contact = contact
            case .nobody: break
            case .several(let choices):
                return try await desktop.show(context, in: found.access, status: .unprocessableContent) { around, tx in
                    try AnsweredPage(correcting: id, typed: form, choices: choices, around, tx)
                }
            }
            try await desktop.questions.correct(id, question, seen: seen, as: found.access)
            return context.redirect(to: LocalPath("/questions/\(id)"), telling: Notice("questionpage.saved", .told))
        } again: { trouble, around, tx in try AnsweredPage(correcting: id, typed: kept, trouble: trouble, around, tx) }
    }

    private enum Asker: Sendable {
        case nobody
        case known(ID<Contact>)
        case several([PersonFinder.Choice])
    }

    /// Whoever asked stays when their name was left as it stood.
    private func asker(_ form: PersonForm, _ question: Question, _ context: AgentContext, _ access: Access) async throws -> Asker {
        if form.isEmpty { return .nobody }
        let stands = try await desktop.db.read { tx in
            try QuestionNames(question, desktop.surroundings(of: context, in: access, tx), tx).contact
        }
        if form.contact == nil, form.who == stands, let contact = question.contact { return .known(contact) }
        switch try await Reception(desktop: desktop, access: access).receive(form, nameless: "") {
        case .known(let contact): return .known(contact)
        case .several(let choices): return .several(choices)
        }
    }
}
