import Accounts
import Knowledge
import Languages
import Primitives
import Storage
import Tickets

/// How a ticket was solved: by what is known, by that amended, by something new, or by nothing to learn from.
struct SolvePage: StepPage {
    /// Reasons for which there is nothing to learn, each with its key.
    static let nothings: [(outcome: Fix.Outcome, key: String)] = [
        (.thanks, "t"), (.duplicate, "d"), (.withdrawn, "w"), (.noAnswer, "n"), (.notOurs, "o"), (.noFault, "f"),
    ]

    let head: StepHead
    let solutions: [KnownSolution]
    let form: SolveForm
    let trouble: FormTrouble
    /// Whether the last answer of the desk fills the new solution.
    let hasLastAnswer: Bool
    /// The agent has begun a reply that was not sent.
    let hasDraft: Bool
    /// Days until a solved ticket closes.
    let closesAfter: Int

    init(_ read: StepReading, _ form: SolveForm? = nil, closesAfter: Int) throws {
        let (ticket, tx) = (read.ticket, read.tx)
        let access = read.around.access, language = read.around.words.language
        head = try StepHead(.solve, read)
        var solutions: [KnownSolution] = []
        if let form, form.isSearch {
            solutions = try KnownSolution.fitting(form.find, in: language, for: access, tx)
        }
        if solutions.isEmpty { solutions = try KnownSolution.fitting(ticket, in: language, for: access, tx) }
        let last = try MessageStore(tx, department: ticket.department).messages(of: ticket.id, most: 50)
            .first { $0.direction == .outgoing && !$0.isAutomatic && $0.redacted == nil && $0.withdrawn == nil }
        let fresh = SolveForm.Draft(problem: ticket.subject, cause: "", steps: last?.text ?? "")
        self.solutions = solutions
        hasLastAnswer = last != nil
        hasDraft = try access.agent.map { agent in
            try DraftStore(tx, department: ticket.department).of(agent, on: ticket.id).contains { $0.kind == .reply }
        } ?? false
        self.form = form ?? SolveForm(how: solutions.isEmpty ? .fresh : .known, fresh: fresh)
        trouble = read.trouble
        self.closesAfter = closesAfter
    }

    /// The known solution that is chosen in the form.
    var chosen: ID<Article>? {
        solutions.contains { $0.id == form.solution } ? form.solution : solutions.first?.id
    }
}
