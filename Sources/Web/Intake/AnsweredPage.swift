import Accounts
import Contacts
import Languages
import Primitives
import Storage
import Tickets

/// Asked and answered: one question, its answer and how it went, noted in a few seconds, or corrected later.
struct AnsweredPage: DeskPage {
    let title: String
    let form: AnsweredForm
    let choices: [PersonFinder.Choice]
    let categories: [Tickets.Category]
    /// The question that is corrected; `nil` for a new one.
    let noted: Question?
    /// What stands there now, after somebody else was faster.
    let now: AnsweredForm?
    let trouble: FormTrouble
    /// Whether tickets can be filed here.
    let filesTickets: Bool

    init(
        _ form: AnsweredForm, choices: [PersonFinder.Choice] = [], trouble: FormTrouble = .none, _ around: Surroundings, _ tx: Transaction
    ) throws {
        title = around.words("newticket.asked")
        self.form = form
        self.choices = choices
        self.trouble = trouble
        (noted, now) = (nil, nil)
        categories = try CategoryStore(tx, department: around.access.department).choices()
        filesTickets = around.access.reach(.create, .ticket) > .none
    }

    /// Throws ``ContactError/questionNotFound``.
    init(
        correcting id: ID<Question>, typed: AnsweredForm? = nil, choices: [PersonFinder.Choice] = [], trouble: FormTrouble = .none,
        _ around: Surroundings, _ tx: Transaction
    ) throws {
        let question = try QuestionStore(tx, department: around.access.department).require(id)
        guard around.access.mayCorrect(question) else { throw PolicyError.forbidden(.answer, .question) }
        let names = try QuestionNames(question, around, tx), stands = AnsweredForm(question, contact: names.contact, article: names.article)
        title = around.words("questionpage.editTitle")
        var form = typed ?? stands
        // After a conflict the form goes on from what stands there now.
        if trouble.isConflict { form.seen = question.version }
        self.form = form
        now = trouble.isConflict ? stands : nil
        noted = question
        self.choices = choices
        self.trouble = trouble
        categories = try CategoryStore(tx, department: around.access.department).choices()
        filesTickets = false
    }

    var current: String? { "/questions" }

    func view(_ parts: Parts) -> Frame.Kind { .plain(page(parts)) }
}
