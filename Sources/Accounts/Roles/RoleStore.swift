import Customisation
import Primitives
import Storage

/// The rows of roles and who has them.
package struct RoleStore {
    private static let columns: SQL = "id, version, department, name, built_in, grants"

    private let tx: Transaction

    package init(_ tx: Transaction) {
        self.tx = tx
    }

    package func find(_ id: ID<Role>, department: ID<Department>) throws -> Role? {
        try tx.first(Role.self, "SELECT \(Self.columns) FROM role WHERE department = \(department) AND id = \(id)")
    }

    package func all(in department: ID<Department>) throws -> [Role] {
        try tx.all(Role.self, "SELECT \(Self.columns) FROM role WHERE department = \(department) ORDER BY id")
    }

    /// The agent's roles, of all departments.
    package func roles(of agent: ID<Agent>) throws -> [Role] {
        try tx.all(
            Role.self,
            "SELECT \(Self.columns) FROM role WHERE id IN (SELECT role FROM agent_role WHERE agent = \(agent)) ORDER BY id")
    }

    /// Throws ``AccountError`` for a name that cannot be or that another role has.
    package func create(_ role: Role) throws {
        try check(role)
        try tx.run(
            """
            INSERT INTO role (id, department, version, name, built_in, grants)
            VALUES (\(role.id), \(role.department), \(Version.first), \(role.name), \(role.builtIn), \(JSON(role.grants)))
            """)
        try RevisionStore(tx).raise(.accounts)
    }

    /// Throws as ``create(_:)`` does, and ``AccountError/changedMeanwhile``.
    package func update(_ role: Role, seen: Version) throws {
        try check(role)
        let changed = try tx.changed(by: 
            """
            UPDATE role SET version = \(seen.next), name = \(role.name), grants = \(JSON(role.grants))
            WHERE department = \(role.department) AND id = \(role.id) AND version = \(seen)
            """)
        guard changed == 1 else { throw AccountError.changedMeanwhile }
        try RevisionStore(tx).raise(.accounts)
    }

    /// Throws ``AccountError/inUse`` while an agent has it.
    package func remove(_ role: Role) throws {
        if try tx.exists("SELECT 1 AS one FROM agent_role WHERE role = \(role.id)") { throw AccountError.inUse }
        try tx.run("DELETE FROM role WHERE department = \(role.department) AND id = \(role.id)")
        try RevisionStore(tx).raise(.accounts)
    }

    package func give(_ role: ID<Role>, to agent: ID<Agent>) throws {
        try tx.insertMissing("INSERT INTO agent_role (agent, role) VALUES (\(agent), \(role))", key: "agent, role")
        try RevisionStore(tx).raise(.accounts)
    }

    package func take(_ role: ID<Role>, from agent: ID<Agent>) throws {
        try tx.run("DELETE FROM agent_role WHERE agent = \(agent) AND role = \(role)")
        try RevisionStore(tx).raise(.accounts)
    }

    /// Agents who have a role, of those who may sign in.
    func holders(of role: ID<Role>) throws -> [ID<Agent>] {
        try tx.column(
            ID<Agent>.self,
            """
            SELECT agent.id FROM agent_role JOIN agent ON agent.id = agent_role.agent
            WHERE agent_role.role = \(role) AND agent.is_active = 1
            """)
    }

    private func check(_ role: Role) throws {
        guard !role.name.trimmed.isEmpty, role.name.count <= 120 else { throw AccountError.name }
        let isTaken = try tx.exists(
            "SELECT 1 AS one FROM role WHERE department = \(role.department) AND name = \(role.name) AND id <> \(role.id)")
        if isTaken { throw AccountError.nameTaken(role.name) }
    }
}
