import Primitives
import Storage

/// The rows of sessions.
package struct SessionStore {
    private static let columns: SQL =
        "id, hash, holder_kind, holder, department, is_stale, made_at, seen_at, expires_at, csrf, device"

    private let tx: Transaction

    package init(_ tx: Transaction) {
        self.tx = tx
    }

    func create(_ session: Session, token: String) throws {
        guard let hash = SecretToken.hash(token) else { throw AccountError.wrongSignIn }
        try tx.run(
            """
            INSERT INTO session (id, hash, holder_kind, holder, department, is_stale, made_at, seen_at, expires_at, csrf, device)
            VALUES (\(session.id), \(hash), \(session.holder.actor.kind.rawValue), \(session.holder.actor.id),
                \(session.holder.department), 0, \(session.made), \(session.seen), \(session.expires), \(session.csrf), \(session.device))
            """)
    }

    /// The session of a token's hash, if it is not over.
    package func find(_ hash: [UInt8], at now: Instant) throws -> Session? {
        let current = try tx.rows("SELECT \(Self.columns) FROM session WHERE hash = \(hash) AND expires_at > \(now)").first
        if let current { return try Session(current, hash) }
        let former = try tx.rows(
            "SELECT \(Self.columns) FROM session WHERE previous = \(hash) AND previous_until > \(now) AND expires_at > \(now)")
        return try former.first.flatMap { try Session($0, nil) }
    }

    /// Someone's sessions, the last seen first.
    package func all(of holder: Holder, at now: Instant) throws -> [Session] {
        try tx.rows(
            """
            SELECT \(Self.columns) FROM session WHERE holder_kind = \(holder.actor.kind.rawValue) AND holder = \(holder.actor.id)
            AND expires_at > \(now) ORDER BY seen_at DESC, id DESC
            """
        ).compactMap { try Session($0, nil) }
    }

    func see(_ id: ID<Session>, at now: Instant, expires: Instant) throws {
        try tx.run("UPDATE session SET seen_at = \(now), expires_at = \(expires) WHERE id = \(id)")
    }

    /// Gives a session a new token; `false` when another request was faster.
    func renew(_ id: ID<Session>, from old: [UInt8], to new: [UInt8], formerUntil until: Instant) throws -> Bool {
        try tx.changed(
            by: """
            UPDATE session SET hash = \(new), previous = \(old), previous_until = \(until), is_stale = 0
            WHERE id = \(id) AND hash = \(old)
            """) == 1
    }

    /// Makes the next request of each of the holder's browsers fetch a new token: their rights changed.
    package func markStale(of holder: Holder) throws {
        try tx.run(
            "UPDATE session SET is_stale = 1 WHERE holder_kind = \(holder.actor.kind.rawValue) AND holder = \(holder.actor.id)")
    }

    func end(hash: [UInt8]) throws {
        try tx.run("DELETE FROM session WHERE hash = \(hash) OR previous = \(hash)")
    }

    /// `false` when the holder has none of that id.
    package func end(_ id: ID<Session>, of holder: Holder) throws -> Bool {
        try tx.changed(
            by: """
            DELETE FROM session WHERE id = \(id) AND holder_kind = \(holder.actor.kind.rawValue) AND holder = \(holder.actor.id)
            """) == 1
    }

    /// Ends every session of an agent or contact: their password changed, or they may no longer sign in.
    package func endAll(of holder: Holder) throws {
        try tx.run(
            "DELETE FROM session WHERE holder_kind = \(holder.actor.kind.rawValue) AND holder = \(holder.actor.id)")
    }

    /// Ends every session, and every link that would begin one.
    package func shutOut(_ holder: Holder, at now: Instant) throws {
        try endAll(of: holder)
        try AccessTokenStore(tx).revokeAll([.invite, .reset, .signin, .demo], of: holder, at: now)
    }

    func removeExpired(at now: Instant) throws {
        try tx.run("DELETE FROM session WHERE expires_at <= \(now)")
    }
}

extension Session {
    /// - Parameter hash: of the token it was asked for with; `nil` when it was not its present one
    fileprivate init?(_ row: Row, _ hash: [UInt8]?) throws {
        guard let holder = try Holder.read(row) else { return nil }
        self.holder = holder
        id = try row("id")
        made = try row("made_at")
        seen = try row("seen_at")
        expires = try row("expires_at")
        csrf = try row("csrf")
        device = try row("device")
        isStale = try row("is_stale")
        isFormer = try hash.map { !SecretToken.areEqual(try row("hash", as: [UInt8].self), $0) } ?? true
    }
}
