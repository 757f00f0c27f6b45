import Primitives

/// A mail was not sent, or may not have been.
package struct SMTPSendError: UserFacingError, Equatable {
    package enum Kind: String, Sendable, Codable {
        /// Not sent; worth another try later.
        case temporary
        /// Not sent; another try would end the same way.
        case permanent
        /// The final dot was on its way and its answer did not come: the mail may have been taken.
        case inDoubt
    }

    /// How far it came.
    package enum Stage: String, Sendable, Codable {
        case connecting, greeting, encrypting, signingIn, sender, recipients, data, finalDot
    }

    package enum Reason: Error, Sendable, Equatable {
        /// No connection. The words are the system's.
        case unreachable(String)
        case timedOut
        case connectionLost(String)
        /// What came is no SMTP.
        case notUnderstood(String)
        /// Encryption is asked for and the server offers none.
        case tlsUnavailable
        case tlsFailed(String)
        /// The server offers no way of signing in that we know.
        case noSignIn
        /// No access token was to be had.
        case noToken(String)
        case replied(SMTPReply)
        /// Every recipient was refused; each has its reply.
        case recipientsRefused
        /// The mail needs an extension that the server does not offer: `8BITMIME`, `SMTPUTF8`.
        case needs(String)
        /// The server takes mails up to this many bytes.
        case tooLarge(limit: Int)
        case noRecipients
        case badSender
        /// Whoever was asked before the final dot said no; nothing was sent.
        case withheld(String)
    }

    package let stage: Stage
    package let reason: Reason
    /// What the server said to the recipients, as far as it came to that.
    package let recipients: [SMTPRecipientResult]

    package init(_ stage: Stage, _ reason: Reason, recipients: [SMTPRecipientResult] = []) {
        self.stage = stage
        self.reason = reason
        self.recipients = recipients
    }

    /// Refusals before the mail itself is spoken of (greeting, encryption, signing in, 530) are temporary: they are about
    /// the relay's settings, and one wrong password must not turn a queue of answers into failures.
    package var kind: Kind {
        switch reason {
        case .timedOut, .connectionLost, .notUnderstood: stage == .finalDot ? .inDoubt : .temporary
        case .replied(let reply): kind(of: reply)
        case .recipientsRefused: recipients.contains(where: \.isTemporary) ? .temporary : .permanent
        case .needs, .tooLarge, .noRecipients, .badSender: .permanent
        case .unreachable, .tlsUnavailable, .tlsFailed, .noSignIn, .noToken, .withheld: .temporary
        }
    }

    private func kind(of reply: SMTPReply) -> Kind {
        switch stage {
        case .connecting, .greeting, .encrypting, .signingIn: .temporary
        case .sender, .recipients, .data: reply.isPermanent && reply.code != 530 ? .permanent : .temporary
        case .finalDot: reply.isPermanent ? .permanent : reply.isTemporary ? .temporary : .inDoubt
        }
    }

    /// The server's last reply, where there is one.
    package var reply: SMTPReply? {
        switch reason {
        case .replied(let reply): reply
        case .recipientsRefused: recipients.last?.reply
        default: nil
        }
    }

    /// The server's words with its code, the system's, or ours where nobody spoke; one line without control characters.
    package var words: String {
        if let reply { return [String(reply.code), reply.status?.text, reply.words].compactMap(\.self).joined(separator: " ") }
        return switch reason {
        case .unreachable(let words), .connectionLost(let words), .notUnderstood(let words), .tlsFailed(let words),
            .noToken(let words), .withheld(let words):
            words
        case .timedOut: "no answer in time"
        case .tlsUnavailable: "encryption is asked for and the server offers none"
        case .noSignIn: "the server offers no way of signing in that we know"
        case .needs(let name): "the server does not offer \(name), which this mail needs"
        case .tooLarge(let limit): "the server takes mails up to \(limit) bytes only"
        case .noRecipients, .badSender, .replied, .recipientsRefused: ""
        }
    }

    /// The connection is still of use for the next mail.
    var sparesConnection: Bool {
        switch reason {
        case .replied(let reply): reply.code != 421 && [.sender, .recipients, .finalDot].contains(stage)
        case .recipientsRefused: !recipients.contains { $0.reply.code == 421 }
        case .needs, .tooLarge, .noRecipients, .badSender: true
        default: false
        }
    }
}

extension SMTPSendError {
    package var notice: Notice {
        if kind == .inDoubt { return Notice("smtp.inDoubt", .told, ["words": words]) }
        return switch reason {
        case .unreachable: Notice("smtp.unreachable", .refused, ["words": words])
        case .timedOut: Notice("smtp.timedOut", .refused)
        case .connectionLost: Notice("smtp.connectionLost", .refused, ["words": words])
        case .notUnderstood: Notice("smtp.notUnderstood", .refused, ["words": words])
        case .tlsUnavailable: Notice("smtp.tlsUnavailable", .refused)
        case .tlsFailed: Notice("smtp.tlsFailed", .refused, ["words": words])
        case .noSignIn: Notice("smtp.noSignIn", .refused)
        case .noToken: Notice("smtp.noToken", .refused, ["words": words])
        case .replied where stage == .signingIn: Notice("smtp.signInRefused", .refused, ["words": words])
        case .replied: Notice(kind == .permanent ? "smtp.refused" : "smtp.putOff", .refused, ["words": words])
        case .recipientsRefused: Notice("smtp.recipientsRefused", .refused, ["words": words])
        case .needs(let name): Notice("smtp.needs", .refused, ["extension": name])
        case .tooLarge(let limit): Notice("smtp.tooLarge", .limited, ["limit": String(limit)])
        case .noRecipients: Notice("smtp.noRecipients", .invalid)
        case .badSender: Notice("smtp.badSender", .invalid)
        case .withheld: Notice("smtp.withheld", .told, ["words": words])
        }
    }
}
