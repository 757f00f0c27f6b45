import Customisation
import Primitives
import Storage

/// Reads a directory in the main database, and writes it into the department's own.
package struct DirectoryStore {
    private let tx: Transaction

    package init(_ tx: Transaction) {
        self.tx = tx
    }

    /// Of the main database. Throws ``DepartmentError/notFound``.
    package func directory(of id: ID<Department>) throws -> Directory {
        let roles = try RoleStore(tx).all(in: id), teams = try TeamStore(tx).all(in: id)
        let holders: [(agent: ID<Agent>, role: ID<Role>)] = try tx.rows(
            "SELECT agent, role FROM agent_role WHERE role IN \(anyOf: roles.map(\.id))"
        ).map { (try $0("agent"), try $0("role")) }
        let members: [(agent: ID<Agent>, team: ID<Team>)] = try tx.rows(
            "SELECT agent, team FROM agent_team WHERE team IN \(anyOf: teams.map(\.id))"
        ).map { (try $0("agent"), try $0("team")) }
        let ids = Set(holders.map(\.agent)).union(members.map(\.agent)).sorted()
        return Directory(
            edition: try Directory.Edition(tx), department: try DepartmentStore(tx).require(id), agents: try ids.compactMap(AgentStore(tx).find),
            roles: roles, teams: teams, holders: holders, members: members)
    }

    /// Makes the department's database hold the same. Who left stays there as someone who cannot sign in: tickets name them.
    /// - Parameter contact: whom the department's customers' list has under an agent's address
    package func write(_ directory: Directory, at now: Instant, contact: (Agent) throws -> Int64?) throws {
        try put(directory.department, at: now)
        for team in directory.teams { try put(team) }
        for role in directory.roles { try put(role) }
        for agent in directory.agents { try put(agent, contact: contact(agent), at: now) }
        try tx.run("UPDATE agent SET is_active = 0 WHERE id NOT IN \(anyOf: directory.agents.map(\.id))")
        try tx.run("DELETE FROM agent_role")
        for holder in directory.holders { try tx.run("INSERT INTO agent_role (agent, role) VALUES (\(holder.agent), \(holder.role))") }
        try tx.run("DELETE FROM agent_team")
        for member in directory.members { try tx.run("INSERT INTO agent_team (agent, team) VALUES (\(member.agent), \(member.team))") }
        try tx.run("DELETE FROM role WHERE id NOT IN \(anyOf: directory.roles.map(\.id))")
        try RevisionStore(tx).set(.accounts, to: directory.edition.accounts)
        try RevisionStore(tx).set(.departments, to: directory.edition.departments)
    }

    private func put(_ own: Department, at now: Instant) throws {
        try tx.upsert(
            """
            INSERT INTO department (id, version, name, prefix, language, zone, made_at)
            VALUES (\(own.id), \(Version.first), \(own.name), \(own.prefix), \(own.language), \(own.zone), \(now))
            """, key: "id", update: "name = \(own.name), prefix = \(own.prefix), language = \(own.language), zone = \(own.zone)")
    }

    /// Under a name that nobody has first: two teams may have changed theirs.
    private func put(_ team: Team) throws {
        try tx.run("UPDATE team SET name = \("#\(team.id)") WHERE department = \(team.department) AND name = \(team.name) AND id <> \(team.id)")
        try tx.upsert(
            "INSERT INTO team (id, department, name, tier) VALUES (\(team.id), \(team.department), \(team.name), \(team.tier))",
            key: "id", update: "name = \(team.name), tier = \(team.tier)")
    }

    private func put(_ role: Role) throws {
        try tx.run("UPDATE role SET name = \("#\(role.id)") WHERE department = \(role.department) AND name = \(role.name) AND id <> \(role.id)")
        try tx.upsert(
            """
            INSERT INTO role (id, department, version, name, built_in, grants)
            VALUES (\(role.id), \(role.department), \(role.version), \(role.name), \(role.builtIn), \(JSON(role.grants)))
            """, key: "id", update: "version = \(role.version), name = \(role.name), grants = \(JSON(role.grants))")
    }

    private func put(_ agent: Agent, contact: Int64?, at now: Instant) throws {
        try tx.run("UPDATE agent SET email = \("#\(agent.id)") WHERE email = \(agent.email) AND id <> \(agent.id)")
        try tx.upsert(
            """
            INSERT INTO agent (id, version, name, email, contact, language, zone, theme, density, is_active, made_at)
            VALUES (\(agent.id), \(agent.version), \(agent.name), \(agent.email), \(contact), \(agent.language), \(agent.zone),
                \(agent.theme), \(agent.density), \(agent.isActive), \(now))
            """, key: "id",
            update: """
                version = \(agent.version), name = \(agent.name), email = \(agent.email), contact = \(contact),
                language = \(agent.language), zone = \(agent.zone), theme = \(agent.theme), density = \(agent.density),
                is_active = \(agent.isActive)
                """)
    }
}
