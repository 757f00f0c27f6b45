import Foundation

/// What sending services tell as JSON instead of a report (Amazon SES, by itself or wrapped by SNS).
struct NotificationMessage {
    let type: String
    let kind: MailKind
    let failed: [FailedRecipient]
    let originalIDs: [String]

    /// `nil` where the text is no such JSON.
    init?(_ text: String) {
        guard let open = text.firstIndex(of: "{"), text[..<open].allSatisfy(\.isWhitespace), text.utf8.count < 1 << 20 else { return nil }
        guard let event = NotificationMessage.event(in: text[open...], depth: 0) else { return nil }
        type = event.type
        originalIDs = event.mail.ids
        switch event.type.lowercased() {
        case "bounce": (kind, failed) = (.bounce, event.bounce?.failed ?? [])
        case "complaint": (kind, failed) = (.feedbackLoop, [])
        case "delivery": (kind, failed) = (.deliveryReport, [])
        default: return nil
        }
    }

    /// SNS puts the message as a string into another.
    private static func event(in text: Substring, depth: Int) -> Event? {
        guard let end = text.lastIndex(of: "}") else { return nil }
        let data = Data(text[...end].utf8)
        if let event = try? JSONDecoder().decode(Event.self, from: data) { return event }
        if depth == 0, text.contains(where: \.isNewline), let joined = event(in: unbroken(text), depth: 1) { return joined }
        guard depth < 3, let wrapper = try? JSONDecoder().decode(Wrapper.self, from: data) else { return nil }
        return event(in: wrapper.Message[...], depth: depth + 1)
    }

    /// Some servers break lines of more than 998 bytes with `!`, a line end and a blank (RFC 5321 §4.5.3.1.6 forbids such lines).
    private static func unbroken(_ text: Substring) -> Substring {
        text.replacing("!\r\n ", with: "").replacing("!\n ", with: "").filter { !$0.isNewline }[...]
    }

    private struct Wrapper: Decodable { let Message: String }

    private struct Event: Decodable {
        let notificationType: String?
        let eventType: String?
        let bounce: Bounce?
        let mail: Mail

        var type: String { notificationType ?? eventType ?? "" }
    }

    private struct Mail: Decodable {
        struct Headers: Decodable { let messageId: String? }
        let messageId: String?
        let commonHeaders: Headers?

        var ids: [String] { MessageIdentifiers.all(in: commonHeaders?.messageId ?? "") + [messageId].compactMap(\.self) }
    }

    private struct Bounce: Decodable {
        struct Recipient: Decodable {
            let emailAddress: String
            let status: String?
            let diagnosticCode: String?
        }
        let bounceType: String?
        let bouncedRecipients: [Recipient]

        var failed: [FailedRecipient] {
            bouncedRecipients.prefix(500).map { recipient in
                let words = String((recipient.diagnosticCode ?? bounceType ?? "").prefix(500))
                let guess = SMTPStatus(bounceType?.lowercased() == "permanent" ? 5 : 4, 0, 0)
                let status = recipient.status.flatMap { SMTPStatus($0) } ?? StatusCodes.enhanced(in: words.utf8) ?? guess
                let isForGood = status.category == 5
                return FailedRecipient(address: recipient.emailAddress, status: status.text, permanent: isForGood, reason: words)
            }
        }
    }
}
