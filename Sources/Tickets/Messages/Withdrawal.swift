import Accounts
import Contacts
import Events
import Outbox
import Primitives
import Search
import Storage

/// What a reply did to its ticket, kept so that taking it back undoes it.
struct ReplyStep: Sendable, Equatable {
    let message: ID<Message>
    let ticket: ID<Ticket>
    let stateBefore: State
    let stateAfter: State
    let assigneeBefore: ID<Agent>?
    let assigneeAfter: ID<Agent>?
    let waitingBefore: Instant?
    let solvedBefore: Instant?
    let activeBefore: Instant
    let activeAfter: Instant

    init(message: ID<Message>, from before: Ticket, to after: Ticket) {
        self.message = message
        ticket = before.id
        (stateBefore, stateAfter) = (before.state, after.state)
        (assigneeBefore, assigneeAfter) = (before.assignee, after.assignee)
        (activeBefore, activeAfter) = (before.active, after.active)
        waitingBefore = before.waitingSince
        solvedBefore = before.solved
    }
}

extension ReplyStep: Fetchable {
    init(_ row: Row) throws {
        message = try row("message")
        ticket = try row("ticket")
        stateBefore = try row("state_before")
        stateAfter = try row("state_after")
        assigneeBefore = try row("assignee_before")
        assigneeAfter = try row("assignee_after")
        waitingBefore = try row("waiting_before")
        solvedBefore = try row("solved_before")
        activeBefore = try row("active_before")
        activeAfter = try row("active_after")
    }
}

struct ReplyStepStore {
    private let tx: Transaction
    private let department: ID<Department>

    init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    func insert(_ step: ReplyStep) throws {
        try tx.run(
            """
            INSERT INTO reply_step (message, department, ticket, state_before, state_after, assignee_before, assignee_after,
                waiting_before, solved_before, active_before, active_after)
            VALUES (\(step.message), \(department), \(step.ticket), \(step.stateBefore), \(step.stateAfter), \(step.assigneeBefore),
                \(step.assigneeAfter), \(step.waitingBefore), \(step.solvedBefore), \(step.activeBefore), \(step.activeAfter))
            """)
    }

    func of(_ message: ID<Message>) throws -> ReplyStep? {
        try tx.first(
            ReplyStep.self,
            """
            SELECT message, ticket, state_before, state_after, assignee_before, assignee_after, waiting_before, solved_before,
                active_before, active_after
            FROM reply_step WHERE department = \(department) AND message = \(message)
            """)
    }
}

extension Desk {
    /// Takes a reply back before it left; its words are the draft again, and the ticket is as it was where nobody changed it since.
    /// Throws ``OutboxError/tooLate``.
    package func withdraw(_ id: ID<Message>, on ticket: ID<Ticket>, as access: Access) async throws {
        try await change(ticket, seen: nil, .answer, by: access) { change in
            let message = try MessageStore(change.tx, department: access.department).require(id, in: ticket)
            let outbox = OutboxStore(change.tx)
            guard message.direction == .outgoing, let parcel = try outbox.find(owner: id.rawValue, department: access.department).last
            else { throw TicketError.messageNotFound }
            try outbox.withdraw(parcel.id, department: access.department, at: change.at)
            try change.tx.run("UPDATE message SET withdrawn_at = \(change.at), version = version + 1 WHERE id = \(id)")
            try SearchStore(change.tx, department: access.department).remove(.message, id.rawValue)
            if let agent = access.agent { try change.makeDraft(of: message, for: agent) }
            if let step = try ReplyStepStore(change.tx, department: access.department).of(id) { change.undo(step) }
            try change.retell()
            change.tell(.ticketWithdrawn, ["message": id.text])
        }
    }
}

extension Change {
    /// Puts back what a reply changed, each thing only where it is still as the reply left it.
    fileprivate mutating func undo(_ step: ReplyStep) {
        if ticket.assignee == step.assigneeAfter, step.assigneeAfter != step.assigneeBefore {
            tell(.ticketAssigned, ["from": step.assigneeAfter?.text ?? "", "to": step.assigneeBefore?.text ?? ""])
            ticket.assignee = step.assigneeBefore
        }
        if ticket.active == step.activeAfter { ticket.active = step.activeBefore }
        guard ticket.state == step.stateAfter else { return }
        ticket.waitingSince = ticket.waitingSince ?? step.waitingBefore
        guard step.stateBefore != step.stateAfter else { return }
        ticket.state = step.stateBefore
        ticket.solved = step.solvedBefore
        // Not told as reopened: it never was solved for anybody.
        tell(.ticketState, ["from": step.stateAfter.rawValue, "to": step.stateBefore.rawValue])
    }

    /// What was sent is being written again, before what was begun since.
    fileprivate func makeDraft(of message: Message, for agent: ID<Agent>) throws {
        let store = DraftStore(tx, department: self.store.department)
        let begun = try store.of(agent, on: before.id).first { $0.kind == .reply }?.text ?? ""
        let text = [message.text, begun].filter { !$0.isEmpty }.joined(separator: "\n\n")
        let fields = ["to": message.recipients.to.typed, "cc": message.recipients.cc.typed]
        let draft = Draft(kind: .reply, text: text, fields: fields, seen: before.version.next, changed: at)
        try store.save(draft, of: agent, on: before.id)
    }
}

extension [Recipients.Address] {
    /// As they are typed in a form.
    fileprivate var typed: String {
        map { $0.name.isEmpty ? $0.address : "\($0.name) <\($0.address)>" }.joined(separator: ", ")
    }
}
