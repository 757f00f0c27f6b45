/// What the sender's side said about a mail before its bytes (RFC 5321 §2.3.1), and what we know of that side.
package struct SMTPEnvelope: Sendable, Equatable {
    /// The return path; empty for `<>`, which bounces carry.
    package var sender: String
    /// Accepted recipients in the order they were named; one named twice stands here twice.
    package var recipients: [String]
    /// What the client calls itself. Anybody may claim any name.
    package let helo: String
    /// The client's IP address; empty where the connection has none.
    package let clientAddress: String
    package let isTLS: Bool
    /// The sender asked for internationalised mail (RFC 6531).
    package let isInternationalised: Bool
    /// How it came, for a `Received` field: `SMTP`, `ESMTPS`, `LMTP`, `UTF8SMTPS` … (RFC 3848, RFC 6531 §4.3).
    package let transmission: String
    /// Bytes the sender promised with `SIZE` (RFC 1870); 0 where it did not say.
    package let promisedSize: Int

    package init(
        sender: String, recipients: [String] = [], helo: String, clientAddress: String, isTLS: Bool = false,
        isInternationalised: Bool = false, transmission: String = "ESMTP", promisedSize: Int = 0
    ) {
        self.sender = sender
        self.recipients = recipients
        self.helo = helo
        self.clientAddress = clientAddress
        self.isTLS = isTLS
        self.isInternationalised = isInternationalised
        self.transmission = transmission
        self.promisedSize = promisedSize
    }
}
