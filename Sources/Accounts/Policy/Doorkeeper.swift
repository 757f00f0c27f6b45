import Customisation
import Primitives
import Storage
import Synchronization

/// Says who stands at the door. What agents may is remembered until a role, team or agent changes: every answer looks at the
/// count of changes in the same read, so nobody keeps a right that was taken.
package final class Doorkeeper: Sendable {
    /// Agents remembered at most.
    private static let limit = 5000

    private let database: Database
    private let clock: Clock
    private let known = Mutex<[ID<Agent>: (revision: Int64, standing: Standing?)]>([:])

    package init(_ database: Database, clock: Clock) {
        self.database = database
        self.clock = clock
    }

    /// Who holds the session of that token; `nil` when it is over or was never one.
    package func admit(session token: String) async throws -> Admission? {
        guard let hash = SecretToken.hash(token) else { return nil }
        let now = clock.now()
        return try await database.read { tx in
            guard let session = try SessionStore(tx).find(hash, at: now) else { return nil }
            switch session.holder {
            case .agent(let id):
                return try self.standing(of: id, tx).map {
                    Admission(holder: session.holder, agent: $0.agent, accesses: $0.accesses, session: session, token: nil)
                }
            case .contact(let id, let department):
                return Admission(
                    holder: session.holder, agent: nil, accesses: [.contact(id, in: department)], session: session, token: nil)
            }
        }
    }

    /// Whose API token it is; `nil` when it was revoked, is too old or was never one.
    package func admit(bearer token: String) async throws -> Admission? {
        guard let hash = SecretToken.hash(token) else { return nil }
        let now = clock.now()
        return try await database.read { tx in
            guard let token = try AccessTokenStore(tx).find(hash, [.api], at: now), let holder = token.holder,
                let agent = holder.agent, let standing = try self.standing(of: agent, tx)
            else { return nil }
            return Admission(holder: holder, agent: standing.agent, accesses: standing.accesses, session: nil, token: token.id)
        }
    }

    /// What an agent may now; `nil` when they may not sign in.
    package func standing(of agent: ID<Agent>) async throws -> Standing? {
        try await database.read { tx in try self.standing(of: agent, tx) }
    }

    /// The same inside a read that does more.
    package func standing(of agent: ID<Agent>, _ tx: Transaction) throws -> Standing? {
        let revision = try RevisionStore(tx).number(of: .accounts)
        if let known = known.withLock({ $0[agent] }), known.revision == revision { return known.standing }
        let standing = try AccessStore(tx).standing(of: agent)
        known.withLock { known in
            if known.count >= Self.limit { known.removeAll() }
            if known[agent].map({ $0.revision < revision }) ?? true { known[agent] = (revision, standing) }
        }
        return standing
    }
}

/// Who came in, and what they may.
package struct Admission: Sendable {
    package let holder: Holder
    /// `nil` for a contact.
    package let agent: Agent?
    /// One for each department they have a right in.
    package let accesses: [Access]
    /// `nil` for a bearer of an API token.
    package let session: Session?
    package let token: ID<AccessToken>?

    /// The same person, who is another contact in one of their departments.
    package func known(as contact: Int64?, in department: ID<Department>) -> Admission {
        let accesses = accesses.map { $0.department == department ? $0.known(as: contact) : $0 }
        return Admission(holder: holder, agent: agent, accesses: accesses, session: session, token: token)
    }
}
