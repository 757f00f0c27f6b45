extension PlainText {
    /// Text as HTML: paragraphs at empty lines, `<br>` at line ends, `>` quotes as folded blockquotes, web and mail addresses as links.
    package static func html(ofText text: String) -> HTML {
        var writer = TextWriter()
        for line in text.utf8.split(separator: .newline, omittingEmptySubsequences: false) {
            writer.write(Substring(line.last == 0x0D ? line.dropLast() : line))
        }
        return writer.finish()
    }
}

/// Writes HTML while lines of text go by.
private struct TextWriter {
    private var html = HTML.empty
    private var quoteDepth = 0
    private var paragraphIsOpen = false
    /// Deeper quotes are shown at this depth.
    private static let deepestQuote = 32

    mutating func write(_ line: Substring) {
        let (depth, words) = Self.unquoted(line)
        quote(to: depth)
        if words.utf8.allSatisfy(\.isSpace) { return endParagraph() }
        html += paragraphIsOpen ? "<br>\n" : "<p>"
        paragraphIsOpen = true
        html += TextLinks.html(of: words)
    }

    mutating func finish() -> HTML {
        quote(to: 0)
        endParagraph()
        return html
    }

    private mutating func endParagraph() {
        if paragraphIsOpen { html += "</p>\n" }
        paragraphIsOpen = false
    }

    private mutating func quote(to depth: Int) {
        guard depth != quoteDepth else { return }
        endParagraph()
        while quoteDepth < depth {
            html += quoteDepth == 0 ? "<details><summary>…</summary><blockquote type=\"cite\">" : "<blockquote type=\"cite\">"
            quoteDepth += 1
        }
        while quoteDepth > depth {
            quoteDepth -= 1
            html += quoteDepth == 0 ? "</blockquote></details>\n" : "</blockquote>"
        }
    }

    /// How often the line is quoted, and its words.
    private static func unquoted(_ line: Substring) -> (Int, Substring) {
        var depth = 0
        var rest = line.utf8
        while true {
            let inner = rest.first == .space && depth > 0 ? rest.dropFirst() : rest
            guard inner.first == .greater else { break }
            rest = inner.dropFirst()
            depth += 1
        }
        if depth > 0, rest.first == .space { rest = rest.dropFirst() }
        return (min(depth, deepestQuote), Substring(rest))
    }
}
