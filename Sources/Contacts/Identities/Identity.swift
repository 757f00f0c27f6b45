import Primitives
import Storage

/// A way to reach a contact, and the way they are known when they come.
package struct Identity: Sendable, Equatable {
    package enum Kind: String, Sendable, Codable, Column, CaseIterable {
        case email, phone, x, facebook, whatsapp, telegram, chat
    }

    package let id: ID<Identity>
    package let contact: ID<Contact>
    package let kind: Kind
    /// As written by its owner.
    package let value: String
    /// When it was proven to be theirs.
    package let verified: Instant?
    /// Since when nothing is sent there, because it did not arrive.
    package let suppressed: Instant?
    package let suppressedWhy: String?
}

extension Identity: Fetchable {
    package init(_ row: Row) throws {
        id = try row("id")
        contact = try row("contact")
        kind = try row("kind")
        value = try row("value")
        verified = try row("verified_at")
        suppressed = try row("suppressed_at")
        suppressedWhy = try row("suppressed_why")
    }
}

extension Identity.Kind {
    /// The form in which two ways of writing one identity are equal: mail addresses and names in lower case, telephone numbers
    /// as digits with their plus, for which `00` may stand.
    package func folded(_ value: String) -> String {
        switch self {
        case .phone, .whatsapp:
            let digits = value.filter { $0.isASCII && $0.isNumber || $0 == "+" }
            return digits.hasPrefix("00") ? "+" + digits.dropFirst(2) : digits
        case .x, .telegram: return value.trimmed.lowercased().trimmingPrefix("@").description
        default: return value.trimmed.lowercased()
        }
    }

    /// Whether it can be one: an address with a domain, a telephone number of 5 to 15 digits (E.164), a name of the service.
    package func accepts(_ value: String) -> Bool {
        let value = value.trimmed
        guard !value.isEmpty, value.unicodeScalars.count <= 320,
            !value.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F || $0.properties.isBidiControl })
        else { return false }
        switch self {
        case .email: return Self.isAddress(value)
        case .phone, .whatsapp:
            let digits = value.filter(\.isNumber)
            return (5...15).contains(digits.count) && value.allSatisfy { $0.isASCII && ($0.isNumber || "+-./() ".contains($0)) }
        case .x, .telegram: return folded(value).allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        case .facebook, .chat: return true
        }
    }

    /// The shape of RFC 5321 §4.1.2, with letters of every script (RFC 6531), without quotes and address literals.
    private static func isAddress(_ value: String) -> Bool {
        let parts = value.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...64).contains(parts[0].utf8.count), MailDomain(parts[1]) != nil else { return false }
        let letters = parts[0]
        return !letters.hasPrefix(".") && !letters.hasSuffix(".") && !letters.contains("..")
            && letters.allSatisfy { !$0.isWhitespace && !"()<>[]:;,\\\"@".contains($0) }
    }
}
