import Crypto

/// Writes a mail from its first field to its last boundary.
struct MailWriter {
    private(set) var bytes: [UInt8] = []
    private let seed: String
    private var boundaries = 0

    /// - Parameter seed: what boundaries are made of; the same mail is written with the same bytes.
    init(seed: String) {
        self.seed = seed
    }

    mutating func header(of mail: OutgoingMail) throws(MailHeaderError) {
        field("Date", FoldedField.plain(mail.date.field))
        field("From", try FoldedField.addresses([mail.from]))
        if !mail.replyTo.isEmpty { field("Reply-To", try FoldedField.addresses(mail.replyTo)) }
        if !mail.to.isEmpty { field("To", try FoldedField.addresses(mail.to)) }
        if mail.to.isEmpty, mail.cc.isEmpty { field("To", ["undisclosed-recipients:;"]) }
        if !mail.cc.isEmpty { field("Cc", try FoldedField.addresses(mail.cc)) }
        field("Subject", FoldedField.text(try MailHeaderValue(mail.subject).text))
        field("Message-ID", [try identifier(mail.messageID)])
        if let parent = mail.inReplyTo { field("In-Reply-To", [try identifier(parent)]) }
        // Identifiers of others are theirs: one that cannot be written is left out.
        let ancestors = mail.references.compactMap { try? identifier($0) }
        if !ancestors.isEmpty { field("References", ancestors) }
        for extra in mail.headers { field(extra.name.text, FoldedField.text(extra.value.text)) }
        field("MIME-Version", ["1.0"])
    }

    private func identifier(_ text: String) throws(MailHeaderError) -> String {
        let isPlain = !text.isEmpty && text.utf8.count <= 900 && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F && $0 != UInt8(ascii: "<") && $0 != UInt8(ascii: ">") }
        _ = try MailHeaderValue(text)
        guard isPlain else { throw .invalidMessageID(String(text.prefix(80))) }
        return "<" + text + ">"
    }

    /// One field; each piece but the first may begin a line of its own.
    private mutating func field(_ name: String, _ pieces: [String]) {
        var length = name.utf8.count + 1
        add(name + ":")
        for (index, piece) in pieces.enumerated() {
            if index > 0, length + piece.utf8.count + 1 > 76 {
                add("\r\n")
                length = 0
            }
            add(" " + piece)
            length += piece.utf8.count + 1
        }
        add("\r\n")
    }

    mutating func body(of mail: OutgoingMail) {
        let isShown: (MailAttachment) -> Bool = { mail.html != nil && $0.isInline && $0.contentID != nil }
        let files = mail.attachments.filter { !isShown($0) }
        let images = mail.attachments.filter(isShown)
        guard !files.isEmpty else { return content(of: mail, images) }
        multipart("mixed") { writer in
            writer.part { $0.content(of: mail, images) }
            for file in files { writer.part { $0.attachment(file) } }
        }
    }

    private mutating func content(of mail: OutgoingMail, _ images: [MailAttachment]) {
        guard let html = mail.html else { return text(mail.text, "plain") }
        multipart("alternative") { writer in
            writer.part { $0.text(mail.text, "plain") }
            writer.part { $0.html(html, images) }
        }
    }

    private mutating func html(_ html: String, _ images: [MailAttachment]) {
        guard !images.isEmpty else { return text(html, "html") }
        multipart("related", parameters: "; type=\"text/html\"") { writer in
            writer.part { $0.text(html, "html") }
            for image in images { writer.part { $0.attachment(image) } }
        }
    }

    /// Fields of the part, an empty line, and the parts that `body` writes, each with ``part(_:)``.
    private mutating func multipart(_ subtype: String, parameters: String = "", _ body: (inout MailWriter) -> Void) {
        boundaries += 1
        let hash = SHA256.hash(data: Array("\(seed) \(boundaries)".utf8)).prefix(12).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
        // No line of quoted-printable or Base64 begins so.
        let outer = boundary
        boundary = "=_" + hash.joined()
        let own = boundary
        add("Content-Type: multipart/\(subtype)\(parameters);\r\n boundary=\"\(own)\"\r\n\r\n")
        body(&self)
        add("\r\n--\(own)--\r\n")
        boundary = outer
    }

    private var boundary = ""

    private mutating func part(_ write: (inout MailWriter) -> Void) {
        add("\r\n--\(boundary)\r\n")
        write(&self)
    }

    private mutating func text(_ text: String, _ subtype: String) {
        let body = BodyEncoding(text: text)
        add("Content-Type: text/\(subtype); charset=UTF-8\r\nContent-Transfer-Encoding: \(body.name)\r\n\r\n")
        bytes += body.bytes
    }

    private mutating func attachment(_ attachment: MailAttachment) {
        let body = BodyEncoding(attachment: attachment)
        add("Content-Type: \(body.type)\r\nContent-Transfer-Encoding: \(body.name)\r\n")
        let kind = attachment.isInline && attachment.contentID != nil ? "inline" : "attachment"
        let name = AttachmentName.harmless(attachment.name)
        add("Content-Disposition: \(kind)" + (name.isEmpty ? "" : FoldedField.parameter("filename", name)) + "\r\n")
        if let id = attachment.contentID.flatMap({ try? identifier($0) }) { add("Content-ID: \(id)\r\n") }
        add("\r\n")
        bytes += body.bytes
    }

    private mutating func add(_ text: String) {
        bytes += text.utf8
    }
}
