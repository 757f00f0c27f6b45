import Primitives
import Storage

extension AccountDesk {
    /// A key with which a program may do what the agent may. The secret is shown this once.
    /// - Parameter expires: `nil` for never
    package func makeToken(_ name: String, expires: Instant?, for agent: ID<Agent>) async throws -> (ID<AccessToken>, secret: String) {
        guard !name.trimmed.isEmpty, name.count <= 120 else { throw AccountError.name }
        let (now, secret, id) = (now(), SecretToken.make(randomness), ids.next(AccessToken.self))
        try await database.write { tx in
            try AccessTokenStore(tx).keep(secret, id, .api, for: .agent(agent), name: name.trimmed, expires: expires, at: now)
            try AuditStore(tx).append(.tokenMade, by: .agent(agent), ["token": id.text], at: now)
        }
        return (id, secret)
    }

    package func tokens(of agent: ID<Agent>) async throws -> [AccessToken] {
        try await database.read { tx in try AccessTokenStore(tx).all(of: .agent(agent), .api) }
    }

    /// Throws ``AccountError/noSuchToken`` for one that is not the agent's own.
    package func revokeToken(_ id: ID<AccessToken>, of agent: ID<Agent>) async throws {
        let now = now()
        try await database.write { tx in
            guard try AccessTokenStore(tx).revoke(id, of: .agent(agent), at: now) else { throw AccountError.noSuchToken }
            try AuditStore(tx).append(.tokenRevoked, by: .agent(agent), ["token": id.text], at: now)
        }
    }
}
