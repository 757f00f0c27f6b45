import Customisation
import Foundation
import Primitives
import Storage

/// The rows of agents.
package struct AgentStore {
    private static let columns: SQL = "id, version, name, email, contact, language, zone, theme, density, is_active"

    private let tx: Transaction

    package init(_ tx: Transaction) {
        self.tx = tx
    }

    package func find(_ id: ID<Agent>) throws -> Agent? {
        try tx.first(Agent.self, "SELECT \(Self.columns) FROM agent WHERE id = \(id)")
    }

    /// Throws ``AccountError/noSuchAgent``.
    package func require(_ id: ID<Agent>) throws -> Agent {
        guard let agent = try find(id) else { throw AccountError.noSuchAgent }
        return agent
    }

    /// - Parameter email: in any case
    package func find(email: String) throws -> Agent? {
        try tx.first(Agent.self, "SELECT \(Self.columns) FROM agent WHERE email = \(Agent.normalised(email: email))")
    }

    /// Those who have a role in a department, by name.
    package func all(in department: ID<Department>) throws -> [Agent] {
        try tx.all(
            Agent.self,
            """
            SELECT \(Self.columns) FROM agent WHERE id IN (
                SELECT agent_role.agent FROM agent_role JOIN role ON role.id = agent_role.role WHERE role.department = \(department))
            ORDER BY name, id
            """)
    }

    /// The members of a team who may sign in, by name.
    package func members(of team: ID<Team>) throws -> [Agent] {
        try tx.all(
            Agent.self,
            """
            SELECT \(Self.columns) FROM agent WHERE is_active = 1
            AND id IN (SELECT agent FROM agent_team WHERE team = \(team)) ORDER BY name, id
            """)
    }

    package func isEmpty() throws -> Bool {
        try !tx.exists("SELECT 1 AS one FROM agent LIMIT 1")
    }

    /// Throws ``AccountError`` for a name or address that cannot be, or an address that another has.
    package func create(_ agent: Agent, password: String?, at now: Instant) throws {
        try check(agent)
        try tx.run(
            """
            INSERT INTO agent (id, version, name, email, contact, language, zone, theme, density, password, is_active, made_at)
            VALUES (\(agent.id), \(Version.first), \(agent.name), \(agent.email), \(agent.contact), \(agent.language), \(agent.zone),
                \(agent.theme), \(agent.density), \(password), \(agent.isActive), \(now))
            """)
        try RevisionStore(tx).raise(.accounts)
    }

    /// Throws as ``create(_:password:at:)`` does, and ``AccountError/changedMeanwhile``.
    package func update(_ agent: Agent, seen: Version) throws {
        try check(agent)
        let changed = try tx.changed(by: 
            """
            UPDATE agent SET version = \(seen.next), name = \(agent.name), email = \(agent.email), contact = \(agent.contact),
                language = \(agent.language), zone = \(agent.zone), theme = \(agent.theme), density = \(agent.density),
                is_active = \(agent.isActive)
            WHERE id = \(agent.id) AND version = \(seen)
            """)
        guard changed == 1 else { throw AccountError.changedMeanwhile }
        try RevisionStore(tx).raise(.accounts)
    }

    /// The hash as a PHC string; `nil` when there is none yet.
    func password(of id: ID<Agent>) throws -> String? {
        try tx.value(String.self, "SELECT password FROM agent WHERE id = \(id)")
    }

    func setPassword(of id: ID<Agent>, to hash: String) throws {
        try tx.run("UPDATE agent SET password = \(hash) WHERE id = \(id)")
    }

    private func check(_ agent: Agent) throws {
        try agent.check()
        if try tx.exists("SELECT 1 AS one FROM agent WHERE email = \(agent.email) AND id <> \(agent.id)") {
            throw AccountError.emailTaken
        }
    }
}

extension Agent {
    static func normalised(email: String) -> String {
        email.trimmed.precomposedStringWithCanonicalMapping.lowercased()
    }

    /// A name of 1 to 120 characters without line ends; an address as people write it (RFC 5321 without quotes), lower case, at
    /// most 190 bytes; a zone of the tz database.
    func check() throws(AccountError) {
        let isLine = name.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }
        guard !name.trimmed.isEmpty, name.count <= 120, isLine else { throw .name }
        guard Self.isAddress(email), email == Self.normalised(email: email) else { throw .email }
        if let zone, TimeZone(identifier: zone) == nil { throw .zone }
    }

    private static func isAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard text.utf8.count <= 190, parts.count == 2, !parts[0].isEmpty, parts[1].contains(where: { $0 != "." }) else { return false }
        return text.unicodeScalars.allSatisfy { $0.value > 32 && $0.value != 127 && !"<>()[],;:\\\"".unicodeScalars.contains($0) }
            && !text.contains(where: \.isWhitespace)
    }
}
