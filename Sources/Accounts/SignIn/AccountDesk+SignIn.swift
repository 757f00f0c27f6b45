import Primitives
import Storage

extension AccountDesk {
    /// Begins a session for an address and its password. Same answer in the same time whether or not the address is known.
    /// Throws ``AccountError/wrongSignIn``, ``AccountError/tooMany(minutes:)`` and ``AccountError/busy``.
    package func signIn(email: String, password: String, from visitor: Visitor) async throws -> SignedIn {
        let email = Agent.normalised(email: email)
        let (address, account) = subjects(email, visitor)
        let claim = try await takeAttempt(email, [address, account])
        let verdict = try await passwords.verify(password, against: claim?.hash)
        guard let claim, verdict != .wrong else {
            try await tellFailure(claim?.agent.id, visitor)
            throw AccountError.wrongSignIn
        }
        let fresh = verdict == .rightButWeak ? try await passwords.hash(password) : nil
        return try await admit(claim, fresh: fresh, visitor)
    }

    /// An active agent and the hash of their password.
    private struct Claim: Sendable {
        let agent: Agent
        let hash: String
    }

    private func subjects(_ email: String, _ visitor: Visitor) -> (address: AttemptSubject, account: AttemptSubject) {
        (.address(visitor.address, at: .signin), .account(email, at: .signin))
    }

    private func takeAttempt(_ email: String, _ subjects: [AttemptSubject]) async throws -> Claim? {
        let now = now()
        return try await database.write { tx in
            try AttemptStore(tx).take(subjects, at: now)
            let store = AgentStore(tx)
            guard let agent = try store.find(email: email), agent.isActive, let hash = try store.password(of: agent.id) else {
                return nil
            }
            return Claim(agent: agent, hash: hash)
        }
    }

    private func tellFailure(_ agent: ID<Agent>?, _ visitor: Visitor) async throws {
        let now = now()
        try await database.write { tx in
            try AuditStore(tx).append(
                .signInFailed, by: agent.map(Actor.agent) ?? .system, ["from": visitor.address.cut(64)], at: now)
        }
    }

    /// - Parameter fresh: the password's hash under today's parameters, where it was kept under weaker ones
    private func admit(_ claim: Claim, fresh: String?, _ visitor: Visitor) async throws -> SignedIn {
        let now = now()
        let (address, account) = subjects(claim.agent.email, visitor)
        return try await database.write { tx in
            let store = AgentStore(tx)
            // Since the password was looked at, it may have been changed or the agent shut out.
            guard try store.password(of: claim.agent.id) == claim.hash, try store.find(claim.agent.id)?.isActive == true else {
                throw AccountError.wrongSignIn
            }
            if let fresh { try store.setPassword(of: claim.agent.id, to: fresh) }
            try AttemptStore(tx).forgive([account])
            try AttemptStore(tx).giveBack(address, at: now)
            return try enter(.agent(claim.agent.id), visitor, way: "password", at: now, tx)
        }
    }

    /// The session and its line in the audit log.
    func enter(_ holder: Holder, _ visitor: Visitor, way: String, at now: Instant, _ tx: Transaction) throws -> SignedIn {
        try AuditStore(tx).append(
            .signedIn, department: holder.department, by: holder.actor, ["way": way, "from": visitor.address.cut(64)], at: now)
        return try begin(holder, device: visitor.device, replacing: visitor.session, at: now, tx)
    }
}
