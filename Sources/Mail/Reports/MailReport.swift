/// What kind of speaker a mail comes from.
package enum MailKind: String, Sendable, Codable {
    /// A person, or a list or shop that writes like one.
    case message
    /// A machine that answers or notifies: out of office, receipts, monitors (RFC 3834).
    case autoReply = "auto-reply"
    /// Mail of ours could not be delivered, or not yet.
    case bounce
    /// Mail of ours arrived or was read (RFC 3464 success, RFC 8098).
    case deliveryReport = "delivery-report"
    /// A recipient of ours pressed "this is spam" (RFC 5965).
    case feedbackLoop = "feedback-loop"
}

/// An address that a report says was not reached.
package struct FailedRecipient: Sendable, Equatable {
    /// As we sent it, where the report tells; domain in lower case.
    package var address: String
    /// Enhanced status (RFC 3463) such as `5.1.1`; where the report gives none, made from its words.
    package var status: String
    /// `status` is 5.x.x, and nobody tries any more.
    package var permanent: Bool
    /// The server's words, one line, at most 500 characters.
    package var reason: String

    package init(address: String, status: String, permanent: Bool, reason: String) {
        self.address = address
        self.status = status
        self.permanent = permanent
        self.reason = reason
    }
}

/// What a mail is, beside its words.
package struct MailReport: Sendable, Equatable {
    package var kind: MailKind
    /// Why: a stable key, and what was seen, such as `delivery-status: Action failed, Status 5.1.1`.
    package var reason: String
    /// Signs that no automatic answer may be sent, such as `Precedence: bulk`; empty for a person's mail. List mail has
    /// them too, though its kind is `message`.
    package var automaticSigns: [String]
    package var failed: [FailedRecipient]
    /// Message-IDs of the mail it is about, without angle brackets.
    package var originalMessageIDs: [String]

    /// Whether any automatic answer to this mail would risk a loop.
    package var suppressesAnswers: Bool { kind != .message || !automaticSigns.isEmpty }
}

extension MailReport {
    /// - Parameter envelopeSender: of the SMTP dialogue; empty for `<>`; `nil` where unknown, then Return-Path counts.
    package static func report(on message: MailMessage, envelopeSender: String?) -> MailReport {
        let signs = AutomaticSigns(of: message, envelopeSender: envelopeSender)
        let parts = ReportParts(of: message)
        let finding = Finding(parts, signs: signs)
        let ids = finding.kind == .message || finding.kind == .autoReply ? [] : parts.originalMessageIDs
        return MailReport(
            kind: finding.kind, reason: finding.reason, automaticSigns: signs.found, failed: finding.failed, originalMessageIDs: ids)
    }

    /// A kind and what led to it. The surest signs are asked first: parts made for machines, then words.
    private struct Finding {
        var kind: MailKind
        var reason: String
        var failed: [FailedRecipient] = []

        init(_ parts: ReportParts, signs: AutomaticSigns) {
            self = Finding.feedback(in: parts) ?? Finding.status(in: parts) ?? Finding.notification(in: parts)
                ?? Finding.notice(in: parts, signs: signs) ?? Finding.receipt(in: parts) ?? Finding.automatic(signs)
        }

        private init(_ kind: MailKind, _ reason: String, failed: [FailedRecipient] = []) {
            self.kind = kind
            self.reason = reason
            self.failed = failed
        }

        private static func feedback(in parts: ReportParts) -> Finding? {
            guard let sign = parts.feedbackSign else { return nil }
            return Finding(.feedbackLoop, "feedback-report: \(sign)")
        }

        private static func status(in parts: ReportParts) -> Finding? {
            let status = parts.deliveryStatus
            guard !status.recipients.isEmpty else { return nil }
            let failed = status.recipients.filter { !$0.isDelivered }.map { FailedReader.refined($0.failed, by: parts) }
            guard let first = failed.first else { return Finding(.deliveryReport, "delivery-status: delivered") }
            return Finding(.bounce, "delivery-status: \(first.address) \(first.status)", failed: failed.unique)
        }

        private static func notification(in parts: ReportParts) -> Finding? {
            guard let notification = parts.notification else { return nil }
            return Finding(notification.kind, "notification: \(notification.type)", failed: notification.failed)
        }

        private static func notice(in parts: ReportParts, signs: AutomaticSigns) -> Finding? {
            guard let notice = BounceNotice(of: parts, signs: signs) else { return nil }
            return Finding(.bounce, "bounce-notice: \(notice.reason)", failed: notice.failed)
        }

        private static func receipt(in parts: ReportParts) -> Finding? {
            guard parts.hasDispositionNotification else { return nil }
            return Finding(.deliveryReport, "disposition-notification: message/disposition-notification")
        }

        private static func automatic(_ signs: AutomaticSigns) -> Finding {
            guard let answer = signs.answer else { return Finding(.message, "message: no sign of a machine") }
            return Finding(.autoReply, "automatic: \(answer)")
        }
    }
}

extension [FailedRecipient] {
    /// One entry per address, the first.
    var unique: [FailedRecipient] {
        var seen: Set<String> = []
        return filter { seen.insert($0.address.lowercased()).inserted }
    }
}
