import Crypto
import Foundation
import Primitives

/// One line of `amparo mail explain`: how a mail is read. Scripts rely on its keys.
package struct MailExplanation: Encodable, Sendable, Equatable {
    package struct Attachment: Encodable, Sendable, Equatable {
        package let name: String
        package let type: String
        package let bytes: Int
        /// Of the decoded bytes, in lower-case hexadecimal.
        package let sha256: String
    }

    /// A recipient that a report says was not reached.
    package struct Failure: Encodable, Sendable, Equatable {
        package let address: String
        /// RFC 3463, `5.1.1`.
        package let status: String
        package let permanent: Bool
        package let reason: String

        package init(address: String, status: String, permanent: Bool, reason: String) {
            self.address = address
            self.status = status
            self.permanent = permanent
            self.reason = reason
        }
    }

    package let file: String
    package let messageId: String?
    package let inReplyTo: [String]
    package let references: [String]
    /// ISO 8601 with the sender's offset.
    package let date: String?
    package let subject: String
    package let from: [MailAddress]
    package let to: [MailAddress]
    package let cc: [MailAddress]
    package let text: String
    package let reply: String
    package let html: String?
    package let attachments: [Attachment]
    package let kind: String
    package let failed: [Failure]
    package let notices: [Notice]

    /// - Parameters:
    ///   - reply: what the sender newly wrote
    ///   - html: sanitised
    ///   - kind: `message`, `auto-reply`, `bounce`, `delivery-report` or `feedback-loop`
    package init(of message: MailMessage, file: String, reply: String, html: String?, kind: String, failed: [Failure]) {
        self.file = file
        messageId = message.messageID
        inReplyTo = message.inReplyTo
        references = message.references
        date = message.date?.text
        subject = message.subject
        from = message.from
        to = message.to
        cc = message.cc
        text = message.text
        self.reply = reply
        self.html = html
        attachments = message.attachments.map(Attachment.init)
        self.kind = kind
        self.failed = failed
        notices = message.notices
    }

    /// Without a line end in it.
    package func line() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(file, forKey: .file)
        // `encode` and not `encodeIfPresent`: null is written out.
        try container.encode(messageId, forKey: .messageId)
        try container.encode(inReplyTo, forKey: .inReplyTo)
        try container.encode(references, forKey: .references)
        try container.encode(date, forKey: .date)
        try container.encode(subject, forKey: .subject)
        try container.encode(from, forKey: .from)
        try container.encode(to, forKey: .to)
        try container.encode(cc, forKey: .cc)
        try container.encode(text, forKey: .text)
        try container.encode(reply, forKey: .reply)
        try container.encode(html, forKey: .html)
        try container.encode(attachments, forKey: .attachments)
        try container.encode(kind, forKey: .kind)
        try container.encode(failed, forKey: .failed)
        try container.encode(notices, forKey: .notices)
    }

    private enum Key: String, CodingKey {
        case file, messageId, inReplyTo, references, date, subject, from, to, cc, text, reply, html, attachments, kind, failed, notices
    }
}

extension MailExplanation.Attachment {
    init(_ attachment: MailAttachment) {
        name = attachment.name
        type = attachment.type
        bytes = attachment.bytes.count
        sha256 = SHA256.hash(data: attachment.bytes).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
    }
}
