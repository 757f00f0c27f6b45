import Customisation
import Primitives
import Storage

extension AccountDesk {
    /// The secret of the one-time link that makes the first admin; any earlier one ends. `nil` once there are agents.
    package func setupLink() async throws -> String? {
        let (now, token, id) = (now(), SecretToken.make(randomness), ids.next(AccessToken.self))
        return try await database.write { tx in
            guard try AgentStore(tx).isEmpty() else { return nil }
            let store = AccessTokenStore(tx)
            try store.revokeAll([.setup], of: nil, at: now)
            try store.keep(token, id, .setup, for: nil, at: now)
            return token
        }
    }

    /// Makes the first admin, of every department there is, and signs them in. The link works once.
    /// Throws ``AccountError`` and ``PasswordError``.
    package func setUp(
        link token: String, name: String, email: String, password: String, language: Language, from visitor: Visitor
    ) async throws -> SignedIn {
        guard try await open(link: token).purpose == .setup else { throw AccountError.linkOver }
        let agent = Agent(id: ids.next(), name: name.trimmed, email: Agent.normalised(email: email), language: language)
        try agent.check()
        try PasswordRules.check(password, email: agent.email, name: agent.name)
        let (hash, now) = (try await passwords.hash(password), now())
        return try await database.write { tx in
            let link = try find(token, [.setup], at: now, tx)
            guard try AgentStore(tx).isEmpty() else { throw AccountError.isSetUp }
            try AccessTokenStore(tx).spend(link, at: now)
            try AgentStore(tx).create(agent, password: hash, at: now)
            for department in try DepartmentStore(tx).all() {
                guard let admin = try RoleStore(tx).all(in: department.id).first(where: { $0.builtIn == .admin }) else { continue }
                try RoleStore(tx).give(admin.id, to: agent.id)
            }
            try AuditStore(tx).append(.setUp, by: .agent(agent.id), at: now)
            return try enter(.agent(agent.id), visitor, way: "setup", at: now, tx)
        }
    }
}
