import Accounts
import Customisation
import Gate
import HTTPTypes
import Hummingbird
import Languages
import Markup
import Primitives

/// Where agents sign in and everybody signs out.
package struct SignInRoutes: Sendable {
    let desktop: Desktop
    let site: Site

    package init(_ desktop: Desktop, _ site: Site) {
        self.desktop = desktop
        self.site = site
    }

    private static let nobody = "nobody is signed in yet"

    package func add(to gate: Gate) {
        gate.get("/sign-in", .public(Self.nobody)) { request, context in try await show(request, context) }
        gate.post("/sign-in", .public(Self.nobody)) { _, context in try await signIn(context) }
        gate.post("/sign-in/link", .public(Self.nobody, limit: RequestLimit(perMinute: 10))) { _, context in
            try await mailLink(.signin, context)
        }
        gate.get("/sign-in/forgotten", .public(Self.nobody)) { _, context in try await askForReset(context) }
        gate.post("/sign-in/forgotten", .public(Self.nobody, limit: RequestLimit(perMinute: 10))) { _, context in
            try await mailLink(.reset, context)
        }
        gate.post("/sign-out", .public("whoever is signed in may leave")) { _, context in try await signOut(context) }
    }

    private func show(_ request: Request, _ context: Context) async throws -> Response {
        let next = LocalPath(next: try request.query().text("next", most: 2000))
        if context.admission?.agent != nil { return context.redirect(to: next ?? LocalPath("/inbox")) }
        return try await page(context, email: "", error: nil, next: next, status: .ok)
    }

    private func signIn(_ context: Context) async throws -> Response {
        let next = LocalPath(next: try context.form.text("next", most: 2000))
        let email = try context.form.text("email", most: 320)
        do {
            let entry = try await desktop.accounts.signIn(
                email: email, password: try context.form.secret("password"), from: context.visitor)
            context.signIn(entry)
            return context.redirect(to: next ?? LocalPath("/inbox"))
        } catch let error as AccountError {
            let status: HTTPResponse.Status = error.notice.kind == .limited ? .tooManyRequests : .unprocessableContent
            return try await page(context, email: email, error: error.notice, next: next, status: status)
        }
    }

    private func page(
        _ context: Context, email: String, error: Notice?, next: LocalPath?, status: HTTPResponse.Status
    ) async throws -> Response {
        let step = try await desktop.doorstep(context)
        let portal = desktop.settings(.portalOn, department: step.department.id) ? "/help" : nil
        let page = SignInPage(
            desk: step.desk, email: email, error: error.map { step.words($0) }, next: next?.text, portal: portal)
        return step.bare(step.words("sign.title"), page.view(step.parts), context, status: status)
    }

    private func askForReset(_ context: Context) async throws -> Response {
        let step = try await desktop.doorstep(context)
        var page = DoorForm(
            step.words("signin.forgotten.title"), step.words("signin.forgotten.text"), to: "/sign-in/forgotten",
            submit: step.words("sign.link"))
        page.fields = [Field("email", step.words("sign.email"), .email, required: true, autocomplete: "username")]
        page.foot = "<p class=\"xs quiet\"><a href=\"/sign-in\">\(step.words("signin.back"))</a></p>"
        return step.form(page, context)
    }

    /// Says the same whoever has the address, or nobody.
    private func mailLink(_ purpose: AccessToken.Purpose, _ context: Context) async throws -> Response {
        let email = try context.form.text("email", most: 320)
        let step = try await desktop.doorstep(context)
        let post = LetterBox(desktop, department: step.department.id), url = site.url()
        try await desktop.accounts.requestLink(purpose, email: email, from: context.visitor) { tx, agent, token in
            let letter = AccountLetter.link(purpose, url: url, token: token, desk: step.desk, for: agent, else: step.words.language)
            try post.put(letter, tx)
        }
        let page = MessagePage(
            icon: .mail, title: step.words("sign.sent.title"), text: step.words("sign.sent.text", ["address": email]),
            steps: "<a class=\"btn\" href=\"/sign-in\">\(step.words("signin.back"))</a>")
        return step.message(page, context)
    }

    private func signOut(_ context: Context) async throws -> Response {
        if let token = context.visitor.session { try await desktop.accounts.signOut(token: token) }
        context.signOut()
        let isCustomer = context.admission.map { $0.agent == nil } ?? false
        return context.redirect(to: isCustomer ? LocalPath("/help") : LocalPath("/sign-in"))
    }
}
