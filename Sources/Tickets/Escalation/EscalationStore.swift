import Accounts
import Primitives
import Storage

/// The steps of tickets between tiers.
package struct EscalationStore {
    private let tx: Transaction
    private let department: ID<Department>

    package init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    func insert(_ step: Escalation) throws {
        try tx.run(
            """
            INSERT INTO escalation (id, department, ticket, from_tier, to_tier, from_queue, to_queue, from_assignee, actor_kind, actor,
                reason, findings, at)
            VALUES (\(step.id), \(department), \(step.ticket), \(step.from), \(step.to), \(step.fromQueue), \(step.toQueue),
                \(step.fromAssignee), \(step.by.kind.rawValue), \(step.by.id), \(step.reason), \(step.findings), \(step.at))
            """)
    }

    /// Oldest first.
    package func of(_ ticket: ID<Ticket>) throws -> [Escalation] {
        try tx.all(
            Escalation.self,
            "SELECT \(Escalation.columns) FROM escalation WHERE department = \(department) AND ticket = \(ticket) ORDER BY id")
    }
}

extension TicketStore {
    /// Who leads the team of a queue; `nil` when nobody has that role there.
    func lead(of queue: Queue) throws -> ID<Agent>? {
        try tx.value(
            ID<Agent>.self,
            """
            SELECT a.id FROM agent_team m JOIN agent a ON a.id = m.agent JOIN agent_role g ON g.agent = a.id JOIN role r ON r.id = g.role
            WHERE m.team = \(queue.team) AND a.is_active = 1 AND r.department = \(department) AND r.built_in = \(Role.BuiltIn.lead.rawValue)
            ORDER BY a.id LIMIT 1
            """)
    }
}
