import Accounts
import Contacts
import Languages
import Primitives
import Storage
import Tickets

/// Filing a ticket for a caller or a visitor: who, how, what; nothing else is asked.
struct NewTicketPage: DeskPage {
    let title: String
    let queues: [Queue]
    /// Where it goes when nobody says otherwise: a queue of the agent's, else where tickets arrive.
    let usualQueue: Queue?
    let form: NewTicketForm
    /// People the typed name could mean.
    let choices: [PersonFinder.Choice]
    let trouble: FormTrouble
    /// Whether questions can be logged here.
    let logsQuestions: Bool
    /// The logged question that it takes on.
    let question: Question?

    init(
        _ form: NewTicketForm, choices: [PersonFinder.Choice] = [], trouble: FormTrouble = .none, _ around: Surroundings, _ tx: Transaction
    ) throws {
        question = try form.question.flatMap { id in
            around.access.reach(.see, .question) >= .team ? try QuestionStore(tx, department: around.access.department).find(id) : nil
        }
        title = around.words("newticket.title")
        queues = around.queues
        usualQueue = around.queues.first { around.access.teams.contains($0.team) } ?? around.queues.first
        self.form = form
        self.choices = choices
        self.trouble = trouble
        logsQuestions = around.access.reach(.create, .question) > .none
    }

    var current: String? { "/tickets/new" }

    func view(_ parts: Parts) -> Frame.Kind { .plain(page(parts)) }
}
