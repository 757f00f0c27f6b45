/// The customer behind a mail that an agent forwarded to the desk.
package struct ForwardedSender: Sendable, Equatable {
    /// As the forward shows it; empty where it shows none.
    package var name: String
    /// `nil` where the forward shows a name only, as Outlook does within a firm.
    package var address: String?
    package var subject: String
    /// The date in the words of the forwarding program; `nil` where it gives none.
    package var date: String?
    /// What the agent wrote above.
    package var before: String
    /// What the customer wrote.
    package var after: String
}

package enum ForwardedMail {
    /// The mail within a forwarded one: attached as `message/rfc822`, or inline behind the marks of forwarding programs.
    /// A plain reply, which carries the same head above its quote, is none, unless its subject says "Fwd" in any language.
    package static func inner(of message: MailMessage, parser: MailParser = MailParser()) -> ForwardedSender? {
        inline(in: message) ?? attached(to: message, parser: parser)
    }

    private static func attached(to message: MailMessage, parser: MailParser) -> ForwardedSender? {
        guard let mail = message.attachments.first(where: { $0.type == "message/rfc822" }) else { return nil }
        let inner = parser.parse(mail.bytes)
        guard let sender = inner.from.first else { return nil }
        return ForwardedSender(
            name: sender.name, address: sender.address, subject: inner.subject, date: inner.headers["Date"],
            before: ReplyTrimmer.trim(message.text).reply, after: inner.text)
    }

    private static func inline(in message: MailMessage) -> ForwardedSender? {
        let isForward = SubjectLine(message.subject).isForward
        let (lines, rest) = TextLine.lines(of: message.text)
        for index in lines.indices where !lines[index].isBlank {
            guard let head = head(from: index, in: lines, isForward: isForward) else { continue }
            let (name, address) = person(head.values[.from] ?? "")
            guard !name.isEmpty || address != nil else { continue }
            let after = lines[head.lines.upperBound...].map { String($0.text) }.joined(separator: "\n")
            return ForwardedSender(
                name: name, address: address, subject: head.values[.subject] ?? "", date: head.values[.sent] ?? head.values[.date],
                before: lines[..<index].map { String($0.text) }.joined(separator: "\n").trimmed, after: (after + rest).trimmed)
        }
        return nil
    }

    /// The copied head that begins at line `index`, or just below a separator there.
    private static func head(from index: Int, in lines: [TextLine], isForward: Bool) -> QuotedHeader? {
        guard let separator = QuoteSeparator.kind(of: lines[index].head) else {
            return isForward && lines[index].depth == 0 ? QuotedHeader(at: index, in: lines, isAnnounced: false) : nil
        }
        guard separator == .forward || isForward && separator != .notification else { return nil }
        guard let below = ((index + 1)..<lines.count).prefix(4).first(where: { !lines[$0].isBlank }) else { return nil }
        return QuotedHeader(at: below, in: lines, isAnnounced: true)
    }

    /// Reads `Ana Pop <ana@example.com>`, `Ana [mailto:ana@example.com]`, `"Pop, Ana" <ana@…<mailto:ana@…>>`, `ana@example.com`.
    static func person(_ text: String) -> (name: String, address: String?) {
        let text = text.prefix(400)
        let marks: Set<Character> = ["<", ">", "[", "]", "(", ")", "\"", "'", "*", ",", ";"]
        let words = text.split { $0.isWhitespace || marks.contains($0) }
        let address = words.lazy.map { $0.hasPrefix("mailto:") ? $0.dropFirst(7) : $0 }.first(where: isAddress).map(withLowerDomain)
        let name = text.prefix { $0 != "<" && $0 != "[" }.filter { $0 != "\"" && $0 != "*" }.trimmed
        return (isAddress(name[...]) ? "" : name, address)
    }

    private static func isAddress(_ word: Substring) -> Bool {
        let parts = word.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".") && !parts[1].hasPrefix(".") && !parts[1].hasSuffix(".")
    }

    private static func withLowerDomain(_ address: Substring) -> String {
        guard let at = address.firstIndex(of: "@") else { return String(address) }
        return address[..<at] + address[at...].lowercased()
    }
}
