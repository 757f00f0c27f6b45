import Primitives

/// A mail as it was read. Broken mail gives a poorer value and a notice, never an error.
package struct MailMessage: Sendable, Equatable {
    /// Header fields as they came, in order, decoded and unfolded (RFC 5322 §2.2, RFC 2047).
    package var headers: MailHeaders
    /// Without angle brackets; `nil` where the mail has none.
    package var messageID: String?
    /// Without angle brackets, in the order of the header, without doubles.
    package var inReplyTo: [String]
    /// Without angle brackets, nearest parent last (RFC 5322 §3.6.4).
    package var references: [String]
    package var date: MailDate?
    /// Decoded, one line, NFC.
    package var subject: String
    /// Of From; where that names nobody, of Sender or Reply-To.
    package var from: [MailAddress]
    package var replyTo: [MailAddress]
    package var to: [MailAddress]
    package var cc: [MailAddress]
    /// The whole text; of a mail with HTML only, made from its HTML.
    package var text: String
    /// The HTML body as it came, not sanitised; `nil` where there is none.
    package var html: String?
    /// All other leaves, inline ones and whole `message/rfc822` too; `winmail.dat` replaced by what it holds.
    package var attachments: [MailAttachment]
    /// What the reader should know: limits hit, broken parts, encrypted or signed content.
    package var notices: [Notice]
}

/// A person's or mailbox's address.
package struct MailAddress: Sendable, Hashable, Codable {
    /// Decoded, NFC; empty where none is given.
    package var name: String
    /// `local@domain` as written, domain in lower case; a bare local name (`MAILER-DAEMON`) where the mail gives no domain.
    package var address: String

    package init(name: String = "", address: String) {
        self.name = name
        self.address = address
    }
}

/// The moment a mail states, and the offset of its sender's clock.
package struct MailDate: Sendable, Hashable {
    package var instant: Instant
    /// Minutes east of UTC.
    package var offset: Int

    package init(instant: Instant, offset: Int) {
        self.instant = instant
        self.offset = offset
    }
}

/// A leaf of a mail that is not its text.
package struct MailAttachment: Sendable, Equatable {
    /// As the sender named it, decoded, without path and control characters; never used as a name on disk.
    package var name: String
    /// Media type in lower case, without parameters.
    package var type: String
    /// Without angle brackets, for `cid:` links; `nil` where there is none.
    package var contentID: String?
    /// Shown within the text rather than beside it.
    package var isInline: Bool
    /// After transfer decoding.
    package var bytes: [UInt8]
}

/// Header fields in the order they came.
package struct MailHeaders: Sendable, Equatable {
    package struct Field: Sendable, Equatable {
        package var name: String
        package var value: String
    }

    package var fields: [Field]

    package init(_ fields: [Field] = []) {
        self.fields = fields
    }

    /// The first field of that name, whatever its case.
    package subscript(name: String) -> String? {
        all(name).first
    }

    /// Every field of that name, whatever its case, in order.
    package func all(_ name: String) -> [String] {
        let name = name.lowercased()
        return fields.filter { $0.name.lowercased() == name }.map(\.value)
    }
}
