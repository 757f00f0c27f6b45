/// A relay took a mail for at least one recipient.
package struct SMTPReceipt: Sendable, Equatable {
    /// In the order given. Those not accepted are to be tried again or given up, each by its reply.
    package let recipients: [SMTPRecipientResult]
    /// What the server said to the mail.
    package let reply: SMTPReply
    package let isTLS: Bool

    package init(recipients: [SMTPRecipientResult], reply: SMTPReply, isTLS: Bool) {
        self.recipients = recipients
        self.reply = reply
        self.isTLS = isTLS
    }

    /// The name under which the server goes on with the mail, where its words tell it as Postfix (`queued as 4F2A`), Exim
    /// (`id=1tABc-0000`) and many others do; for asking its administrator.
    package var queueID: String? {
        let words = reply.words
        guard let match = words.firstMatch(of: /(?i)(?:queued as |\bid=|queue id |message accepted for delivery: )<?([A-Za-z0-9][\w.@+-]*)/)
        else { return nil }
        return String(match.1)
    }
}

/// What a relay said to one recipient.
package struct SMTPRecipientResult: Sendable, Hashable, Codable {
    package let address: String
    /// The server's reply to RCPT; for what is no address at all, one of ours: 553 5.1.3.
    package let reply: SMTPReply

    package init(address: String, reply: SMTPReply) {
        self.address = address
        self.reply = reply
    }

    package var isAccepted: Bool { reply.isPositive }
    /// 552 meant "too many recipients" in old servers (RFC 5321 §4.5.3.1.10).
    package var isTemporary: Bool { reply.isTemporary || reply.code == 552 }
    package var isPermanent: Bool { !isAccepted && !isTemporary }
}
