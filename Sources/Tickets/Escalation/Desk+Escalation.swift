import Accounts
import Contacts
import Primitives

extension Desk {
    /// Hands a ticket one step up, or further, with the reason and what was found. The one who hands it up follows it from then on.
    ///
    /// Throws ``TicketError/atTopTier(_:)`` and ``TicketError/reasonMissing``.
    @discardableResult
    package func escalate(
        _ id: ID<Ticket>, to queue: ID<Queue>? = nil, seen: Version, as access: Access, reason: String, findings: String
    ) async throws -> Ticket {
        try await change(id, seen: seen, .assign, by: access) { change in
            let queues = try QueueStore(change.tx, department: access.department).all()
            let target = try queues.target(queue) { [tier = change.ticket.tier] in $0.first { $0.tier > tier } }
            guard let target else { throw TicketError.atTopTier(change.ticket.number) }
            let (ticket, step) = try change.ticket.escalated(
                to: target, id: change.newID(), by: access.actor, reason: reason, findings: findings, at: change.at)
            try change.take(step, ticket)
            change.tell(.ticketEscalated, step.values)
        }
    }

    /// Hands a ticket back down, to the queue and agent it came from where they are known; the second time to the team's lead.
    ///
    /// Throws ``TicketError/atFirstTier(_:)`` and ``TicketError/reasonMissing``.
    @discardableResult
    package func sendBack(
        _ id: ID<Ticket>, to queue: ID<Queue>? = nil, seen: Version, as access: Access, reason: String, findings: String
    ) async throws -> Ticket {
        try await change(id, seen: seen, .assign, by: access) { change in
            let steps = try EscalationStore(change.tx, department: access.department).of(id)
            let last = steps.last { [queue = change.ticket.queue] in $0.isUp && $0.toQueue == queue }
            let isAgain = steps.contains { [queue = change.ticket.queue] in !$0.isUp && $0.fromQueue == queue }
            let queues = try QueueStore(change.tx, department: access.department).all()
            let known = queues.first { $0.id == last?.fromQueue && $0.tier < change.ticket.tier }
            let target = try queues.target(queue) { [tier = change.ticket.tier] in known ?? $0.nextBelow(tier) }
            guard let target else { throw TicketError.atFirstTier(change.ticket.number) }
            var (ticket, step) = try change.ticket.sentBack(
                to: target, id: change.newID(), by: access.actor, reason: reason, findings: findings, at: change.at)
            // Who sends it back twice does not agree with who handed it up twice: a matter for the lead.
            let lead = isAgain ? try change.store.lead(of: target) : nil
            let agent = lead ?? (target.id == last?.fromQueue ? last?.fromAssignee : nil)
            if let agent, try change.store.mayTake(agent, ticket) { ticket.assignee = agent }
            try change.take(step, ticket)
            change.tell(.ticketSentBack, step.values)
        }
    }
}

extension Change {
    fileprivate mutating func take(_ step: Escalation, _ next: Ticket) throws {
        try EscalationStore(tx, department: store.department).insert(step)
        ticket = next
        if let agent = next.assignee { tell(.ticketAssigned, ["from": before.assignee?.text ?? "", "to": agent.text]) }
        // Else nobody could see it any more.
        if ticket.isConfidential, let agent = access.agent { try store.name(agent, on: ticket.id) }
        if ticket.state == .new || ticket.state == .pending { set(.open) }
        if let contact = try ownContact() {
            try ParticipantStore(tx, department: store.department).add(contact, .watcher, to: ticket.id, isAccepted: true, at: at)
        }
    }
}

extension Escalation {
    fileprivate var values: [String: String] {
        [
            "escalation": id.text, "from": "\(from.level)", "to": "\(to.level)", "fromQueue": fromQueue.text, "toQueue": toQueue.text,
        ]
    }
}

extension [Queue] {
    /// The queue that was asked for, else the one found. Throws ``TicketError/queueNotFound``.
    fileprivate func target(_ wanted: ID<Queue>?, else find: ([Queue]) -> Queue?) throws -> Queue? {
        guard let wanted else { return find(self) }
        guard let queue = first(where: { $0.id == wanted }) else { throw TicketError.queueNotFound }
        return queue
    }

    /// The first queue of the nearest lower tier.
    fileprivate func nextBelow(_ tier: Tier) -> Queue? {
        let nearest = map(\.tier).filter { $0 < tier }.max()
        return first { $0.tier == nearest }
    }
}
