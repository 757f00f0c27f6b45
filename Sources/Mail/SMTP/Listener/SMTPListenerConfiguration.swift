import NIOSSL

extension SMTPListener {
    package enum Dialect: Sendable {
        /// RFC 5321: one answer for a mail.
        case smtp
        /// RFC 2033, for the last step of local delivery: an answer for each recipient.
        case lmtp
    }

    package enum Encryption: Sendable {
        case off
        /// Offered, never forced (RFC 3207).
        case startTLS(TLSIdentity)
        /// From the first byte on, as on port 465 (RFC 8314).
        case implicit(TLSIdentity)
    }

    package struct Configuration: Sendable {
        /// An IP address or a name of this machine.
        package var host: String
        /// 0 takes a free one.
        package var port: Int
        /// What the listener calls itself in its greeting.
        package var hostname: String
        package var dialect = Dialect.smtp
        package var encryption = Encryption.off
        package var limits = Limits()

        package init(
            host: String, port: Int, hostname: String, dialect: Dialect = .smtp, encryption: Encryption = .off, limits: Limits = Limits()
        ) {
            self.host = host
            self.port = port
            self.hostname = hostname
            self.dialect = dialect
            self.encryption = encryption
            self.limits = limits
        }
    }

    /// What a client may ask for. A connection may carry any number of mails.
    package struct Limits: Sendable {
        /// Bytes of one mail. A longer one is refused with 552 and read to its end without being kept.
        package var size = 50 << 20
        /// Bytes of all mails that are being received or stored at one moment; beyond it mails are put off with 452.
        package var held = 512 << 20
        /// Recipients of one mail; beyond it 452, so that the client sends them the mail again.
        package var recipients = 100
        /// Bytes of a command with its CRLF. RFC 5321 promises 512 and extensions add to it.
        package var line = 2048
        /// Commands not understood or out of place before the connection is ended.
        package var errors = 20
        /// Recipients refused before the connection is ended: who tries more is collecting addresses.
        package var refusedRecipients = 100
        package var connections = 500
        package var connectionsPerAddress = 100
        /// Time without a byte from the client (RFC 5321 §4.5.3.2.7); our own storing does not count.
        package var idle = Duration.seconds(300)
        /// Time that mails under way are given when the listener stops.
        package var farewell = Duration.seconds(10)

        package init() {}
    }
}

extension SMTPListener.Encryption {
    var isOfferedLater: Bool {
        if case .startTLS = self { true } else { false }
    }

    var isImmediate: Bool {
        if case .implicit = self { true } else { false }
    }

    /// `nil` without encryption. Throws NIOSSL's error for a certificate or key that cannot be read.
    func context() throws -> NIOSSLContext? {
        switch self {
        case .off: nil
        case .startTLS(let identity), .implicit(let identity): try identity.serverContext()
        }
    }
}
