/// A mail with its envelope, ready to be handed to a relay.
struct SMTPParcel: Sendable {
    let sender: String
    let recipients: [String]
    let mail: [UInt8]

    /// What can be said without a server.
    func check() throws(SMTPSendError) {
        guard !recipients.isEmpty else { throw SMTPSendError(.recipients, .noRecipients) }
        guard sender.isEmpty || SMTPPath.canName(sender) else { throw SMTPSendError(.sender, .badSender) }
    }

    /// The MAIL command for a server with these extensions.
    /// - Throws: `.tooLarge` and `.needs`, for what such a server cannot take.
    func opening(_ extensions: SMTPExtensions) throws(SMTPSendError) -> String {
        if let limit = extensions.sizeLimit, mail.count > limit { throw SMTPSendError(.sender, .tooLarge(limit: limit)) }
        var command = "MAIL FROM:<\(sender)>"
        if extensions.has("SIZE") { command += " SIZE=\(mail.count)" }
        if mail.contains(where: { $0 >= 0x80 }) {
            guard extensions.has("8BITMIME") else { throw SMTPSendError(.sender, .needs("8BITMIME")) }
            command += " BODY=8BITMIME"
        }
        if isInternationalised {
            guard extensions.has("SMTPUTF8") else { throw SMTPSendError(.sender, .needs("SMTPUTF8")) }
            command += " SMTPUTF8"
        }
        return command
    }

    /// An address or a header field has more than ASCII (RFC 6531 §3.3).
    private var isInternationalised: Bool {
        guard sender.utf8.allSatisfy({ $0 < 0x80 }), recipients.allSatisfy({ $0.utf8.allSatisfy { $0 < 0x80 } }) else { return true }
        return mail.prefix(headerLength).contains { $0 >= 0x80 }
    }

    /// Bytes up to the first empty line.
    private var headerLength: Int {
        var isLineEmpty = true
        for (index, byte) in mail.enumerated() {
            if byte == UInt8(ascii: "\n") {
                if isLineEmpty { return index }
                isLineEmpty = true
            } else if byte != UInt8(ascii: "\r") {
                isLineEmpty = false
            }
        }
        return mail.count
    }
}
