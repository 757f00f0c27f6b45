import Primitives
import Storage

/// What a link leads to, told without using it up.
package struct OpenedLink: Sendable, Equatable {
    package let purpose: AccessToken.Purpose
    package let holder: Holder?
    /// The agent's name and address, to show on the page; `nil` for a contact and for the set-up link.
    package let name: String?
    package let email: String?
}

extension AccountDesk {
    /// Looks at a link. Changes nothing: mail scanners open links too.
    /// Throws ``AccountError/linkOver``.
    package func open(link token: String) async throws -> OpenedLink {
        let now = now()
        return try await database.read { tx in
            let link = try find(token, [.setup, .invite, .reset, .signin, .demo], at: now, tx)
            let agent = try link.holder?.agent.flatMap { try AgentStore(tx).find($0) }
            return OpenedLink(purpose: link.purpose, holder: link.holder, name: agent?.name, email: agent?.email)
        }
    }

    /// Begins a session by a sign-in link, once its button is pressed; a demo's link does not end.
    /// Throws ``AccountError/linkOver``.
    package func signIn(link token: String, from visitor: Visitor) async throws -> SignedIn {
        let now = now()
        return try await database.write { tx in
            let link = try find(token, [.signin, .demo], at: now, tx)
            guard let holder = link.holder else { throw AccountError.linkOver }
            try demandActive(holder, tx)
            try AccessTokenStore(tx).spend(link, at: now)
            return try enter(holder, visitor, way: link.purpose.rawValue, at: now, tx)
        }
    }

    /// Chooses the password behind a link of an invitation or a reset, and signs in. Every other session of the agent ends.
    /// Throws ``AccountError/linkOver`` and ``PasswordError``.
    package func choosePassword(link token: String, password: String, from visitor: Visitor) async throws -> SignedIn {
        let opened = try await open(link: token)
        guard [.invite, .reset].contains(opened.purpose) else { throw AccountError.linkOver }
        try PasswordRules.check(password, email: opened.email ?? "", name: opened.name ?? "")
        let (hash, now) = (try await passwords.hash(password), now())
        return try await database.write { tx in
            let link = try find(token, [.invite, .reset], at: now, tx)
            guard let holder = link.holder, let agent = holder.agent else { throw AccountError.linkOver }
            try demandActive(holder, tx)
            try AccessTokenStore(tx).spend(link, at: now)
            try setPassword(of: agent, to: hash, at: now, tx)
            return try enter(holder, visitor, way: link.purpose.rawValue, at: now, tx)
        }
    }

    /// Makes a link for whoever has that address and hands it over in the same commit; does nothing visible when nobody has.
    /// Throws ``AccountError/tooMany(minutes:)``, for known and unknown addresses alike.
    /// - Parameters:
    ///   - purpose: `.reset` or `.signin`
    ///   - deliver: puts the mail into the outbox
    package func requestLink(
        _ purpose: AccessToken.Purpose, email: String, from visitor: Visitor,
        deliver: @escaping @Sendable (Transaction, Agent, _ token: String) throws -> Void
    ) async throws {
        let (now, token, id) = (now(), SecretToken.make(randomness), ids.next(AccessToken.self))
        try await database.write { tx in
            try AttemptStore(tx).take([.address(visitor.address, at: .reset), .account(email, at: .reset)], at: now)
            guard let agent = try AgentStore(tx).find(email: email), agent.isActive else { return }
            let store = AccessTokenStore(tx)
            try store.revokeAll([purpose], of: .agent(agent.id), at: now)
            try store.keep(token, id, purpose, for: .agent(agent.id), at: now)
            try deliver(tx, agent, token)
        }
    }

    /// A link that signs a contact in once; whoever calls has asked that it go to the contact's own address.
    package func contactLink(_ contact: Int64, in department: ID<Department>, _ tx: Transaction) throws -> String {
        let token = SecretToken.make(randomness)
        try AccessTokenStore(tx).keep(token, ids.next(), .signin, for: .contact(contact, department), at: now())
        return token
    }

    /// A link that signs in as often as it is opened. For the demo alone, whose desk holds nothing.
    package func demoLink(for holder: Holder, name: String) async throws -> String {
        let (now, token, id) = (now(), SecretToken.make(randomness), ids.next(AccessToken.self))
        try await database.write { tx in try AccessTokenStore(tx).keep(token, id, .demo, for: holder, name: name, at: now) }
        return token
    }

    /// Throws ``AccountError/linkOver``.
    func find(_ token: String, _ purposes: [AccessToken.Purpose], at now: Instant, _ tx: Transaction) throws -> AccessToken {
        guard let hash = SecretToken.hash(token), let link = try AccessTokenStore(tx).find(hash, purposes, at: now) else {
            throw AccountError.linkOver
        }
        return link
    }

    private func demandActive(_ holder: Holder, _ tx: Transaction) throws {
        guard let agent = holder.agent else { return }
        guard try AgentStore(tx).find(agent)?.isActive == true else { throw AccountError.linkOver }
    }
}
