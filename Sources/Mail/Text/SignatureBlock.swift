/// The sender's name, firm and numbers below the words of a mail.
package enum SignatureBlock {
    /// Most lines such a block has.
    private static let longest = 25

    /// Splits a text before its signature, with or without a delimiter; for knowing the block, not for hiding it: names
    /// and closings without a delimiter may be words the reader wants.
    package static func split(_ text: String) -> (body: String, signature: String?) {
        let lines = TextLine.lines(of: text).lines
        guard let start = start(in: lines, 0..<lines.count) ?? guessedStart(in: lines), lines[..<start].contains(where: { !$0.isBlank })
        else { return (text, nil) }
        let body = lines[..<start].map { String($0.text) }.joined(separator: "\n")
        return (body, lines[start...].map { String($0.text) }.joined(separator: "\n"))
    }

    /// The first line of a signature that its sender delimited, or a phone added, within `range`.
    static func start(in lines: [TextLine], _ range: Range<Int>) -> Int? {
        range.first { index in
            guard lines[index].depth == 0, index > range.lowerBound || lines[index].head.hasPrefix("-") else { return false }
            return switch delimiter(lines[index].head) {
            case .usenet: index + 1 < range.upperBound
            case .dash: isShort(lines[(index + 1)..<range.upperBound])
            case .rule: isBlock(lines[(index + 1)..<range.upperBound], strict: false)
            case .dashes: isBlock(lines[(index + 1)..<range.upperBound], strict: true)
            case nil: standsAlone(index, in: lines) && MobileSignature.matches(lines[index].head)
            }
        }
    }

    private enum Delimiter {
        /// `-- ` (RFC 3676 §4.3).
        case usenet
        /// The same without its blank, or as one long dash.
        case dash
        /// `_____` or `—————`.
        case rule
        /// `-----`, which people also write between paragraphs.
        case dashes
    }

    private static func delimiter(_ line: Substring) -> Delimiter? {
        let bare = line.prefix(120).trimmed
        if line == "-- " { return .usenet }
        if bare == "--" || bare == "—" || bare == "––" { return .dash }
        guard bare.utf8.count >= 3, let first = bare.first, bare.allSatisfy({ $0 == first }) else { return nil }
        switch first {
        case "_", "—", "–": return .rule
        case "-": return .dashes
        default: return nil
        }
    }

    /// Nothing, or only another device's line, directly above.
    private static func standsAlone(_ index: Int, in lines: [TextLine]) -> Bool {
        index == 0 || lines[index - 1].isBlank || MobileSignature.matches(lines[index - 1].head) || !lines[index].head.hasPrefix(" ")
    }

    private static func isShort(_ block: ArraySlice<TextLine>) -> Bool {
        block.count <= longest * 3 && (1...longest).contains(block.count { !$0.isBlank })
    }

    private static func isBlock(_ block: ArraySlice<TextLine>, strict: Bool) -> Bool {
        guard isShort(block) else { return false }
        let words = block.filter { !$0.isBlank }
        return words.allSatisfy { $0.text.utf8.count <= 90 } && (!strict || words.contains { looksLikeContact($0.head) })
    }

    /// A number to call, an address or a link.
    private static func looksLikeContact(_ line: Substring) -> Bool {
        let digits = line.utf8.filter(\.isASCIIDigit).count
        let text = FoldedText(line.prefix(200))
        return digits >= 7 && line.utf8.count <= 60 || text.contains("@") || text.contains("http") || text.contains("www.")
    }

    /// A closing ("Thank you,") or a name with contact lines in the last paragraph.
    private static func guessedStart(in lines: [TextLine]) -> Int? {
        guard let last = lines.lastIndex(where: { !$0.isBlank }) else { return nil }
        let window = max(0, last - 14)...last
        let closing = window.last { isClosing(lines[$0].head) && last - $0 <= 12 }
        if let closing, closing > 0, closing < last || isBareClosing(lines[closing].head) { return closing }
        let paragraph = window.last { $0 == 0 || lines[$0 - 1].isBlank } ?? last
        let block = lines[paragraph...last]
        guard paragraph > 0, block.count >= 2, block.count <= 8, block.allSatisfy({ $0.text.utf8.count <= 60 }),
            block.filter({ looksLikeContact($0.head) }).count * 2 >= block.count
        else { return nil }
        return paragraph
    }

    private static func isClosing(_ line: Substring) -> Bool {
        let text = FoldedText(line.prefix(80))
        return text.bytes.count <= 60 && Closings.all.contains { text.opens(with: $0) && text.bytes.count <= $0.bytes.count + 12 }
    }

    private static func isBareClosing(_ line: Substring) -> Bool { line.trimmed.hasSuffix(",") }
}
