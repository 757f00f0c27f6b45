import Primitives
import Storage

extension AccountDesk {
    /// Makes a role, or changes the one of that id. Its holders' browsers get new tokens.
    /// Throws ``PolicyError``, ``AccountError/beyondOwnRights`` and ``AccountError/lastAdmin``.
    /// - Parameter seen: `nil` for a new one
    package func save(_ role: Role, seen: Version?, as access: Access) async throws {
        try access.demand(.configure, .agent, reach: .department)
        guard role.department == access.department else { throw AccountError.noSuchRole }
        let now = now()
        try await database.write { tx in
            let store = RoleStore(tx)
            let old = try seen.map { _ in try require(role.id, access, tx) }
            guard access.covers(Set(role.grants).symmetricDifference(old?.grants ?? [])) else { throw AccountError.beyondOwnRights }
            if let seen { try store.update(role, seen: seen) } else { try store.create(role) }
            try demandAdmins(tx, of: [access.department])
            for holder in try store.holders(of: role.id) { try SessionStore(tx).markStale(of: .agent(holder)) }
            try AuditStore(tx).append(
                .roleChanged, department: access.department, by: access.actor, ["role": role.id.text], at: now)
        }
    }

    /// Throws ``AccountError/inUse`` while an agent has it.
    package func remove(role id: ID<Role>, as access: Access) async throws {
        try access.demand(.configure, .agent, reach: .department)
        let now = now()
        try await database.write { tx in
            try RoleStore(tx).remove(try require(id, access, tx))
            try AuditStore(tx).append(
                .roleChanged, department: access.department, by: access.actor, ["role": id.text, "removed": "true"], at: now)
        }
    }

    /// Makes a team, or changes the one of that id. Throws ``PolicyError`` and ``AccountError``.
    package func save(_ team: Team, isNew: Bool, as access: Access) async throws {
        try access.demand(.configure, .agent, reach: .department)
        guard team.department == access.department else { throw AccountError.noSuchTeam }
        let now = now()
        try await database.write { tx in
            if isNew { try TeamStore(tx).create(team) } else { try TeamStore(tx).update(team) }
            try AuditStore(tx).append(
                .teamChanged, department: access.department, by: access.actor, ["team": team.id.text], at: now)
        }
    }

    private func require(_ id: ID<Role>, _ access: Access, _ tx: Transaction) throws -> Role {
        guard let role = try RoleStore(tx).find(id, department: access.department) else { throw AccountError.noSuchRole }
        return role
    }
}
