import Primitives
import Storage

/// The rows of links and keys.
package struct AccessTokenStore {
    private static let columns: SQL =
        "id, hash, holder_kind, holder, department, purpose, name, made_at, expires_at, used_at, revoked_at"

    private let tx: Transaction

    package init(_ tx: Transaction) {
        self.tx = tx
    }

    /// Keeps the hash of a token.
    /// - Parameter expires: `nil` for the purpose's own lifetime
    package func keep(
        _ token: String, _ id: ID<AccessToken>, _ purpose: AccessToken.Purpose, for holder: Holder?, name: String = "",
        expires: Instant? = nil, at now: Instant
    ) throws {
        guard let hash = SecretToken.hash(token) else { throw AccountError.noSuchToken }
        let expires = expires ?? purpose.lifetime.map { now + $0 }
        try tx.run(
            """
            INSERT INTO access_token (id, hash, holder_kind, holder, department, purpose, name, made_at, expires_at)
            VALUES (\(id), \(hash), \(holder?.actor.kind.rawValue), \(holder?.actor.id), \(holder?.department), \(purpose),
                \(name.cut(190)), \(now), \(expires))
            """)
    }

    /// The token of that hash, if it is for one of these purposes and works now.
    package func find(_ hash: [UInt8], _ purposes: [AccessToken.Purpose], at now: Instant) throws -> AccessToken? {
        let token = try tx.first(
            AccessToken.self,
            """
            SELECT \(Self.columns) FROM access_token WHERE hash = \(hash) AND revoked_at IS NULL AND used_at IS NULL
            AND (expires_at IS NULL OR expires_at > \(now))
            """)
        guard let token, purposes.contains(token.purpose), SecretToken.areEqual(token.hash, hash) else { return nil }
        return token
    }

    /// Ends a token that works once. Throws ``AccountError/linkOver`` when it was used meanwhile.
    package func spend(_ token: AccessToken, at now: Instant) throws {
        guard token.purpose.isUsedOnce else { return }
        let changed = try tx.changed(by: "UPDATE access_token SET used_at = \(now) WHERE id = \(token.id) AND used_at IS NULL")
        guard changed == 1 else { throw AccountError.linkOver }
    }

    /// Someone's tokens of a purpose that were not taken back, the newest first.
    package func all(of holder: Holder, _ purpose: AccessToken.Purpose) throws -> [AccessToken] {
        try tx.all(
            AccessToken.self,
            """
            SELECT \(Self.columns) FROM access_token WHERE holder_kind = \(holder.actor.kind.rawValue) AND holder = \(holder.actor.id)
            AND purpose = \(purpose) AND revoked_at IS NULL ORDER BY id DESC
            """)
    }

    /// Takes one back; `false` when the holder has none of that id.
    package func revoke(_ id: ID<AccessToken>, of holder: Holder, at now: Instant) throws -> Bool {
        try tx.changed(
            by: """
            UPDATE access_token SET revoked_at = \(now) WHERE id = \(id) AND holder_kind = \(holder.actor.kind.rawValue)
            AND holder = \(holder.actor.id) AND revoked_at IS NULL
            """) == 1
    }

    /// Takes back all of some purposes; of everybody's when no holder is named.
    package func revokeAll(_ purposes: [AccessToken.Purpose], of holder: Holder?, at now: Instant) throws {
        let whose: SQL =
            if let holder { " AND holder_kind = \(holder.actor.kind.rawValue) AND holder = \(holder.actor.id)" } else { "" }
        try tx.run(
            """
            UPDATE access_token SET revoked_at = \(now)
            WHERE revoked_at IS NULL AND purpose IN \(anyOf: purposes.map(\.rawValue))\(whose)
            """)
    }
}
