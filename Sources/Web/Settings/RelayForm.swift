import Foundation
import Gate
import Languages
import Mail
import Markup
import Primitives

/// The server our mail leaves through, in parts. Its password is never shown again.
struct RelayForm: Sendable {
    var host = ""
    var port = ""
    var isTLS = false
    var user = ""
    private var password = ""
    private var hasPassword = false

    init(_ relay: SMTPRelay?) {
        guard let relay else { return }
        (host, port, isTLS) = (relay.host, "\(relay.port)", relay.protection == .immediate)
        user = relay.credentials?.user ?? ""
        hasPassword = relay.credentials?.password?.isEmpty == false
    }

    init(keeping form: Form) {
        host = (try? form.text("host")) ?? ""
        port = (try? form.text("port", most: 5)) ?? ""
        isTLS = ((try? form.text("protection")) ?? "") == "tls"
        user = (try? form.text("user")) ?? ""
        password = (try? form.secret("secret")) ?? ""
        hasPassword = form.isOn("hasSecret")
    }

    /// `nil` when no host is named: then the desk has no relay of its own.
    /// - Parameter old: whose password holds while none is typed and server and user stay the same
    func relay(keeping old: SMTPRelay?) throws -> SMTPRelay? {
        if host.isEmpty { return nil }
        var parts = URLComponents()
        (parts.scheme, parts.host) = (isTLS ? "smtps" : "smtp", host.contains(":") ? "[\(host)]" : host)
        if !port.isEmpty {
            guard let number = Int(port), (1...65_535).contains(number) else { throw FormError("port", "form.number") }
            parts.port = number
        }
        let isSame = old?.host == host && old?.credentials?.user == user
        if !user.isEmpty { (parts.user, parts.password) = (user, password.isEmpty && isSame ? old?.credentials?.password : password) }
        do {
            return try SMTPRelay(url: parts.string ?? "")
        } catch {
            throw FormError("host", error.notice.key, error.notice.values)
        }
    }

    func view(_ parts: Parts, _ action: String, _ trial: Notice?, _ trouble: FormTrouble) -> HTML {
        let words = parts.words, fields = fields(words, trouble)
        return parts.form(action, look: "form", """
            \(trial.map { parts.flash($0) })\(parts.trouble(trouble, fields))\(fields.map { parts.field($0) })\
            \(hasPassword ? parts.hidden("hasSecret", "on") : .empty)\
            <p class="line wrap">\(parts.button(words("common.save")))\
            \(parts.button(words("settings.relay.try"), .plain, icon: .send, name: "try", value: "1"))</p>
            """)
    }

    private func fields(_ words: Words, _ trouble: FormTrouble) -> [Field] {
        let protections = [
            Field.Choice("starttls", words("settings.relay.starttls")), Field.Choice("tls", words("settings.relay.tls")),
        ]
        return [
            Field(
                "host", words("settings.relay.host"), value: host, hint: words("settings.relay.host.hint"), error: trouble.about("host", words),
                placeholder: "smtp.example.org", autocomplete: "off"),
            Field("port", words("settings.relay.port"), .number, value: port, error: trouble.about("port", words), placeholder: "587"),
            Field("protection", words("settings.relay.protection"), .choices(protections), value: isTLS ? "tls" : "starttls", required: true),
            Field("user", words("settings.relay.user"), value: user, autocomplete: "off"),
            Field(
                "secret", words("sign.password"), .password, hint: hasPassword ? words("settings.relay.keeps") : nil,
                autocomplete: "new-password"),
        ]
    }
}

/// Knocks at a relay without sending anything.
struct RelayTrial: Sendable {
    /// Whoever tries it waits in front of a page.
    private static let patience = Duration.seconds(15)

    let hostname: String

    /// What to tell: `.told` when it let us in, `.refused` with its words when it did not.
    func run(_ relay: SMTPRelay?) async throws -> Notice {
        guard let relay else { return Notice("settings.relay.nothing", .refused) }
        let client = SMTPClient(relay: relay, hostname: hostname)
        let words = await withTaskGroup(of: String?.self) { group in
            group.addTask { await Self.knock(client) }
            group.addTask {
                do { try await Task.sleep(for: Self.patience) } catch { return nil }
                return "timeout"
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
        await client.quit()
        guard let words else { return Notice("settings.relay.works", .told, ["place": "\(relay.host):\(relay.port)"]) }
        return Notice("settings.relay.fails", .refused, ["words": words])
    }

    /// Why it did not let us in; `nil` when it did.
    private static func knock(_ client: SMTPClient) async -> String? {
        do {
            try await client.connect()
            return nil
        } catch {
            return error.words
        }
    }
}
