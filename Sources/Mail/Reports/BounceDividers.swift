/// The lines behind which a report carries a copy of the original mail.
enum BounceDividers {
    /// The first line of the copy; `nil` where none is.
    static func index(in lines: [TextLine]) -> Int? {
        for (index, line) in lines.enumerated().prefix(2_000) where !line.isBlank {
            let text = FoldedText(line.content.drop { !$0.isLetter && $0 != "$" }, limit: 120)
            if isDivider(text, line) || beginsHeader(at: index, in: lines) { return index }
        }
        return nil
    }

    private static func isDivider(_ text: FoldedText, _ line: TextLine) -> Bool {
        if whole.contains(where: { text.hasPrefix($0) && text.bytes.count <= $0.bytes.count + 40 }) { return true }
        let dashes = line.content.prefix(200).filter { $0 == "-" || $0 == "_" || $0 == "=" || $0 == "*" || $0 == "#" || $0 == "|" }.count
        return dashes >= 2 && dashed.contains { text.hasPrefix($0) }
    }

    /// A mail's own header without any divider: a trace line and another field below.
    private static func beginsHeader(at index: Int, in lines: [TextLine]) -> Bool {
        guard index > 0, traces.contains(where: { lines[index].content.hasPrefix($0) }) else { return false }
        return lines[(index + 1)...].prefix(4).contains { $0.head.first?.isWhitespace == true || $0.content.prefix(40).contains(":") }
    }

    private static let traces = ["Received:", "Return-Path:", "Return-path:", "DKIM-Signature:", "X-Received:"]

    /// With dashes around, as "--- Original message follows.".
    private static let dashed: [Phrase] = [
        "this is a copy of", "this is a copy of the message", "a copy of", "below this line", "original message", "original mail",
        "returned message", "unsent message follows", "message text follows", "message header", "message headers",
        "the header of the original", "undelivered message", "contents of the undelivered",
        "the body of the message is", "original message follows", "your original message", "original message headers", "start of original",
        "the following is a copy", "copy of your message", "here is your message", "included is a copy", "mensaje original",
        "mensagem original", "ursprüngliche nachricht", "message d'origine", "bounced e-mail", "original e-mail", "attached message",
        "message content", "returned mail follows", "message contents",
    ]

    /// Sentences that say the same without dashes.
    private static let whole: [Phrase] = [
        "original message follows", "message headers follow", "below is a copy of the original message",
        "below this line is a copy of the message", "here is a copy of your message", "included is a copy of the message header",
        "original message headers:", "the original message headers", "the following is a copy of the message header",
        "your original message follows", "original message header:",
        "the original message was:", "unsent message below:", "headers of the original message follow",
        "the first 50 lines of the original message", "message text follows:", "en-têtes de message d'origine",
        "ursprüngliche nachrichtenkopfzeilen", "encabezados de mensajes originales", "cabeçalhos de mensagem original",
        "intestazioni originali del messaggio", "oorspronkelijke berichtkoppen", "copy of message follows", "the message header follows",
        "the original message headers follow", "message header follows", "original-nachricht:",
        "a copy of the original message below this line:", "full message follows", "the message you sent follows",
        "returned message follows",
    ]
}
