/// The machine-readable part of a delivery report (RFC 3464), or its fields wherever they were left in a text.
struct DeliveryStatus: Sendable {
    struct Recipient: Sendable {
        let address: String
        /// Lower case: failed, delayed, delivered, relayed, expanded.
        let action: String
        let status: SMTPStatus
        let diagnostic: String

        var isDelivered: Bool { status.category == 2 || ["delivered", "relayed", "expanded"].contains(action) && status.category != 5 }

        var failed: FailedRecipient {
            FailedRecipient(
                address: address, status: status.text, permanent: status.category == 5 && action != "delayed",
                reason: String(diagnostic.isEmpty ? "\(action) \(status.text)".prefix(500) : diagnostic.prefix(500)))
        }
    }

    private(set) var recipients: [Recipient] = []
    /// Message-IDs that fields of the report name (`X-Original-Message-ID` of Google).
    private(set) var originalIDs: [String] = []

    /// Most recipients of one report.
    private static let most = 500

    /// - Parameter text: one or more groups of fields, with or without blank lines between them.
    init(reading text: String) {
        var fields: [String: String] = [:]
        for (name, value) in DeliveryStatus.fields(of: text) {
            if DeliveryStatus.begins(name, fields) {
                add(fields)
                fields = [:]
            }
            if name == "x-original-message-id" || name == "original-message-id" { originalIDs += MessageIdentifiers.all(in: value) }
            fields[name] = fields[name] ?? value
        }
        add(fields)
    }

    /// An empty name marks a blank line.
    private static func fields(of text: String) -> [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = []
        for line in TextLine.lines(of: String(text.prefix(200_000))).lines {
            let text = line.text
            if line.isBlank {
                fields.append(("", ""))
            } else if text.first?.isWhitespace == true, let last = fields.last, !last.name.isEmpty {
                fields[fields.count - 1].value += " " + text.trimmed
            } else if let colon = text.prefix(60).firstIndex(of: ":") {
                fields.append((text[..<colon].trimmed.lowercased(), text[colon...].dropFirst().trimmed))
            }
        }
        return fields
    }

    /// A group ends with a blank line once it names somebody, or with a second address of its own kind.
    private static func begins(_ name: String, _ fields: [String: String]) -> Bool {
        let names = fields["final-recipient"] != nil || fields["original-recipient"] != nil
        if name.isEmpty { return names && (fields["action"] != nil || fields["status"] != nil) }
        return (name == "final-recipient" || name == "original-recipient") && fields[name] != nil
    }

    private mutating func add(_ fields: [String: String]) {
        guard recipients.count < DeliveryStatus.most else { return }
        let named = ["original-recipient", "final-recipient", "x-actual-recipient"].compactMap { fields[$0] }
        guard let address = named.lazy.compactMap(DeliveryStatus.address).first, fields[
            "action",
        ] != nil || fields["status"] != nil || fields["diagnostic-code"] != nil
        else { return }
        let action = fields["action"].map { String($0.lowercased().prefix { $0.isLetter }) } ?? ""
        let diagnostic = DeliveryStatus.withoutType(fields["diagnostic-code"] ?? "")
        let status = DeliveryStatus.status(fields["status"] ?? "", diagnostic: diagnostic, action: action)
        recipients.append(Recipient(address: address, action: action, status: status, diagnostic: diagnostic))
    }

    /// `rfc822; <ana@example.com>` gives the address; `nil` for types and values that are none.
    static func address(_ value: String) -> String? {
        let parts = value.split(separator: ";", maxSplits: 1)
        let bare = (parts.count == 2 ? parts[1] : parts.first ?? "").trimmed
        if let found = MailWords.addresses(in: bare[...]).first { return found.address }
        let word = bare.filter { $0 != "<" && $0 != ">" && $0 != "\"" }.trimmed
        let isAddress = word.contains("@") && !word.hasPrefix("@") && !word.hasSuffix("@") && !word.contains(where: \.isWhitespace)
        return isAddress && word.utf8.count <= 320 ? word : nil
    }

    /// `smtp; 550 …` without the type.
    private static func withoutType(_ value: String) -> String {
        let parts = value.split(separator: ";", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count <= 30, !parts[0].contains(where: \.isWhitespace) else { return value }
        return parts[1].trimmed
    }

    /// The field says it, unless it is vague and the server's own words are not.
    private static func status(_ field: String, diagnostic: String, action: String) -> SMTPStatus {
        let stated = SMTPStatus(field.prefix { $0.isNumber || $0 == "." })
        let said = StatusCodes.enhanced(in: diagnostic.utf8)
        if let stated, stated.category == 2 { return stated }
        if let said, stated == nil || said.subject != 0 || said.detail != 0 { return said }
        if let stated { return stated }
        if let reply = StatusCodes.reply(in: diagnostic.utf8) { return SMTPStatus(reply / 100, 0, 0) }
        if let meant = FailurePhrases.status(of: diagnostic) { return meant }
        return ["delivered", "relayed", "expanded"].contains(action) ? SMTPStatus(2, 0, 0) : SMTPStatus(action == "delayed" ? 4 : 5, 0, 0)
    }
}
