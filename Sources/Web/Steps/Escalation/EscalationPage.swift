import Accounts
import Primitives
import Storage
import Tickets

/// One step up: to which tier, why, and what is known so far.
struct EscalationPage: StepPage {
    /// A step of the stairs with the queues that wait there.
    struct Stair: Sendable {
        let tier: Tier
        let queues: [Queue]
        let isHere: Bool
        /// Whether the ticket can go there.
        let isOpen: Bool
    }

    let head: StepHead
    let stairs: [Stair]
    /// Who works the queues it can go to.
    let crews: [QueueCrew]
    let form: EscalationForm
    let trouble: FormTrouble
    /// Where it would go, for the button.
    let target: Queue?

    init(_ read: StepReading, _ form: EscalationForm? = nil) throws {
        let (ticket, around, tx) = (read.ticket, read.around, read.tx)
        head = try StepHead(.escalate, read)
        let queues = around.queues, higher = queues.filter { $0.tier > ticket.tier }
        stairs = Set(queues.map(\.tier)).sorted().map { tier in
            Stair(tier: tier, queues: queues.filter { $0.tier == tier }, isHere: tier == ticket.tier, isOpen: tier > ticket.tier)
        }
        crews = try higher.prefix(6).map { try QueueCrew($0, access: around.access, tx) }
        target = higher.first { $0.id == form?.to } ?? higher.first
        self.form = try form ?? EscalationForm(findings: Findings(ticket, words: around.words, tx).text)
        trouble = read.trouble
    }
}
