import Accounts
import Contacts
import Gate
import HTTPTypes
import Hummingbird
import Languages
import Markup
import Primitives
import Storage

/// Customers sign in by a link that goes to their address.
struct HelpSignInRoutes {
    let desktop: Desktop
    let site: Site

    func add(to gate: Gate) {
        gate.get("/help/sign-in", .public("nobody is signed in yet")) { _, context in try await show(context, nil) }
        gate.post("/help/sign-in", .public("nobody is signed in yet", limit: RequestLimit(perMinute: 10))) { _, context in
            try await send(context)
        }
    }

    private func show(_ context: Context, _ error: Notice?, email: String = "") async throws -> Response {
        let asker = try await desktop.db.read { tx in try desktop.asker(context, tx) }
        let words = asker.words
        var page = DoorForm(words("sign.title"), words("portal.signIn.text", ["desk": asker.step.desk]), to: "/help/sign-in", submit: words("sign.link"))
        page.fields = [
            Field("email", words("portal.email"), .email, value: email, error: error.map { words($0) }, required: true, autocomplete: "email"),
        ]
        page.foot = "<p class=\"xs quiet\"><a href=\"/help\">\(words("portal.withoutSignIn"))</a></p>"
        return asker.step.form(page, context, status: error == nil ? .ok : .unprocessableContent)
    }

    /// Says and takes the same whoever has the address, or nobody.
    private func send(_ context: Context) async throws -> Response {
        let email = try context.form.text("email", most: 320)
        guard PersonFinder.way(email)?.kind == .email else { return try await show(context, Notice("form.email", .invalid), email: email) }
        let asker: Asker
        do {
            asker = try await mail(email, context)
        } catch let error as AccountError {
            return try await show(context, error.notice, email: email)
        }
        let words = asker.words
        let page = MessagePage(
            icon: .mail, title: words("sign.sent.title"), text: words("sign.sent.text", ["address": email]),
            steps: "<a class=\"btn\" href=\"/help\">\(words("portal.toHelp"))</a>")
        return asker.step.message(page, context)
    }

    private func mail(_ email: String, _ context: Context) async throws -> Asker {
        let now = desktop.now(), url = site.url()
        return try await desktop.db.write { tx in
            let asker = try desktop.asker(context, tx)
            try AttemptStore(tx).take([.address(context.visitor.address, at: .link), .account(email, at: .link)], at: now)
            guard let identity = try IdentityStore(tx, department: asker.department).find(.email, email), identity.suppressed == nil else {
                return asker
            }
            let contact = try ContactStore(tx, department: asker.department).current(identity.contact)
            let token = try desktop.accounts.contactLink(contact.id.rawValue, in: asker.department, tx)
            let letter = AccountLetter.contact(
                name: contact.name, address: identity.value, url: url, token: token, desk: asker.step.desk,
                in: contact.language ?? asker.words.language)
            try LetterBox(desktop, department: asker.department).put(letter, tx)
            return asker
        }
    }
}
