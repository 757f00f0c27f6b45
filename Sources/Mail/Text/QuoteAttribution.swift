/// Finds the line that says who wrote what is quoted below it: "On 3 May Ana <ana@…> wrote:".
///
/// Such a line has a shape rather than a text: an opening word or a date, a name or an address, a verb of writing, a
/// colon. Mail programs break it over up to six lines. Three kinds are known: those that open with a word ("On", "Le",
/// "Am"), with a date (Gmail in many languages), or with the name ("Ana schrieb am …").
enum QuoteAttribution {
    private static let longest = 6

    /// The last line of the attribution that begins at line `start`; `nil` where none begins.
    static func end(from start: Int, in lines: [TextLine]) -> Int? {
        let first = AttributionShape(lines[start].head)
        guard let kind = first.kind else { return nil }
        var joined = String(lines[start].head)
        var index = start
        while true {
            let shape = AttributionShape(joined)
            let last = index
            if shape.isComplete(kind, quoteFollows: { quoteFollows(last, in: lines) }) { return index }
            guard !shape.isClosed, index - start < longest, joined.utf8.count < 600,
                let next = continuation(after: index, in: lines, of: kind)
            else { return nil }
            joined += " " + lines[next].head
            index = next
        }
    }

    /// Whether the first line with words after `index` is quoted.
    static func quoteFollows(_ index: Int, in lines: [TextLine]) -> Bool {
        lines[(index + 1)...].first { !$0.isEmpty }.map { $0.depth > 0 } ?? false
    }

    /// The line that goes on with the attribution; blank lines are passed over only before an address or a lone verb.
    private static func continuation(after index: Int, in lines: [TextLine], of kind: AttributionShape.Kind) -> Int? {
        let below = ((index + 1)..<lines.count).prefix(3)
        guard let next = below.first(where: { !lines[$0].isEmpty }) else { return nil }
        let line = lines[next]
        if line.depth > 0 { return closesAddress(line) ? next : nil }
        let goesOn = line.head.hasPrefix("<") || AttributionShape.isLoneVerb(line.head)
        if next > index + 1, !goesOn { return nil }
        if kind == .name, AttributionShape(line.head).kind == .word { return nil }
        return next
    }

    /// `> wrote:` or `>:` below `<ana@example.com`: a broken line, not a quote.
    private static func closesAddress(_ line: TextLine) -> Bool {
        line.depth == 1 && AttributionShape.isLoneVerb(line.head.drop { $0 == ">" || $0 == " " })
    }
}
