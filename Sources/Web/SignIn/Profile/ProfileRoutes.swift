import Accounts
import Customisation
import Gate
import HTTPTypes
import Hummingbird
import Languages
import Primitives

/// What is one's own: name, language, looks, password, sessions, keys.
package struct ProfileRoutes: Sendable {
    let desktop: Desktop

    package init(_ desktop: Desktop) {
        self.desktop = desktop
    }

    private static let own = "everybody's own profile"

    package func add(to gate: Gate) {
        gate.get("/profile", .signedIn(Self.own)) { _, context in try await show(context) }
        gate.post("/profile", .signedIn(Self.own)) { _, context in try await save(context) }
        gate.post("/profile/language", .signedIn(Self.own)) { request, context in try await speak(request, context) }
        gate.post("/profile/password", .signedIn(Self.own)) { _, context in try await changePassword(context) }
        gate.post("/profile/sessions/:id/end", .signedIn(Self.own)) { _, context in try await endSession(context) }
        gate.post("/profile/tokens", .signedIn(Self.own)) { _, context in try await makeToken(context) }
        gate.post("/profile/tokens/:id/revoke", .signedIn(Self.own)) { _, context in try await revokeToken(context) }
    }

    private func show(
        _ context: AgentContext, _ form: ProfileForm? = nil, _ trouble: FormTrouble = .none, secret: String? = nil
    ) async throws -> Response {
        let holder = Holder.agent(context.agent.id)
        let sessions = try await desktop.accounts.sessions(of: holder)
        let tokens = try await desktop.accounts.tokens(of: context.agent.id)
        let singleKeys = desktop.settings(.singleKeys, department: context.access.department, person: context.agent.id.rawValue)
        let page = ProfilePage(
            form: form ?? ProfileForm(context.agent, singleKeys: singleKeys), trouble: trouble, sessions: sessions,
            thisSession: context.session?.id, tokens: tokens, secret: secret, title: Words(context.language)("layout.profile"))
        var response = try await desktop.show(context, status: trouble.isEmpty ? .ok : .unprocessableContent) { _, _ in page }
        if secret != nil { response.headers[.cacheControl] = "no-store" }
        return response
    }

    private func save(_ context: AgentContext) async throws -> Response {
        let form = ProfileForm(keeping: context.form, context.agent)
        do {
            _ = try context.form.required("name", most: 120)
            var agent = context.agent
            (agent.name, agent.language, agent.zone) = (form.name, form.language, form.zone.isEmpty ? nil : form.zone)
            (agent.theme, agent.density) = (form.theme, form.density)
            try await desktop.accounts.saveOwn(agent, seen: try context.form.version() ?? agent.version)
            try await desktop.settings.change(
                .singleKeys, to: form.singleKeys, at: .person(agent.id.rawValue), as: context.access)
            return context.redirect(to: LocalPath("/profile"), telling: Notice("signin.profile.saved", .told))
        } catch let error as any UserFacingError {
            return try await show(context, form, FormTrouble(error, at: ["account.name": "name", "account.zone": "zone"]))
        }
    }

    private func speak(_ request: Request, _ context: AgentContext) async throws -> Response {
        if let language = try context.form.choice("language", of: Language.self) {
            var agent = context.agent
            agent.language = language
            try await desktop.accounts.saveOwn(agent, seen: agent.version)
            context.base.remember(language)
        }
        return context.redirect(to: request.pageBefore ?? LocalPath("/profile"))
    }

    private func changePassword(_ context: AgentContext) async throws -> Response {
        do {
            let entry = try await desktop.accounts.changePassword(
                of: context.agent.id, from: try context.form.secret("old"), to: try PasswordForm(context.form).password,
                visitor: context.base.visitor)
            context.base.signIn(entry)
            return context.redirect(to: LocalPath("/profile"), telling: Notice("signin.password.changed", .told))
        } catch let error as any UserFacingError {
            let places = SetupForm.places.merging(["account.wrongSignIn": "old", "account.tooMany": "old"]) { $1 }
            return try await show(context, nil, FormTrouble(error, at: places))
        }
    }

    private func endSession(_ context: AgentContext) async throws -> Response {
        try await desktop.accounts.endSession(try context.id("id", as: Session.self), of: .agent(context.agent.id))
        return context.redirect(to: LocalPath("/profile"), telling: Notice("signin.session.ended", .told))
    }

    /// The secret is on the page that answers, and nowhere else.
    private func makeToken(_ context: AgentContext) async throws -> Response {
        do {
            let name = try context.form.required("key", most: 120)
            let days = try context.form.number("days", in: 1...3650)
            let expires = days.map { desktop.now() + .days($0) }
            let made = try await desktop.accounts.makeToken(name, expires: expires, for: context.agent.id)
            return try await show(context, secret: made.secret)
        } catch let error as any UserFacingError {
            return try await show(context, nil, FormTrouble(error, at: ["account.name": "key"]))
        }
    }

    private func revokeToken(_ context: AgentContext) async throws -> Response {
        try await desktop.accounts.revokeToken(try context.id("id", as: AccessToken.self), of: context.agent.id)
        return context.redirect(to: LocalPath("/profile"), telling: Notice("signin.token.revoked", .told))
    }
}

extension Request {
    /// The page of ours on which the form stood, as the browser says; `nil` where it does not.
    var pageBefore: LocalPath? {
        guard let referrer = headers[.referer], let scheme = referrer.firstRange(of: "://") else { return nil }
        let rest = referrer[scheme.upperBound...]
        return rest.firstIndex(of: "/").flatMap { LocalPath(next: String(rest[$0...])) }
    }
}
