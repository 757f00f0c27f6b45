import Accounts
import Primitives
import Storage
import Tickets

/// The step back down: to whom it goes, why, and what was found.
struct SendBackPage: StepPage {
    let head: StepHead
    let queues: [Queue]
    /// Where it came from, first in the choice.
    let cameFrom: ID<Queue>?
    /// Who gets it there; empty where nobody had it.
    let nextAgent: String
    let form: EscalationForm
    let trouble: FormTrouble

    init(_ read: StepReading, _ form: EscalationForm? = nil) throws {
        let (ticket, tx) = (read.ticket, read.tx)
        head = try StepHead(.sendBack, read)
        let last = try EscalationStore(tx, department: ticket.department).of(ticket.id).last { $0.isUp && $0.toQueue == ticket.queue }
        queues = read.around.queues.filter { $0.tier < ticket.tier }.reversed()
        cameFrom = last?.fromQueue
        nextAgent = try last?.fromAssignee.flatMap { try AgentStore(tx).find($0) }.flatMap { $0.isActive ? $0.name : nil } ?? ""
        self.form = form ?? EscalationForm()
        trouble = read.trouble
    }

    /// The queue that stands in the form.
    var target: Queue? {
        queues.first { $0.id == form.to } ?? queues.first { $0.id == cameFrom } ?? queues.first
    }
}
