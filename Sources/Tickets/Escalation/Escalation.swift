import Accounts
import Primitives
import Storage

/// One step between tiers, up with reason and findings or back down.
package struct Escalation: Sendable, Equatable {
    package let id: ID<Escalation>
    package let ticket: ID<Ticket>
    package let from: Tier
    package let to: Tier
    package let fromQueue: ID<Queue>
    package let toQueue: ID<Queue>
    /// Who had it before.
    package let fromAssignee: ID<Agent>?
    package let by: Actor
    package let reason: String
    package let findings: String
    package let at: Instant

    package var isUp: Bool { to > from }
}

extension Ticket {
    /// The ticket in a queue of a higher tier, nobody's there, and the record of the step. Stores nothing.
    func escalated(
        to queue: Queue, id: ID<Escalation>, by actor: Actor, reason: String, findings: String, at now: Instant
    ) throws(TicketError) -> (Ticket, Escalation) {
        guard queue.tier > tier else { throw .atTopTier(number) }
        return try stepped(to: queue, id: id, by: actor, reason: reason, findings: findings, at: now)
    }

    /// The ticket in a queue of a lower tier, and the record of the step.
    func sentBack(
        to queue: Queue, id: ID<Escalation>, by actor: Actor, reason: String, findings: String, at now: Instant
    ) throws(TicketError) -> (Ticket, Escalation) {
        guard queue.tier < tier else { throw .atFirstTier(number) }
        return try stepped(to: queue, id: id, by: actor, reason: reason, findings: findings, at: now)
    }

    private func stepped(
        to queue: Queue, id: ID<Escalation>, by actor: Actor, reason: String, findings: String, at now: Instant
    ) throws(TicketError) -> (Ticket, Escalation) {
        guard !reason.trimmed.isEmpty else { throw .reasonMissing }
        let step = Escalation(
            id: id, ticket: self.id, from: tier, to: queue.tier, fromQueue: self.queue, toQueue: queue.id, fromAssignee: assignee,
            by: actor, reason: reason.trimmed, findings: findings.trimmed, at: now)
        var ticket = self
        ticket.queue = queue.id
        ticket.tier = queue.tier
        ticket.assignee = nil
        ticket.active = now
        return (ticket, step)
    }
}

extension Escalation: Fetchable {
    static let columns: SQL = """
        id, ticket, from_tier, to_tier, from_queue, to_queue, from_assignee, actor_kind, actor, reason, findings, at
        """

    package init(_ row: Row) throws {
        id = try row("id")
        ticket = try row("ticket")
        from = try row("from_tier")
        to = try row("to_tier")
        fromQueue = try row("from_queue")
        toQueue = try row("to_queue")
        fromAssignee = try row("from_assignee")
        by = Actor(Actor.Kind(rawValue: try row("actor_kind")) ?? .system, try row("actor"))
        reason = try row("reason")
        findings = try row("findings")
        at = try row("at")
    }
}
