/// A mail of ours before it is written down.
package struct OutgoingMail: Sendable, Equatable {
    package var from: MailAddress
    package var replyTo: [MailAddress]
    package var to: [MailAddress]
    package var cc: [MailAddress]
    /// Receive it and are not named in it.
    package var bcc: [MailAddress]
    package var subject: String
    package var text: String
    /// The same in HTML; `nil` for plain text only.
    package var html: String?
    /// Inline ones with a Content-ID are put beside the HTML that shows them.
    package var attachments: [MailAttachment]
    /// Without angle brackets.
    package var messageID: String
    package var inReplyTo: String?
    /// Nearest parent last; see ``MessageIdentifiers/references(answering:)``.
    package var references: [String]
    package var date: MailDate
    /// Further fields, in order.
    package var headers: [MailHeaderField]

    package init(
        from: MailAddress, to: [MailAddress], cc: [MailAddress] = [], bcc: [MailAddress] = [], replyTo: [MailAddress] = [], subject: String,
        text: String, html: String? = nil, attachments: [MailAttachment] = [], messageID: String, inReplyTo: String? = nil,
        references: [String] = [], date: MailDate, headers: [MailHeaderField] = []
    ) {
        self.from = from
        self.to = to
        self.cc = cc
        self.bcc = bcc
        self.replyTo = replyTo
        self.subject = subject
        self.text = text
        self.html = html
        self.attachments = attachments
        self.messageID = messageID
        self.inReplyTo = inReplyTo
        self.references = references
        self.date = date
        self.headers = headers
    }

    /// Everyone who receives it, in order, each address once.
    package var recipients: [MailAddress] {
        var seen: Set<String> = []
        return (to + cc + bcc).filter { seen.insert($0.address.lowercased()).inserted }
    }

    /// The mail as it goes over the wire: CRLF line ends, lines within 998 bytes, ASCII but for addresses that are not (RFC 6532).
    /// Throws where a value could break out of its field, or an address or identifier is none.
    package func compose() throws(MailHeaderError) -> [UInt8] {
        var writer = MailWriter(seed: messageID)
        try writer.header(of: self)
        writer.body(of: self)
        return writer.bytes
    }
}

extension MailAttachment {
    package init(name: String, type: String, bytes: [UInt8], inlineAs contentID: String? = nil) {
        self.init(name: name, type: type, contentID: contentID, isInline: contentID != nil, bytes: bytes)
    }
}
