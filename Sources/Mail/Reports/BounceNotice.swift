/// A report in words alone: who was not reached, and why.
struct BounceNotice {
    let failed: [FailedRecipient]
    /// What gave it away.
    let reason: String

    /// `nil` where the mail may be a person's. One sign is not enough: an ordinary mail may speak of failed mail, quote a
    /// report, or come from a person called postmaster.
    init?(of parts: ReportParts, signs: AutomaticSigns) {
        guard BounceNotice.isPossible(parts.message, signs) else { return nil }
        let words = FoldedText(parts.notice.lazy.map(\.text).joined(separator: "\n"), limit: 16_000)
        let evidence = Evidence(of: parts, signs: signs, words: words)
        guard let reason = evidence.verdict else { return nil }
        self.reason = reason
        failed = FailedReader(parts: parts, words: words, candidates: evidence.recipients).recipients
    }

    /// Cheap, for the many mails that are none.
    private static func isPossible(_ message: MailMessage, _ signs: AutomaticSigns) -> Bool {
        signs.isFromDaemon || signs.hasEmptyPath || message.headers["X-Failed-Recipients"] != nil || message.headers["From"] == nil
            || BounceSubjects.matches(FoldedText(message.subject, limit: 300))
    }

    private struct Evidence {
        let recipients: [NoticeRecipients.Named]
        let verdict: String?

        init(of parts: ReportParts, signs: AutomaticSigns, words: FoldedText) {
            let subject = SubjectLine(parts.message.subject)
            let system = MailSystem.recognised(in: words)
            let isTitled = BounceSubjects.matches(FoldedText(parts.message.subject, limit: 300))
            let isSystems = signs.isFromDaemon || signs.hasEmptyPath
            let saysFailed = FailurePhrases.undelivered.contains { words.contains($0) }
            recipients = NoticeRecipients.named(in: parts)
            let isNamed = !recipients.isEmpty
            let saysWhy = saysFailed || FailurePhrases.status(of: words) != nil || StatusCodes.enhanced(in: words.bytes) != nil
            let isAnswer = signs.saysAutoReply && !signs.isFromDaemon
            let name = system.map { "words of \($0.name)" } ?? "words of a mail system"
            if isAnswer {
                verdict = nil
            } else if parts.message.headers["X-Failed-Recipients"] != nil, isSystems || system != nil {
                verdict = "X-Failed-Recipients"
            } else if isSystems, isTitled, isNamed && saysWhy || saysFailed || parts.hasOriginal {
                verdict = "\(signs.isFromDaemon ? "From" : "Return-Path") and Subject, \(name)"
            } else if signs.isFromDaemon, isNamed, saysWhy {
                verdict = "From, \(name)"
            } else if signs.hasEmptyPath, isNamed, saysFailed || system != nil {
                verdict = "Return-Path, \(name)"
            } else if isTitled, system != nil, isNamed, !subject.isReply, !subject.isForward, parts.hasOriginal || parts.hasDivider {
                verdict = "Subject, \(name)"
            } else if parts.message.from.isEmpty, parts.message.headers["From"] == nil, system != nil, isNamed {
                verdict = name
            } else {
                verdict = nil
            }
        }
    }
}
