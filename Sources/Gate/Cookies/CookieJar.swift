import HTTPTypes
import Hummingbird
import Synchronization

/// A cookie to set. Never read by scripts, never sent along from other sites' forms.
struct SetCookie: Sendable, Equatable {
    let name: String
    /// Letters of base64url, digits and dots only.
    let value: String
    /// Seconds; 0 removes it.
    let maxAge: Int
    let isSecure: Bool

    var text: String {
        "\(name)=\(value); Path=/; Max-Age=\(maxAge); HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "")
    }
}

/// Cookies that leave with the answer, whoever on the way asked for them; the last word on each counts.
final class CookieJar: Sendable {
    private let cookies = Mutex<[SetCookie]>([])

    func set(_ cookie: SetCookie) {
        cookies.withLock { cookies in
            cookies.removeAll { $0.name == cookie.name }
            cookies.append(cookie)
        }
    }

    func pour(into headers: inout HTTPFields) {
        for cookie in cookies.withLock(\.self) { headers.append(HTTPField(name: .setCookie, value: cookie.text)) }
    }
}

/// The cookies we know. Over TLS they are bound to this host (RFC 6265bis §4.1.3.2).
enum CookieName: String {
    case session = "amparo"
    /// Names a browser without a session, so that its forms are its own.
    case guest = "amparo-guest"
    case flash = "amparo-flash"
    case language = "amparo-language"
    case department = "amparo-department"

    func text(usesTLS: Bool) -> String { usesTLS ? "__Host-\(rawValue)" : rawValue }
}
