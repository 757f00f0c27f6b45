/// Finds the addresses that a report names as not reached, by where they stand in their lines.
enum NoticeRecipients {
    struct Named {
        let address: String
        /// Its line in the notice; `nil` where it comes from a header.
        let line: Int?
    }

    /// Most recipients of one report.
    private static let most = 200

    /// From `X-Failed-Recipients`, else from the lines of the notice; surest places first.
    static func named(in parts: ReportParts) -> [Named] {
        let own = Set((parts.message.to + parts.message.cc).map { $0.address.lowercased() })
        let header = parts.message.headers.all("X-Failed-Recipients").flatMap { MailWords.addresses(in: $0[...]).map(\.address) }
        let lines = inLines(parts.notice)
        if !header.isEmpty { return unique(header.map { address in Named(address: address, line: lines.first { same($0.address, address) }?.line) }) }
        let others = lines.filter { !own.contains($0.address.lowercased()) }
        return unique(others.isEmpty ? lines : others)
    }

    private static func same(_ one: String, _ other: String) -> Bool { one.lowercased() == other.lowercased() }

    private static func unique(_ named: [Named]) -> [Named] {
        var seen: Set<String> = []
        return named.filter { seen.insert($0.address.lowercased()).inserted }.prefix(most).map { $0 }
    }

    /// Addresses that stand alone or first; where there are none, those behind words such as "RCPT TO:".
    private static func inLines(_ lines: [TextLine]) -> [Named] {
        var leading: [Named] = []
        var labelled: [Named] = []
        for (index, line) in lines.enumerated() where line.text.utf8.contains(UInt8(ascii: "@")) {
            let found = MailWords.addresses(in: line.text)
            guard let first = found.first else { continue }
            if leads(first, in: line.text) {
                leading.append(Named(address: first.address, line: index))
            } else {
                labelled += found.filter { isLabelled($0, in: line.text) }.map { Named(address: $0.address, line: index) }
            }
        }
        return leading.isEmpty ? labelled : leading
    }

    /// Nothing but marks before it, and behind it nothing, a colon, or what went wrong.
    private static func leads(_ found: MailWords.Found, in line: Substring) -> Bool {
        let before = line[..<found.range.lowerBound]
        guard before.allSatisfy({ !$0.isLetter && !$0.isNumber }) || isCode(before) else { return false }
        let after = FoldedText(line[found.range.upperBound...].drop { ">\"'<*)] \t".contains($0) }.prefix(200))
        if after.isEmpty || marks.contains(where: { after.hasPrefix($0) }) { return true }
        if after.contains("@") && after.bytes.count < 100 && !after.contains(" ") { return true }
        let words = after.hasPrefix(", ") ? FoldedText(bytes: Array(after.bytes.dropFirst(2))) : after
        return (behind + FailurePhrases.userUnknown).contains { words.hasPrefix($0) }
    }

    private static let marks: [Phrase] = [":", "...", "[", "(", "mailto:"]

    /// "550 5.1.1 <ana@…>... User unknown" in a transcript.
    private static func isCode(_ before: Substring) -> Bool {
        let text = before.trimmed
        return !text.isEmpty && text.count <= 20 && text.allSatisfy { $0.isNumber || ".-<>#() ".contains($0) }
    }

    /// How the rest of the line begins where the address comes first.
    private static let behind: [Phrase] = [
        "on mon", "on tue", "on wed", "on thu", "on fri", "on sat", "on sun", "- ", "– ", "invalid address", "error_code", "was not",
        "could not", "cannot", "failed", "host ", "smtp error", "does not", "is not", "se ", "no ",
    ]

    private static func isLabelled(_ found: MailWords.Found, in line: Substring) -> Bool {
        let before = FoldedText(line[..<found.range.lowerBound].suffix(120).filter { !"<>\"'*".contains($0) }, limit: 140)
        return labels.contains { before.hasSuffix($0) } && !senders.contains { before.hasSuffix($0) }
    }

    private static let senders: [Phrase] = ["sender address:", "sender:", "from:", "mail from:", "reply-to:", "contact", "sent by:"]

    /// The words right before an address that was not reached.
    private static let labels: [Phrase] = [
        "rcpt to:", "rcpt to", "to:", "for", "recipient:", "recipients:", "recipient address:", "address:", "addresses:", "mailbox:",
        "user:", "unknown user:", "unknown user", "is full:", "userid:", "attempts:", "failed:", "delivered to:", "delivered to",
        "deliver to:", "deliver to", "deliver message to:", "deliver message to", "message to", "mail to", "your message to", "email to",
        "errors:", "recipient(s):", "to the address", "failed to:", "recipient", "final-recipient: rfc822;", "original-recipient: rfc822;",
        "delivery to", "delivery to:", "reach", "bei", "entregue a", "entregado a", "entregó a", "livrat la", "zugestellt an", "remis à",
        "user", "address", "following recipient:", "addressed to", "destined for", "target mail address:", "to the following address",
        "account", "with email", "sent to", "send to", "an", "a", "adresse", "la",
    ]
}
