import Accounts
import Primitives
import Storage
import Tickets

/// Whose a ticket is: an agent's of its queue, nobody's, or another queue's.
struct AssignPage: StepPage {
    /// One answer to "to whom".
    struct Choice: Sendable {
        enum Who: Sendable, Equatable {
            case me, agent, nobody
        }

        let who: Who
        /// What the form sends; `nobody` for nobody.
        let value: String
        let name: String
        let active: Int
        let isNow: Bool
    }

    let head: StepHead
    let queue: Queue
    /// Me first where I work the queue, nobody last.
    let choices: [Choice]
    /// Other queues that the agent may hand it to, by tier.
    let queues: [Queue]
    let form: AssignForm
    let trouble: FormTrouble

    init(_ read: StepReading, _ form: AssignForm? = nil) throws {
        let (ticket, around, tx) = (read.ticket, read.around, read.tx)
        head = try StepHead(.assign, read)
        let access = around.access
        queue = try QueueStore(tx, department: access.department).require(ticket.queue)
        queues = around.queues.filter { $0.id != ticket.queue && Self.reaches($0, access) }
        let agents = try AgentStore(tx).members(of: queue.team)
        let counts = try CounterStore(tx, department: access.department).counts(agents: agents.map(\.id))
        let people = agents.map { agent in
            Choice(
                who: agent.id == access.agent ? .me : .agent, value: agent.id.text, name: agent.name, active: counts[agent.id, .active],
                isNow: agent.id == ticket.assignee)
        }
        choices = people.filter { $0.who == .me } + people.filter { $0.who == .agent }
            + [Choice(who: .nobody, value: AssignForm.nobody, name: "", active: 0, isNow: ticket.assignee == nil)]
        self.form = form ?? AssignForm()
        trouble = read.trouble
    }

    /// Whether an agent has the right to assign there too.
    static func reaches(_ queue: Queue, _ access: Access) -> Bool {
        access.reach(.assign, .ticket) >= .department || access.teams.contains(queue.team)
    }

    /// The first who does not have it already.
    var chosen: String { form.to ?? choices.first { !$0.isNow }?.value ?? AssignForm.nobody }
}
