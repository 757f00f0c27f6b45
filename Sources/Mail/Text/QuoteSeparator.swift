/// Lines behind which an older mail stands.
enum QuoteSeparator {
    enum Kind {
        /// "-----Original Message-----": what follows was written before.
        case original
        /// "---------- Forwarded message ----------": what follows was written by somebody else.
        case forward
        /// "Reply above this line", "Previous replies": what follows came from a help desk or forum.
        case notification
        /// "________": only with a head of a mail below it.
        case rule
    }

    static func kind(of line: Substring) -> Kind? {
        let bare = line.prefix(200).drop { $0 == "*" || $0 == ">" || $0.isWhitespace }
        guard let first = bare.first else { return nil }
        if isRule(bare) { return .rule }
        let isDashed = first == "-" || first == "_" || first == "=" || first == "#" || first == "—" || first == "–"
        let words = bare.drop { !$0.isLetter && !$0.isNumber }
        let text = FoldedText(words.prefix(120))
        if isDashed, text.bytes.count < 80 {
            if SeparatorWords.forwarded.contains(where: { text.hasPrefix($0) }) { return .forward }
            if SeparatorWords.original.contains(where: { text.hasPrefix($0) }) { return .original }
        }
        if SeparatorWords.begun.contains(where: { text.hasPrefix($0) && text.bytes.count <= $0.bytes.count + 2 }) { return .forward }
        if SeparatorWords.notification.contains(where: { text.contains($0) && text.bytes.count < $0.bytes.count + 60 }) { return .notification }
        return nil
    }

    /// At least five dashes or underscores and nothing else.
    private static func isRule(_ line: Substring) -> Bool {
        line.prefix(200).filter { !$0.isWhitespace && $0 != "*" }.count >= 5
            && line.prefix(200).allSatisfy { $0 == "-" || $0 == "_" || $0 == "—" || $0 == "–" || $0 == "*" || $0.isWhitespace }
    }
}
