import Primitives
import Storage

extension AccountDesk {
    /// Notes that a session was seen, and gives it a new token when its holder's rights changed; `nil` when the cookie may stay
    /// as it is. To be called when ``Session/wantsTouch(at:)`` says so.
    package func touch(_ session: Session, token: String) async throws -> SignedIn? {
        let (now, new) = (now(), SecretToken.make(randomness))
        guard let old = SecretToken.hash(token), let hash = SecretToken.hash(new) else { return nil }
        return try await database.write { tx in
            let store = SessionStore(tx)
            try store.see(session.id, at: now, expires: now + Session.lifetime)
            guard session.isStale else { return SignedIn(session: session, token: token) }
            let isRenewed = try store.renew(session.id, from: old, to: hash, formerUntil: now + Session.grace)
            return isRenewed ? SignedIn(session: session, token: new) : nil
        }
    }

    /// Ends the session of a cookie.
    package func signOut(token: String) async throws {
        guard let hash = SecretToken.hash(token) else { return }
        try await database.write { tx in try SessionStore(tx).end(hash: hash) }
    }

    package func sessions(of holder: Holder) async throws -> [Session] {
        let now = now()
        return try await database.read { tx in try SessionStore(tx).all(of: holder, at: now) }
    }

    /// Ends one of someone's own sessions. Throws ``AccountError/noSuchToken``.
    package func endSession(_ id: ID<Session>, of holder: Holder) async throws {
        let now = now()
        try await database.write { tx in
            guard try SessionStore(tx).end(id, of: holder) else { throw AccountError.noSuchToken }
            try AuditStore(tx).append(.sessionEnded, by: holder.actor, at: now)
        }
    }

    /// A session and its row; the old one of the same browser ends.
    func begin(_ holder: Holder, device: String, replacing old: String?, at now: Instant, _ tx: Transaction) throws -> SignedIn {
        let store = SessionStore(tx)
        try store.removeExpired(at: now)
        if let hash = old.flatMap(SecretToken.hash) { try store.end(hash: hash) }
        let session = Session(
            id: ids.next(), holder: holder, made: now, seen: now, expires: now + Session.lifetime,
            csrf: SecretToken.make(randomness), device: device.cut(190), isStale: false, isFormer: false)
        let token = SecretToken.make(randomness)
        try store.create(session, token: token)
        return SignedIn(session: session, token: token)
    }
}
