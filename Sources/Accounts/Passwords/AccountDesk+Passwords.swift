import Primitives
import Storage

extension AccountDesk {
    /// Changes one's own password. Every session ends, and a new one begins for this browser.
    /// Throws ``AccountError/wrongSignIn`` for a wrong old password, ``AccountError/tooMany(minutes:)`` and ``PasswordError``.
    package func changePassword(of id: ID<Agent>, from old: String, to new: String, visitor: Visitor) async throws -> SignedIn {
        let agent = try await confirm(id, password: old, from: visitor)
        try PasswordRules.check(new, email: agent.email, name: agent.name)
        let (hash, now) = (try await passwords.hash(new), now())
        return try await database.write { tx in
            try setPassword(of: id, to: hash, at: now, tx)
            return try enter(.agent(id), visitor, way: "password", at: now, tx)
        }
    }

    /// Asks an agent once more for their password, before something weighty. Throws as ``signIn(email:password:from:)`` does.
    @discardableResult
    package func confirm(_ id: ID<Agent>, password: String, from visitor: Visitor) async throws -> Agent {
        let now = now()
        let (agent, hash) = try await database.write { tx in
            let agent = try AgentStore(tx).require(id)
            try AttemptStore(tx).take([.account(agent.email, at: .signin)], at: now)
            return (agent, try AgentStore(tx).password(of: id))
        }
        guard try await passwords.verify(password, against: hash) != .wrong else { throw AccountError.wrongSignIn }
        try await database.write { tx in try AttemptStore(tx).forgive([.account(agent.email, at: .signin)]) }
        return agent
    }

    /// Sets the password of an agent from the command line, where whoever may run it may do everything.
    /// Throws ``AccountError/noSuchAgent`` and ``PasswordError``.
    package func setPassword(email: String, to password: String) async throws {
        let agent = try await database.read { tx in try AgentStore(tx).find(email: email) }
        guard let agent else { throw AccountError.noSuchAgent }
        try PasswordRules.check(password, email: agent.email, name: agent.name)
        let (hash, now) = (try await passwords.hash(password), now())
        try await database.write { tx in try setPassword(of: agent.id, to: hash, at: now, tx) }
    }

    /// The hash, and the end of every session and of every link that could sign in or set another.
    func setPassword(of id: ID<Agent>, to hash: String, at now: Instant, _ tx: Transaction) throws {
        try AgentStore(tx).setPassword(of: id, to: hash)
        try SessionStore(tx).endAll(of: .agent(id))
        try AccessTokenStore(tx).revokeAll([.invite, .reset, .signin], of: .agent(id), at: now)
        try AuditStore(tx).append(.passwordChanged, by: .agent(id), at: now)
    }
}
