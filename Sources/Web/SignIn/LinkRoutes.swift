import Accounts
import Gate
import HTTPTypes
import Hummingbird
import Languages
import Primitives

/// Links that open a door by themselves: signing in, choosing a password. Opening one changes nothing, since mail scanners open
/// links too; its button does. A demo's link alone signs in at once.
package struct LinkRoutes: Sendable {
    let desktop: Desktop

    package init(_ desktop: Desktop) {
        self.desktop = desktop
    }

    private static let secret = "who knows the link is who it was sent to"

    package func add(to gate: Gate) {
        gate.get("/s/:token", .public(Self.secret)) { _, context in
            try await opening(context) { link, token in try await show(link, token, context) }
        }
        gate.post("/s/:token", .public(Self.secret)) { _, context in
            try await opening(context) { _, token in try await enter(token, context) }
        }
        for (path, purpose) in [("/invite/:token", AccessToken.Purpose.invite), ("/reset/:token", .reset)] {
            gate.get(path, .public(Self.secret)) { _, context in
                try await opening(context, for: purpose) { link, token in try await choose(link, token, nil, context) }
            }
            gate.post(path, .public(Self.secret)) { _, context in
                try await opening(context, for: purpose) { link, token in try await save(link, token, context) }
            }
        }
    }

    /// Looks at the link first; one that is over has a page of its own.
    private func opening(
        _ context: Context, for purpose: AccessToken.Purpose? = nil,
        _ go: (OpenedLink, String) async throws -> Response
    ) async throws -> Response {
        do {
            let token = try context.parameter("token")
            let link = try await desktop.accounts.open(link: token)
            if let purpose, link.purpose != purpose { throw AccountError.linkOver }
            return try await go(link, token)
        } catch AccountError.linkOver {
            let step = try await desktop.doorstep(context)
            return step.message(.expiredLink(words: step.words, signIn: "/sign-in"), context, status: .gone)
        }
    }

    private func show(_ link: OpenedLink, _ token: String, _ context: Context) async throws -> Response {
        switch link.purpose {
        case .demo: return try await enter(token, context)
        case .invite: return context.redirect(to: LocalPath("/invite/\(token)"))
        case .reset: return context.redirect(to: LocalPath("/reset/\(token)"))
        case .setup: return context.redirect(to: LocalPath("/setup/\(token)"))
        case .api: throw AccountError.linkOver
        case .signin: break
        }
        let step = try await desktop.doorstep(context)
        let text = link.name.map { step.words("signin.link.as", ["name": $0]) } ?? step.words("signin.link.text")
        let page = DoorForm(step.words("sign.title"), text, to: "/s/\(token)", submit: step.words("sign.submit"))
        return step.form(page, context)
    }

    private func enter(_ token: String, _ context: Context) async throws -> Response {
        let entry = try await desktop.accounts.signIn(link: token, from: context.visitor)
        context.signIn(entry)
        return context.redirect(to: entry.session.holder.agent == nil ? LocalPath("/help/requests") : LocalPath("/inbox"))
    }

    private func choose(_ link: OpenedLink, _ token: String, _ error: Notice?, _ context: Context) async throws -> Response {
        let step = try await desktop.doorstep(context)
        let page = PasswordForm.page(for: link, token, error, step)
        return step.form(page, context, status: error == nil ? .ok : .unprocessableContent)
    }

    private func save(_ link: OpenedLink, _ token: String, _ context: Context) async throws -> Response {
        do {
            let password = try PasswordForm(context.form).password
            let entry = try await desktop.accounts.choosePassword(link: token, password: password, from: context.visitor)
            context.signIn(entry)
            return context.redirect(to: LocalPath("/inbox"), telling: Notice("signin.password.chosen", .told))
        } catch let error as PasswordError {
            return try await choose(link, token, error.notice, context)
        } catch let error as FormError {
            return try await choose(link, token, error.notice, context)
        }
    }
}

/// A new password, typed twice.
struct PasswordForm: Sendable {
    let password: String

    /// Throws ``FormError`` when the two differ.
    init(_ form: Form) throws(FormError) {
        password = try form.secret("password")
        guard try form.secret("again") == password else { throw FormError("again", "signin.password.differ") }
    }

    static func fields(_ words: Words, error: String?) -> [Field] {
        [
            Field(
                "password", words("signin.password.new"), .password, hint: words("signin.password.hint", ["least": "\(PasswordRules.least)"]),
                error: error, required: true, autocomplete: "new-password"),
            Field("again", words("signin.password.again"), .password, required: true, autocomplete: "new-password"),
        ]
    }

    static func page(for link: OpenedLink, _ token: String, _ error: Notice?, _ step: Doorstep) -> DoorForm {
        let words = step.words, isInvitation = link.purpose == .invite
        var page = DoorForm(
            words(isInvitation ? "signin.invite.title" : "signin.reset.title"),
            words("signin.choose.text", ["name": link.name ?? "", "address": link.email ?? ""]),
            to: isInvitation ? "/invite/\(token)" : "/reset/\(token)", submit: words("signin.choose.submit"))
        page.fields = fields(words, error: error.map { words($0) })
        return page
    }
}
