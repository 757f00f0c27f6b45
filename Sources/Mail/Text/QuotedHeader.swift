/// The head of an older mail as programs copy it into a reply or a forward: "From: … Sent: … To: … Subject: …".
struct QuotedHeader: Sendable {
    enum Field: Hashable {
        case from, sent, date, to, copy, subject, replyTo, other
    }

    /// The lines it covers.
    let lines: Range<Int>
    /// What stands behind each label; the first of each kind counts.
    let values: [Field: String]

    private static let longest = 40

    /// The head that begins with line `start`; `nil` where the labels do not make one.
    /// - Parameter isAnnounced: a separator stands above ("-----Original Message-----"), so that less is asked for.
    init?(at start: Int, in lines: [TextLine], isAnnounced: Bool) {
        guard var current = QuotedHeader.label(of: lines[start].head), current.field != .other else { return nil }
        var values: [Field: String] = [:]
        var end = start
        var index = start
        while true {
            values[current.field] = values[current.field] ?? current.value
            end = index + 1
            guard let next = QuotedHeader.nextLabel(after: index, in: lines), next - start < QuotedHeader.longest else { break }
            let wrapped = lines[(index + 1)..<next].map { $0.content.trimmed }.joined(separator: " ")
            if !wrapped.isEmpty { values[current.field, default: ""] += " " + wrapped }
            index = next
            guard let label = QuotedHeader.label(of: lines[next].head), label.field != .from || values[.from] == nil else { break }
            current = label
        }
        guard QuotedHeader.isHead(values, isAnnounced: isAnnounced) else { return nil }
        end = QuotedHeader.endOfValue(after: end - 1, in: lines)
        self.lines = start..<end
        self.values = values
    }

    private static func isHead(_ values: [Field: String], isAnnounced: Bool) -> Bool {
        let kinds = Set(values.keys)
        guard kinds.contains(.from) else { return isAnnounced && kinds.count >= 2 }
        let isDated = kinds.contains(.sent) || kinds.contains(.date)
        let others = kinds.intersection([.to, .subject, .copy, .replyTo]).count
        if isAnnounced { return isDated || others > 0 }
        if kinds.contains(.sent) { return true }
        return isDated && others > 0 || kinds.contains(.subject) && kinds.contains(.to) && values[.from]?.contains("@") == true
    }

    /// Up to two lines may lie between labels: a wrapped value, or a blank line of programs that double them.
    private static func nextLabel(after index: Int, in lines: [TextLine]) -> Int? {
        let window = (index + 1)..<min(index + 4, lines.count)
        for candidate in window where label(of: lines[candidate].head) != nil {
            let between = lines[(index + 1)..<candidate]
            if between.filter(\.isBlank).count <= (between.contains { !$0.isBlank } ? 0 : 1) { return candidate }
        }
        return nil
    }

    /// A long last value (many recipients) may be folded: it ends at the blank line within the next four, or at once.
    private static func endOfValue(after last: Int, in lines: [TextLine]) -> Int {
        let window = (last + 1)..<min(last + 5, lines.count)
        guard let blank = window.first(where: { lines[$0].isBlank }) else { return last + 1 }
        let isFolded = lines[(last + 1)..<blank].allSatisfy { $0.text.first?.isWhitespace == true }
        return isFolded ? blank : last + 1
    }

    /// "*From:* Ana" gives (.from, "Ana"); `nil` for a line that begins with no known label.
    static func label(of line: Substring) -> (field: Field, value: String)? {
        let bare = line.drop { $0 == "*" || $0 == "_" || $0 == ">" || $0.isWhitespace }
        guard let colon = bare.prefix(36).firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
        let name = FoldedText(bare[..<colon].filter { $0 != "*" && $0 != "_" }, limit: 40)
        guard let field = QuotedHeaderLabels.fields[Phrase(bytes: name.bytes)] else { return nil }
        let value = line[colon...].dropFirst().drop { $0 == "*" || $0 == "_" }
        return (field, value.trimmed)
    }
}
