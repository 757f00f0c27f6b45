import Primitives
import Storage

extension AccountDesk {
    /// Saves what an agent says of themself: name, language, zone, looks. Everything else stays as it is.
    /// Throws ``AccountError/changedMeanwhile``.
    package func saveOwn(_ agent: Agent, seen: Version) async throws {
        let now = now()
        try await database.write { tx in
            var own = try AgentStore(tx).require(agent.id)
            (own.name, own.language, own.zone) = (agent.name.trimmed, agent.language, agent.zone)
            (own.theme, own.density) = (agent.theme, agent.density)
            try AgentStore(tx).update(own, seen: seen)
            try AuditStore(tx).append(.agentChanged, by: .agent(agent.id), ["agent": agent.id.text], at: now)
        }
    }

    /// Saves an agent's name, address, contact and whether they may sign in. One shut out is signed out everywhere.
    /// Throws ``PolicyError``, ``AccountError/worksElsewhere``, ``AccountError/lastAdmin`` and others.
    package func save(_ agent: Agent, seen: Version, as access: Access) async throws {
        let now = now()
        try await database.write { tx in
            let old = try authority(over: agent.id, access, tx)
            var new = old
            (new.name, new.email) = (agent.name.trimmed, Agent.normalised(email: agent.email))
            (new.contact, new.isActive) = (agent.contact, agent.isActive)
            try AgentStore(tx).update(new, seen: seen)
            if old.isActive && !new.isActive {
                try SessionStore(tx).endAll(of: .agent(agent.id))
                try demandAdmins(tx, of: try RoleStore(tx).roles(of: agent.id).map(\.department))
            }
            // Links went to the old address.
            if old.email != new.email { try AccessTokenStore(tx).revokeAll([.invite, .reset, .signin], of: .agent(agent.id), at: now) }
            try AuditStore(tx).append(
                .agentChanged, department: access.department, by: access.actor,
                ["agent": agent.id.text, "isActive": "\(new.isActive)"], at: now)
        }
    }

    /// Makes an agent with these roles and teams, or gives them to the one who has that address, and hands the link over in the
    /// same commit. Throws ``PolicyError`` and ``AccountError``.
    /// - Parameter deliver: puts the mail into the outbox; without a token for someone who has an account already
    @discardableResult
    package func invite(
        _ agent: Agent, roles: Set<ID<Role>>, teams: Set<ID<Team>>, as access: Access,
        deliver: @escaping @Sendable (Transaction, Agent, _ token: String?) throws -> Void
    ) async throws -> ID<Agent> {
        try access.demand(.configure, .agent, reach: .department)
        let (now, token, id) = (now(), SecretToken.make(randomness), ids.next(AccessToken.self))
        return try await database.write { tx in
            let known = try AgentStore(tx).find(email: agent.email)
            if known == nil { try AgentStore(tx).create(agent, password: nil, at: now) }
            let invited = known ?? agent
            try change(invited.id, roles: roles, teams: teams, access, at: now, tx)
            let isNew = try AgentStore(tx).password(of: invited.id) == nil
            if isNew { try AccessTokenStore(tx).keep(token, id, .invite, for: .agent(invited.id), at: now) }
            try AuditStore(tx).append(
                .invited, department: access.department, by: access.actor, ["agent": invited.id.text], at: now)
            try deliver(tx, invited, isNew ? token : nil)
            return invited.id
        }
    }

    /// Says which roles and teams of the actor's department an agent has. Their browsers get new tokens.
    /// Throws ``PolicyError``, ``AccountError/beyondOwnRights`` and ``AccountError/lastAdmin``.
    package func setRights(of agent: ID<Agent>, roles: Set<ID<Role>>, teams: Set<ID<Team>>, as access: Access) async throws {
        try access.demand(.configure, .agent, reach: .department)
        let now = now()
        try await database.write { tx in
            _ = try AgentStore(tx).require(agent)
            try change(agent, roles: roles, teams: teams, access, at: now, tx)
        }
    }
}

extension AccountDesk {
    private func change(
        _ agent: ID<Agent>, roles: Set<ID<Role>>, teams: Set<ID<Team>>, _ access: Access, at now: Instant, _ tx: Transaction
    ) throws {
        try changeRoles(of: agent, to: roles, access, tx)
        try changeTeams(of: agent, to: teams, access, tx)
        try demandAdmins(tx, of: [access.department])
        try SessionStore(tx).markStale(of: .agent(agent))
        try AuditStore(tx).append(
            .rightsChanged, department: access.department, by: access.actor,
            ["agent": agent.text, "roles": Self.text(roles), "teams": Self.text(teams)], at: now)
    }

    private func changeRoles(of agent: ID<Agent>, to wanted: Set<ID<Role>>, _ access: Access, _ tx: Transaction) throws {
        let store = RoleStore(tx)
        let all = try store.all(in: access.department)
        guard wanted.isSubset(of: all.map(\.id)) else { throw AccountError.noSuchRole }
        let held = Set(try store.roles(of: agent).map(\.id))
        for role in all where wanted.contains(role.id) != held.contains(role.id) {
            guard access.covers(role.grants) else { throw AccountError.beyondOwnRights }
            if wanted.contains(role.id) { try store.give(role.id, to: agent) } else { try store.take(role.id, from: agent) }
        }
    }

    private func changeTeams(of agent: ID<Agent>, to wanted: Set<ID<Team>>, _ access: Access, _ tx: Transaction) throws {
        let store = TeamStore(tx)
        let all = try store.all(in: access.department)
        guard wanted.isSubset(of: all.map(\.id)) else { throw AccountError.noSuchTeam }
        let joined = Set(try store.teams(of: agent, in: access.department).map(\.id))
        for id in wanted.subtracting(joined) { try store.join(agent, id) }
        for id in joined.subtracting(wanted) { try store.leave(agent, id) }
    }

    /// The agent as they are, where the actor may change their account: who takes an account over has all its rights, so the actor
    /// needs to configure agents in every department they work in.
    func authority(over id: ID<Agent>, _ access: Access, _ tx: Transaction) throws -> Agent {
        try access.demand(.configure, .agent, reach: .department)
        let agent = try AgentStore(tx).require(id)
        let departments = Set(try RoleStore(tx).roles(of: id).map(\.department))
        let own = try access.actor.agent.flatMap { try AccessStore(tx).standing(of: $0) }?.accesses ?? [access]
        let configured = Set(own.filter { $0.reach(.configure, .agent) >= .department }.map(\.department))
        // Nobody learns of agents of other departments by their number.
        guard !departments.isDisjoint(with: configured) || departments.isEmpty else { throw AccountError.noSuchAgent }
        guard departments.isSubset(of: configured) else { throw AccountError.worksElsewhere }
        return agent
    }

    /// Throws ``AccountError/lastAdmin`` unless someone can configure agents in each of these departments.
    func demandAdmins(_ tx: Transaction, of departments: [ID<Department>]) throws {
        let store = RoleStore(tx)
        for department in Set(departments) {
            let admins = try store.all(in: department).filter { role in
                role.grants.contains { $0.verb == .configure && $0.object == .agent && $0.reach >= .department }
            }
            guard try admins.contains(where: { try !store.holders(of: $0.id).isEmpty }) else { throw AccountError.lastAdmin }
        }
    }

    private static func text<Named>(_ ids: Set<ID<Named>>) -> String {
        ids.sorted().map(\.text).joined(separator: " ")
    }
}
