import Primitives
import Storage

/// What agents may, worked out from the rows of roles and teams.
package struct AccessStore {
    private let tx: Transaction

    package init(_ tx: Transaction) {
        self.tx = tx
    }

    /// `nil` when the agent has no role there, or may not sign in.
    package func access(of agent: ID<Agent>, in department: ID<Department>) throws -> Access? {
        try standing(of: agent)?.accesses.first { $0.department == department }
    }

    /// The agent with what they may in each of their departments, the oldest first; `nil` when they may not sign in.
    package func standing(of id: ID<Agent>) throws -> Standing? {
        guard let agent = try AgentStore(tx).find(id), agent.isActive else { return nil }
        var grants: [ID<Department>: [Grant]] = [:]
        for row in try tx.rows(
            "SELECT role.department, role.grants FROM agent_role JOIN role ON role.id = agent_role.role WHERE agent_role.agent = \(id)")
        {
            grants[try row("department"), default: []] += try row("grants", as: JSON<[Grant]>.self).content
        }
        var teams: [ID<Department>: Set<ID<Team>>] = [:]
        for row in try tx.rows(
            "SELECT team.department, team.id FROM agent_team JOIN team ON team.id = agent_team.team WHERE agent_team.agent = \(id)")
        {
            teams[try row("department"), default: []].insert(try row("id"))
        }
        let accesses = grants.keys.sorted().map { department in
            Access(
                actor: .agent(id), department: department, contact: agent.contact, teams: teams[department] ?? [],
                grants: grants[department] ?? [])
        }
        return Standing(agent: agent, accesses: accesses)
    }
}

/// An agent and what they may, department by department.
package struct Standing: Sendable {
    package let agent: Agent
    package let accesses: [Access]

    package func access(in department: ID<Department>) -> Access? {
        accesses.first { $0.department == department }
    }
}
