import Contacts
import Mail

/// The word of a mail server we trust that the address in From is really its owner's.
struct SenderCheck: Sendable, Equatable {
    let host: String

    /// `nil` without such a word: no server is trusted, none spoke, or what it says proves nothing.
    /// - Parameter hosts: whose word counts
    init?(of mail: MailMessage, trusting hosts: Set<String>) {
        guard !hosts.isEmpty, mail.headers.all("From").count == 1, mail.from.count == 1,
            let domain = mail.from.first.flatMap({ MailDomain(ofAddress: $0.address) })
        else { return nil }
        let fields = Self.fields(of: mail.headers, hosts)
        let methods = fields.flatMap(\.methods)
        guard let host = fields.first?.host, !methods.contains(where: { $0.name == "dmarc" && $0.result == "fail" }),
            methods.contains(where: { Self.proves($0, domain) })
        else { return nil }
        self.host = host
    }

    /// The topmost field, and those of the same server above the next hop: what stands below may be the sender's own invention.
    private static func fields(of headers: MailHeaders, _ hosts: Set<String>) -> [AuthenticationResults] {
        var found: [AuthenticationResults] = []
        for field in headers.fields {
            switch field.name.lowercased() {
            case "authentication-results":
                let results = AuthenticationResults(field.value)
                guard hosts.contains(results.host), found.first.map({ $0.host == results.host }) ?? true else { return found }
                found.append(results)
            case "received" where !found.isEmpty: return found
            default: continue
            }
        }
        return found
    }

    /// DMARC says it of From itself; a signature and SPF say it of a domain that must be From's, or above or below it.
    private static func proves(_ method: AuthenticationResults.Method, _ domain: MailDomain) -> Bool {
        guard method.result == "pass" else { return false }
        let names =
            switch method.name {
            case "dmarc": ["header.from"]
            case "dkim": ["header.d", "header.i"]
            case "spf": ["smtp.mailfrom"]
            default: [] as [String]
            }
        guard let value = names.lazy.compactMap({ method.properties[$0] }).first else { return false }
        guard let other = MailDomain(ofAddress: value) ?? MailDomain(value) else { return false }
        return other == domain || other.text.hasSuffix(".\(domain.text)") || domain.text.hasSuffix(".\(other.text)")
    }
}
