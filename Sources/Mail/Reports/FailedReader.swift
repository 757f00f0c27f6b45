/// Reads for each recipient of a notice what the server said.
struct FailedReader {
    let parts: ReportParts
    let words: FoldedText
    let candidates: [NoticeRecipients.Named]

    /// Where the notice names nobody: whom a report within the report names, or whom the original was for.
    var recipients: [FailedRecipient] {
        let inner = candidates.isEmpty ? parts.innerStatus.recipients.filter { !$0.isDelivered }.map(\.failed).unique : []
        if !inner.isEmpty { return inner }
        let named = candidates.isEmpty ? originalRecipients : candidates
        return named.map { recipient in
            let reason = reason(for: recipient)
            let status = status(of: reason)
            return FailedRecipient(
                address: recipient.address, status: status.text, permanent: status.category == 5, reason: String(reason.prefix(500)))
        }
    }

    /// A recipient of a delivery status that is as vague as `5.0.0`, made clearer by a code the notice gives for that address.
    static func refined(_ failed: FailedRecipient, by parts: ReportParts) -> FailedRecipient {
        guard failed.status.hasSuffix(".0.0") else { return failed }
        let line = parts.notice.firstIndex { FoldedText($0.text).contains(Phrase(failed.address.lowercased())) }
        let named = NoticeRecipients.Named(address: failed.address, line: line)
        let reader = FailedReader(parts: parts, words: FoldedText("", limit: 1), candidates: [named])
        var failed = failed
        let reason = line.map { oneLine(reader.ownLines(from: $0, limit: 3)) } ?? ""
        let code = StatusCodes.enhanced(in: reason.utf8)
        if let code, code.subject + code.detail > 0, "\(code.category)" == failed.status.prefix(1) { failed.status = code.text }
        if failed.reason.utf8.count < 20, !reason.isEmpty { failed.reason = String(reason.prefix(500)) }
        return failed
    }

    private var originalRecipients: [NoticeRecipients.Named] {
        let lines = TextLine.lines(of: parts.originalHeader).lines.prefix(300)
        let fields: [Phrase] = ["to:", "x-receiver:"]
        let field = fields.lazy.compactMap { name in lines.first { FoldedText($0.content.prefix(20)).hasPrefix(name) } }.first
        return (field.map { MailWords.addresses(in: $0.content) } ?? []).prefix(20).map { NoticeRecipients.Named(address: $0.address, line: nil) }
    }

    private func status(of reason: String) -> SMTPStatus {
        meaning(of: reason) ?? meaning(of: notice) ?? SMTPStatus(isDelay ? 4 : 5, 0, 0)
    }

    /// By enhanced code, by words where the reply code agrees with them, by the reply code alone.
    private func meaning(of text: String) -> SMTPStatus? {
        if let code = StatusCodes.enhanced(in: text.utf8), code.subject != 0 || code.detail != 0 { return code }
        let folded = FoldedText(text, limit: 8_000)
        let meant = FailurePhrases.status(of: folded)
        guard let reply = StatusCodes.reply(in: text.utf8) else {
            let isForNow = isDelay || FailurePhrases.gaveUp.contains { folded.contains($0) }
            return isForNow ? meant.map { SMTPStatus(4, $0.subject, $0.detail) } : meant
        }
        guard let meant else { return SMTPStatus(reply / 100, 0, 0) }
        return SMTPStatus(reply / 100, meant.subject, meant.detail)
    }

    /// The report only warns.
    private var isDelay: Bool {
        let subject = FoldedText(parts.message.subject, limit: 300)
        return FailedReader.delays.contains { subject.contains($0) || words.contains($0) }
    }

    private static let delays: [Phrase] = [
        "warning message only", "this is a warning", "warning only", "has been delayed", "is delayed", "delayed mail", "message delayed",
        "(delay)", "will be retried", "will continue to", "not yet been delivered", "delivery incomplete", "temporary problem delivering",
        "warning: could not send", "warning--could not send", "delivery delayed",
    ]

    private var notice: String { parts.notice.prefix(300).map { String($0.text) }.joined(separator: "\n") }

    /// Its own lines up to the next recipient or twelve; else other lines that name it; else the whole notice's.
    private func reason(for recipient: NoticeRecipients.Named) -> String {
        let own = recipient.line.map { ownLines(from: $0) } ?? ""
        if meaning(of: own) != nil { return FailedReader.oneLine(own) }
        let naming = linesNaming(recipient.address)
        if meaning(of: naming) != nil { return FailedReader.oneLine(naming) }
        let telling = parts.notice.filter { meaning(of: String($0.text)) != nil }.prefix(4).map { String($0.text) }.joined(separator: " ")
        return FailedReader.oneLine(telling.isEmpty ? own : telling)
    }

    private func ownLines(from start: Int, limit: Int = 12) -> String {
        let next = candidates.compactMap(\.line).filter { $0 > start }.min() ?? parts.notice.count
        return parts.notice[start..<min(next, start + limit, parts.notice.count)].map { String($0.text) }.joined(separator: "\n")
    }

    private func linesNaming(_ address: String) -> String {
        let wanted = Phrase(address.lowercased())
        let lines = parts.notice.indices.filter { FoldedText(parts.notice[$0].text).contains(wanted) }.prefix(6)
        return lines.flatMap { parts.notice[$0..<min($0 + 3, parts.notice.count)] }.map { String($0.text) }.joined(separator: "\n")
    }

    private static func oneLine(_ text: String) -> String {
        text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }
}
