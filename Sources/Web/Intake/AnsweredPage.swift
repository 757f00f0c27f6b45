import Accounts
import Languages
import Primitives
import Tickets

/// Asked and answered: one question, its answer and how it went, noted in a few seconds.
struct AnsweredPage: DeskPage {
    let title: String
    let form: AnsweredForm
    let choices: [PersonFinder.Choice]
    let trouble: FormTrouble
    /// Whether tickets can be filed here.
    let filesTickets: Bool

    init(_ form: AnsweredForm, choices: [PersonFinder.Choice] = [], trouble: FormTrouble = .none, _ around: Surroundings) {
        title = around.words("newticket.asked")
        self.form = form
        self.choices = choices
        self.trouble = trouble
        filesTickets = around.access.reach(.create, .ticket) > .none
    }

    var current: String? { "/questions" }

    func view(_ parts: Parts) -> Frame.Kind { .plain(page(parts)) }
}
