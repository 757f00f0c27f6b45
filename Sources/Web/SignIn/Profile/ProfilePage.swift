import Accounts
import Languages
import Markup
import Primitives

/// An agent's own page.
struct ProfilePage: DeskPage {
    let form: ProfileForm
    let trouble: FormTrouble
    let sessions: [Session]
    let thisSession: ID<Session>?
    let tokens: [AccessToken]
    /// The secret of a key just made, shown this once.
    let secret: String?
    let title: String

    var current: String? { nil }
}

extension ProfilePage {
    func view(_ parts: Parts) -> Frame.Kind {
        let words = parts.words
        return .plain("""
            \(parts.pageHead(title))\
            \(parts.section(words("signin.profile.you"), you(parts)))\
            \(parts.section(words("sign.password"), password(parts)))\
            \(parts.section(words("signin.sessions"), hint: words("signin.sessions.hint"), sessionTable(parts)))\
            \(parts.section(words("signin.tokens"), hint: words("signin.tokens.hint"), keys(parts)))\
            \(parts.zones)
            """)
    }

    private func you(_ parts: Parts) -> HTML {
        let fields = form.fields(parts.words, trouble)
        return parts.form("/profile", look: "form", """
            \(parts.seen(form.seen))\(parts.trouble(trouble, fields))\(fields.map { parts.field($0) })\
            <p class="line">\(parts.button(parts.words("common.save"), .primary))</p>
            """)
    }

    private func password(_ parts: Parts) -> HTML {
        let words = parts.words
        let old = Field(
            "old", words("signin.password.old"), .password, error: trouble.about("old", words), required: true,
            autocomplete: "current-password")
        let fields = [old] + PasswordForm.fields(words, error: trouble.about("password", words) ?? trouble.about("again", words))
        return parts.form("/profile/password", look: "form", """
            <p class="small quiet">\(words("signin.password.ends"))</p>\(fields.map { parts.field($0) })\
            <p class="line">\(parts.button(words("signin.choose.submit")))</p>
            """)
    }

    private func sessionTable(_ parts: Parts) -> HTML {
        let words = parts.words
        let rows = sessions.map { session -> [HTML] in
            let isThis = session.id == thisSession
            let end = parts.form("/profile/sessions/\(session.id)/end", parts.button(words("signin.session.end")))
            return [
                HTML(text: Device(session.device).name ?? words("signin.session.unknown")), parts.time(session.made), parts.time(session.seen),
                isThis ? HTML(text: words("signin.session.this")) : end,
            ]
        }
        let head = ["browser", "since", "seen", "act"].map { words("signin.session.\($0)") }
        return parts.table(words("signin.sessions"), head: head, rows: rows, captionHidden: true)
    }

    private func keys(_ parts: Parts) -> HTML {
        let words = parts.words
        let rows = tokens.map { token -> [HTML] in
            [
                HTML(text: token.name), parts.time(token.made), token.expires.map { parts.time($0) } ?? HTML(text: words("signin.token.never")),
                parts.form("/profile/tokens/\(token.id)/revoke", parts.button(words("signin.token.revoke"))),
            ]
        }
        let head = ["name", "since", "until", "act"].map { words("signin.token.\($0)") }
        let table = rows.isEmpty ? HTML.empty : parts.table(words("signin.tokens"), head: head, rows: rows, captionHidden: true)
        return "\(shownSecret(parts))\(table)\(newKey(parts))"
    }

    private func shownSecret(_ parts: Parts) -> HTML {
        guard let secret else { return .empty }
        return parts.callout(.positive, icon: .lock, """
            <p>\(parts.words("signin.token.once"))</p>\
            <p><input class="input num" readonly value="\(secret)" aria-label="\(parts.words("signin.token.secret"))" data-focus></p>
            """)
    }

    private func newKey(_ parts: Parts) -> HTML {
        let words = parts.words
        let fields = [
            Field("key", words("signin.token.for"), error: trouble.about("key", words), required: true),
            Field("days", words("signin.token.days"), .number, hint: words("signin.token.days.hint"), error: trouble.about("days", words)),
        ]
        return parts.form("/profile/tokens", look: "form", """
            \(fields.map { parts.field($0) })<p class="line">\(parts.button(words("signin.token.make"), icon: .plus))</p>
            """)
    }
}

/// A browser by what it calls itself (RFC 9110 §10.1.5).
struct Device: Sendable {
    /// `Firefox, Linux`; `nil` for what is unknown here.
    let name: String?

    init(_ agent: String) {
        let browsers = [("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")]
        let systems = [
            ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux"),
        ]
        let found = [browsers, systems].compactMap { list in list.first { agent.contains($0.0) }?.1 }
        name = found.isEmpty ? (agent.isEmpty ? nil : String(agent.prefix(60))) : found.joined(separator: ", ")
    }
}
