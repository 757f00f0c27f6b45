import Accounts
import Languages
import Primitives

/// A mail of the desk that stands on no ticket: an invitation, a link to sign in with.
struct AccountLetter: Sendable, Codable, Equatable {
    var name: String
    var address: String
    var subject: String
    var text: String

    /// A link for an agent, in their language.
    static func link(
        _ purpose: AccessToken.Purpose, url: String, token: String, desk: String, for agent: Agent, else language: Language
    ) -> AccountLetter {
        let words = Words(agent.language ?? language)
        let isReset = purpose == .reset
        let values = ["name": agent.name, "desk": desk, "link": "\(url)/\(isReset ? "reset" : "s")/\(token)"]
        return AccountLetter(
            name: agent.name, address: agent.email,
            subject: isReset ? words("signin.mail.reset.subject", values) : words("signin.mail.link.subject", values),
            text: isReset ? words("signin.mail.reset", values) : words("signin.mail.link", values))
    }

    /// - Parameter token: `nil` for someone who has an account already
    static func invitation(_ agent: Agent, url: String, token: String?, desk: String, by name: String, else language: Language) -> AccountLetter {
        let words = Words(agent.language ?? language)
        let values = ["name": agent.name, "desk": desk, "by": name, "link": token.map { "\(url)/invite/\($0)" } ?? "\(url)/sign-in"]
        return AccountLetter(
            name: agent.name, address: agent.email, subject: words("signin.mail.invite.subject", values),
            text: token == nil ? words("signin.mail.joined", values) : words("signin.mail.invite", values))
    }

    /// A link for a customer.
    static func contact(name: String, address: String, url: String, token: String, desk: String, in language: Language) -> AccountLetter {
        let words = Words(language)
        let values = ["desk": desk, "link": "\(url)/s/\(token)"]
        return AccountLetter(
            name: name, address: address, subject: words("signin.mail.contact.subject", values), text: words("signin.mail.contact", values))
    }
}
