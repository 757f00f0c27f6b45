import Markup

/// A mail taken apart as a report: what it says, its fields for machines, and what is left of the mail it is about.
struct ReportParts {
    let message: MailMessage
    /// The words for people, without the copy of the original.
    let notice: [TextLine]
    /// Header lines of the original, from parts or from behind a divider in the text.
    let originalHeader: String
    /// A line parts the notice from a copy of the original.
    let hasDivider: Bool
    let deliveryStatus: DeliveryStatus
    let notification: NotificationMessage?

    /// Bytes of text that are read; reports are short.
    private static let longest = 64 * 1024

    init(of message: MailMessage) {
        self.message = message
        let text = ReportParts.words(of: message)
        let lines = TextLine.lines(of: text).lines
        let divider = BounceDividers.index(in: lines)
        notice = Array(lines[..<(divider ?? lines.count)].prefix(1_000))
        hasDivider = divider != nil
        let quoted = divider.map { lines[$0...].prefix(400).map { String($0.text) }.joined(separator: "\n") } ?? ""
        originalHeader = ReportParts.attachedHeader(of: message) ?? quoted
        deliveryStatus = ReportParts.deliveryStatus(of: message, text: text)
        notification = NotificationMessage(text)
    }

    private static func words(of message: MailMessage) -> String {
        var text = message.text
        if text.trimmed.isEmpty, let html = message.html { text = PlainText.text(ofHTML: String(html.prefix(longest * 2)), links: .dropped) }
        for attachment in message.attachments where attachment.type.hasPrefix("text/plain") || attachment.type == "text/html" {
            guard text.utf8.count < longest else { break }
            let words = String(decoding: attachment.bytes.prefix(longest), as: UTF8.self)
            text += "\n\n" + (attachment.type == "text/html" ? PlainText.text(ofHTML: words, links: .dropped) : words)
        }
        return String(decoding: text.utf8.prefix(longest), as: UTF8.self)
    }

    private static let statusTypes: Set = ["message/delivery-status", "message/global-delivery-status"]
    private static let headerTypes: Set = [
        "message/rfc822", "text/rfc822-headers", "message/rfc822-headers", "message/global", "message/global-headers",
    ]

    /// From the part made for it; where there is none, from the text, in which some systems leave the fields.
    private static func deliveryStatus(of message: MailMessage, text: String) -> DeliveryStatus {
        let parts = message.attachments.filter { statusTypes.contains($0.type) }.map { String(decoding: $0.bytes.prefix(longest), as: UTF8.self) }
        let status = DeliveryStatus(reading: parts.joined(separator: "\n\n"))
        if !status.recipients.isEmpty { return status }
        let folded = FoldedText(text, limit: longest)
        guard folded.contains("final-recipient:") || folded.contains("original-recipient:") else { return status }
        guard folded.contains("action:") || folded.contains("diagnostic-code:") else { return status }
        return DeliveryStatus(reading: text)
    }

    /// What a report says that came within this one, as gateways wrap them.
    var innerStatus: DeliveryStatus {
        let wrapped = message.attachments.first { $0.type == "message/rfc822" }
        return DeliveryStatus(reading: String(decoding: wrapped?.bytes.prefix(ReportParts.longest) ?? [], as: UTF8.self))
    }

    private static func attachedHeader(of message: MailMessage) -> String? {
        let headers = message.attachments.filter { headerTypes.contains($0.type) }.prefix(20).map { part in
            String(decoding: part.bytes.prefix(longest), as: UTF8.self)
        }
        return headers.isEmpty ? nil : headers.map { ReportParts.head(of: $0) }.joined(separator: "\n\n")
    }

    /// Up to the first blank line behind a field.
    private static func head(of mail: String) -> String {
        let lines = TextLine.lines(of: mail).lines
        let start = lines.firstIndex { !$0.isBlank } ?? 0
        let end = lines[start...].firstIndex { $0.isBlank } ?? lines.count
        return lines[start..<end].map { String($0.text) }.joined(separator: "\n")
    }

    var hasDispositionNotification: Bool {
        message.attachments.contains { $0.type == "message/disposition-notification" } || isReport("disposition-notification")
    }

    /// What shows an abuse report: its part, its Content-Type, or the form of services that send neither.
    var feedbackSign: String? {
        if message.attachments.contains(where: { $0.type == "message/feedback-report" }) { return "message/feedback-report" }
        if isReport("feedback-report") { return "report-type=feedback-report" }
        if originalHeader.lowercased().contains("x-hmxmroriginalrecipient:") { return "X-HmXmrOriginalRecipient" }
        if let subject = message.headers[
            "Subject",
        ], FoldedText(subject).hasPrefix("complaint about message from"), !originalHeader.isEmpty { return "Subject: \(subject.prefix(100))" }
        return nil
    }

    private func isReport(_ type: String) -> Bool {
        let header = message.headers["Content-Type"]?.lowercased() ?? ""
        return header.hasPrefix("multipart/report") && header.contains(type)
    }

    /// A part that holds the original, whole or its header.
    var hasOriginal: Bool { message.attachments.contains { ReportParts.headerTypes.contains($0.type) } }

    var originalMessageIDs: [String] {
        var ids = deliveryStatus.originalIDs + (notification?.originalIDs ?? []) + ReportParts.messageIDs(in: originalHeader)
        for receipt in message.attachments where receipt.type == "message/disposition-notification" {
            ids += ReportParts.messageIDs(in: String(decoding: receipt.bytes.prefix(ReportParts.longest), as: UTF8.self))
        }
        if ids.isEmpty { ids = message.inReplyTo + message.references }
        if ids.isEmpty { ids = ReportParts.messageIDs(in: notice.map { String($0.text) }.joined(separator: "\n")) }
        var seen: Set<String> = []
        return ids.filter { seen.insert($0).inserted && $0 != message.messageID }
    }

    private static let idLabels: [Phrase] = ["message-id:", "message id:", "x-original-message-id:", "original-message-id:"]

    /// Values of `Message-ID:` lines, quoted or not.
    private static func messageIDs(in text: String) -> [String] {
        var ids: [String] = []
        let lines = TextLine.lines(of: text).lines.prefix(2_000)
        for (index, line) in lines.enumerated() {
            let label = FoldedText(line.content.prefix(30), limit: 30)
            guard idLabels.contains(where: { label.hasPrefix($0) }) else { continue }
            let next = index + 1 < lines.count && !line.text.contains("@") ? lines[index + 1].content : ""
            ids += MessageIdentifiers.all(in: String(line.content.drop { $0 != ":" }.dropFirst()) + next)
        }
        return ids
    }
}
