extension PlainText {
    /// The beginning of a text on one line, at most so many characters as people count them; `…` at its end when something was cut.
    package static func excerpt(of text: some StringProtocol, length: Int = 140) -> String {
        var line = ""
        var count = 0
        var space = false
        for character in text {
            if character.isWhitespace || character.isNewline {
                space = count > 0
                continue
            }
            let added = space ? 2 : 1
            guard count + added <= length else { return cut(line, to: length) }
            if space { line.append(" ") }
            line.append(contentsOf: character.unicodeScalars.count > mostMarks ? Substring(plain(character)) : Substring([character]))
            count += added
            space = false
        }
        return line
    }

    /// Marks that a letter may carry before they are taken off: more is no writing but noise.
    private static let mostMarks = 16

    private static func plain(_ character: Character) -> String {
        String(String.UnicodeScalarView(character.unicodeScalars.prefix(1)))
    }

    private static func cut(_ line: String, to length: Int) -> String {
        guard length > 0 else { return "" }
        var short = String(line.prefix(length - 1))
        while short.last == " " { short.removeLast() }
        return short + "…"
    }
}
