import Customisation
import Primitives
import Storage

/// The rows of teams and who is in them.
package struct TeamStore {
    private let tx: Transaction

    package init(_ tx: Transaction) {
        self.tx = tx
    }

    package func find(_ id: ID<Team>, department: ID<Department>) throws -> Team? {
        try tx.first(
            Team.self, "SELECT id, department, name, tier FROM team WHERE department = \(department) AND id = \(id)")
    }

    /// A department's teams, the lowest tier first.
    package func all(in department: ID<Department>) throws -> [Team] {
        try tx.all(
            Team.self, "SELECT id, department, name, tier FROM team WHERE department = \(department) ORDER BY tier, name")
    }

    /// How many who may sign in are in each team that has some.
    package func memberCounts(in department: ID<Department>) throws -> [ID<Team>: Int] {
        let rows = try tx.rows(
            """
            SELECT m.team, count(*) AS members FROM team t JOIN agent_team m ON m.team = t.id JOIN agent a ON a.id = m.agent
            WHERE t.department = \(department) AND a.is_active = 1 GROUP BY m.team
            """)
        return try rows.reduce(into: [:]) { counts, row in counts[try row("team")] = try row("members") }
    }

    /// Throws ``AccountError`` for a name or tier that cannot be, or a name that another team has.
    package func create(_ team: Team) throws {
        try check(team)
        try tx.run("INSERT INTO team (id, department, name, tier) VALUES (\(team.id), \(team.department), \(team.name), \(team.tier))")
        try RevisionStore(tx).raise(.accounts)
    }

    /// Throws as ``create(_:)`` does, and ``AccountError/noSuchTeam``.
    package func update(_ team: Team) throws {
        try check(team)
        let changed = try tx.changed(by: 
            "UPDATE team SET name = \(team.name), tier = \(team.tier) WHERE department = \(team.department) AND id = \(team.id)")
        guard changed == 1 else { throw AccountError.noSuchTeam }
        try RevisionStore(tx).raise(.accounts)
    }

    /// The schema refuses while something names the team.
    package func remove(_ team: Team) throws {
        try tx.run("DELETE FROM agent_team WHERE team = \(team.id)")
        try tx.run("DELETE FROM team WHERE department = \(team.department) AND id = \(team.id)")
        try RevisionStore(tx).raise(.accounts)
    }

    /// The agent's teams in a department.
    package func teams(of agent: ID<Agent>, in department: ID<Department>) throws -> [Team] {
        try tx.all(
            Team.self,
            """
            SELECT id, department, name, tier FROM team WHERE department = \(department)
            AND id IN (SELECT team FROM agent_team WHERE agent = \(agent)) ORDER BY tier, name
            """)
    }

    package func join(_ agent: ID<Agent>, _ team: ID<Team>) throws {
        try tx.insertMissing("INSERT INTO agent_team (agent, team) VALUES (\(agent), \(team))", key: "agent, team")
        try RevisionStore(tx).raise(.accounts)
    }

    package func leave(_ agent: ID<Agent>, _ team: ID<Team>) throws {
        try tx.run("DELETE FROM agent_team WHERE agent = \(agent) AND team = \(team)")
        try RevisionStore(tx).raise(.accounts)
    }

    private func check(_ team: Team) throws {
        guard !team.name.trimmed.isEmpty, team.name.count <= 120 else { throw AccountError.name }
        guard (1...9).contains(team.tier) else { throw AccountError.tier }
        let isTaken = try tx.exists(
            "SELECT 1 AS one FROM team WHERE department = \(team.department) AND name = \(team.name) AND id <> \(team.id)")
        if isTaken { throw AccountError.nameTaken(team.name) }
    }
}
