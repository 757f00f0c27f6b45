import Markup

/// Reads an HTML body as text lines, with what its containers say of them.
///
/// Mail programs name the containers of quotes, heads and signatures. A sign of its own line is put where such a
/// container begins and ends; the HTML is made text; the signs are taken out again and become marks of lines.
enum QuoteMarkup {
    /// Private characters, taken out of the mail's own text first.
    private enum Sign: Unicode.Scalar, CaseIterable {
        case attributionBegins = "\u{F8D0}", attributionEnds = "\u{F8D1}"
        case signatureBegins = "\u{F8D2}", signatureEnds = "\u{F8D3}"
        case cut = "\u{F8D4}"
    }

    /// Most signs of one mail; the first ones decide.
    private static let most = 200

    /// Whether any such container is there.
    static func hasMarks(_ html: String) -> Bool {
        var tags = MarkupTags(html)
        while let tag = tags.next() {
            if !tag.isEnd, QuoteContainers.kind(of: tag) != nil { return true }
        }
        return false
    }

    /// The lines, their marks by index, and the whole text.
    static func lines(of html: String) -> (lines: [TextLine], marks: [Int: LineRoles.Mark], whole: String) {
        let signed = PlainText.text(ofHTML: withSigns(html), links: .dropped)
        var lines: [TextLine] = []
        var marks: [Int: LineRoles.Mark] = [:]
        var inside: LineRoles.Mark?
        let (read, rest) = TextLine.lines(of: signed)
        for line in read {
            guard let sign = sign(of: line) else {
                if let inside, !line.isBlank { marks[lines.count] = inside }
                lines.append(line)
                continue
            }
            switch sign {
            case .attributionBegins: inside = .attribution
            case .signatureBegins: inside = .signature
            case .attributionEnds, .signatureEnds: inside = nil
            case .cut: marks[lines.count] = .cut
            }
        }
        if !rest.isEmpty { lines.append(TextLine(String(decoding: cleared(String(rest)), as: UTF8.self)[...])) }
        if marks[lines.count] != nil { lines.append(TextLine("")) }
        return (lines, marks, lines.map(\.text).joined(separator: "\n"))
    }

    private static func sign(of line: TextLine) -> Sign? {
        let scalars = line.content.unicodeScalars
        guard let only = scalars.first, scalars.count == 1 else { return nil }
        return Sign(rawValue: only)
    }

    private static func withSigns(_ html: String) -> String {
        var tags = MarkupTags(html)
        var signed = SignedCopy(tags.bytes)
        var open: [(name: String, depth: Int, end: Sign)] = []
        var depths: [String: Int] = [:]
        while signed.signs < most, let tag = tags.next() {
            if tag.isEnd {
                if let last = open.last, last.name == tag.name, last.depth == depths[tag.name] {
                    signed.put(last.end, at: tag.range.lowerBound)
                    open.removeLast()
                }
                depths[tag.name, default: 0] -= 1
                continue
            }
            if !MarkupTags.voids.contains(tag.name) { depths[tag.name, default: 0] += 1 }
            switch QuoteContainers.kind(of: tag) {
            case .cut: signed.put(.cut, at: tag.range.lowerBound)
            case .attribution where open.isEmpty:
                signed.put(.attributionBegins, at: tag.range.upperBound)
                open.append((tag.name, depths[tag.name]!, .attributionEnds))
            case .signature where open.isEmpty:
                signed.put(.signatureBegins, at: tag.range.upperBound)
                open.append((tag.name, depths[tag.name]!, .signatureEnds))
            default: break
            }
        }
        return signed.finished()
    }

    /// Markup as it is copied, with signs put between.
    private struct SignedCopy {
        private(set) var signs = 0
        private let source: [UInt8]
        private var bytes: [UInt8] = []
        private var copied = 0

        init(_ source: [UInt8]) {
            self.source = source
        }

        mutating func put(_ sign: Sign, at place: Int) {
            signs += 1
            bytes.append(contentsOf: source[copied..<place])
            copied = place
            bytes.append(contentsOf: "<div>\(Character(sign.rawValue))</div>".utf8)
        }

        func finished() -> String { String(decoding: bytes + source[copied...], as: UTF8.self) }
    }

    /// The HTML without characters that could pass for a sign.
    static func cleared(_ html: String) -> [UInt8] {
        let isSigned = html.unicodeScalars.contains { Sign(rawValue: $0) != nil }
        guard isSigned else { return Array(html.utf8) }
        return Array(String(String.UnicodeScalarView(html.unicodeScalars.filter { Sign(rawValue: $0) == nil })).utf8)
    }
}
