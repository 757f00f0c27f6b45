import Primitives

/// Why something may not stand in a header of ours.
package enum MailHeaderError: UserFacingError, Equatable {
    /// A field name with other than letters, digits and signs of RFC 5322 §3.6.8.
    case invalidName(String)
    /// A line break, NUL or another control character: it could begin a field of its own.
    case controlCharacter(in: String)
    case invalidAddress(String)
    case invalidMessageID(String)
    /// A field that the mail writes itself, such as `From` or `Content-Type`.
    case reserved(String)

    package var notice: Notice {
        switch self {
        case .invalidName(let name), .reserved(let name): Notice("mail.invalidField", .invalid, ["name": name])
        case .controlCharacter(let text): Notice("mail.controlCharacter", .invalid, ["text": text])
        case .invalidAddress(let address): Notice("mail.invalidAddress", .invalid, ["address": address])
        case .invalidMessageID(let text): Notice("mail.invalidIdentifier", .invalid, ["text": text])
        }
    }
}

/// Text for a header field: one line without control characters, of any script.
package struct MailHeaderValue: Sendable, Hashable {
    package let text: String

    package init(_ text: String) throws(MailHeaderError) {
        guard !text.unicodeScalars.contains(where: Self.isForbidden) else { throw .controlCharacter(in: String(text.prefix(80))) }
        self.text = text
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.generalCategory == .control || scalar == "\u{2028}" || scalar == "\u{2029}"
    }
}

/// A field's name.
package struct MailHeaderName: Sendable, Hashable {
    package let text: String

    package init(_ text: String) throws(MailHeaderError) {
        let isPlain = !text.isEmpty && text.utf8.count <= 76 && text.utf8.allSatisfy { $0.isAlphanumeral || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
        guard isPlain else { throw .invalidName(String(text.prefix(80))) }
        self.text = text
    }
}

/// A field beyond those that every mail has.
package struct MailHeaderField: Sendable, Hashable {
    package let name: MailHeaderName
    package let value: MailHeaderValue

    /// Throws for fields that the mail writes itself.
    package init(_ name: String, _ value: String) throws(MailHeaderError) {
        self.name = try MailHeaderName(name)
        self.value = try MailHeaderValue(value)
        guard !Self.reserved.contains(name.lowercased()) else { throw .reserved(name) }
    }

    private static let reserved: Set<String> = [
        "from", "sender", "to", "cc", "bcc", "reply-to", "subject", "date", "message-id", "in-reply-to", "references", "mime-version",
        "content-type", "content-transfer-encoding", "content-disposition",
    ]
}
