/// Separates what a sender newly wrote from the history below it. In doubt it trims less.
///
/// It reads shapes line by line, never the whole text with a pattern, so its cost grows with the text and no faster.
package enum ReplyTrimmer {
    /// Bytes of HTML that are read for their containers; longer ones are trimmed as the text they give.
    private static let longestHTML = 1 << 20

    /// - Parameter text: a plain text body, any line ends, any size.
    package static func trim(_ text: String) -> TrimmedReply {
        let (lines, rest) = TextLine.lines(of: text)
        return trim(LineRoles(of: lines), rest: rest, whole: text)
    }

    /// - Parameter html: an HTML body as it came. The result is text; containers with which mail programs mark quotes,
    ///   heads and signatures count like their signs in plain text.
    package static func trim(html: String) -> TrimmedReply {
        let (lines, marks, whole) = QuoteMarkup.lines(of: html)
        return trim(LineRoles(of: lines, marks: marks), rest: "", whole: whole)
    }

    /// The reply of a mail: from its text; from its HTML where there is no other text, or where only the HTML shows the quote.
    package static func trim(_ message: MailMessage) -> TrimmedReply {
        let plain = trim(message.text)
        guard let html = message.html, html.utf8.count <= longestHTML, plain.quoted.isEmpty, QuoteMarkup.hasMarks(html) else { return plain }
        let marked = trim(html: html)
        return marked.reply.isEmpty ? plain : marked
    }

    private static func trim(_ roles: LineRoles, rest: Substring, whole: String) -> TrimmedReply {
        var parts = Parts()
        for (index, line) in roles.lines.enumerated() {
            parts.append(String(line.text), as: roles[index])
        }
        if !rest.isEmpty { parts.append(String(rest), as: roles.cut == nil ? .text : .history) }
        let reply = parts.reply.text
        guard !reply.isEmpty else { return TrimmedReply(reply: whole.trimmed) }
        let signature = parts.signature.text
        return TrimmedReply(reply: reply, quoted: parts.quoted.text, signature: signature.isEmpty ? nil : signature)
    }

    private struct Parts {
        var reply: [String] = []
        var quoted: [String] = []
        var signature: [String] = []

        mutating func append(_ line: String, as role: LineRoles.Role) {
            switch role {
            case .text, .quote: reply.append(line)
            case .history: quoted.append(line)
            case .signature: signature.append(line)
            }
        }
    }
}

extension [String] {
    /// The lines without blank ones at both ends; indentation of the first stays.
    fileprivate var text: String {
        guard let first = firstIndex(where: { !$0.trimmed.isEmpty }), let last = lastIndex(where: { !$0.trimmed.isEmpty }) else { return "" }
        return self[first...last].joined(separator: "\n")
    }
}
