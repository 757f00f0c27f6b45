import Primitives

/// A piece of a shown text.
package struct Segment: Hashable, Sendable {
    package let text: String
    /// Whether it is a word that was looked for.
    package let isHit: Bool
}

/// Shows where a text holds what was looked for, by the same folding and stemming as the index.
package struct Highlight: Sendable {
    private let phrases: [[String]]
    private let words: [TermPattern]
    /// How the terms of these words begin, behind their first letter; so do the words a text holds of them. Most words of a text do not.
    private let initials: Set<UInt8>

    /// - Parameter shown: of a query, ``SearchQuery/shown``.
    package init(_ shown: [TextMatch]) {
        phrases = shown.compactMap(\.row)
        words = shown.flatMap(\.terms)
        initials = Set(words.compactMap { $0.text.utf8.dropFirst().first })
    }

    /// The whole text, hits marked. Text after the 100,000th word is not looked at.
    package func mark(_ text: String, language: Language?) -> [Segment] {
        Self.segments(Array(text.utf8), 0..<text.utf8.count, hits: hits(in: text, language: language))
    }

    /// About `length` characters around the hits, white space as single spaces, `…` where the text goes on;
    /// the beginning of the text where there is no hit.
    package func excerpt(of text: String, language: Language?, length: Int = 200) -> [Segment] {
        let bytes = Self.bytes(of: text)
        let hits = hits(in: String(decoding: bytes, as: UTF8.self), language: language)
        let window = Self.window(in: bytes, around: hits, length: length)
        var segments = Self.segments(bytes, window, hits: hits)
        if window.lowerBound > 0 { segments.insert(Segment(text: "…", isHit: false), at: 0) }
        if window.upperBound < bytes.count { segments.append(Segment(text: "…", isHit: false)) }
        return segments
    }
}

extension Highlight {
    /// Where the hits stand, in bytes, in order, none touching another.
    private func hits(in text: String, language: Language?) -> [Range<Int>] {
        guard !words.isEmpty || !phrases.isEmpty else { return [] }
        let found = TextWord.words(of: text)
        var isHit = StemPool.shared.lend { stems in
            found.map { matches($0, stems, language) }
        }
        if !phrases.isEmpty { markPhrases(found.map { TermAlphabet.term($0.folded, as: TermAlphabet.word) }, &isHit) }
        markJoined(found, &isHit)
        return Self.merged(found.indices.filter { isHit[$0] }.map { found[$0].range })
    }

    private func markPhrases(_ terms: [String], _ isHit: inout [Bool]) {
        for phrase in phrases {
            for start in terms.indices where terms[start] == phrase[0] && terms[start...].starts(with: phrase) {
                for index in start..<start + phrase.count { isHit[index] = true }
            }
        }
    }

    private func matches(_ word: TextWord, _ stems: Stems, _ language: Language?) -> Bool {
        guard let first = word.folded.first, initials.contains(first < 0x80 ? first : TermAlphabet.escape) else { return false }
        let term = TermAlphabet.term(word.folded, as: TermAlphabet.word)
        if words.contains(where: { $0.isPrefix ? term.hasPrefix($0.text) : term == $0.text }) { return true }
        guard let language, !word.written.isEmpty else { return false }
        let forms = word.written.withUnsafeBufferPointer { stems.forms(of: $0, folded: word.folded, in: language) }
        return forms.contains { form in wants(TermAlphabet.term(form, as: TermAlphabet.stem)) }
    }

    private func wants(_ term: String) -> Bool { words.contains { !$0.isPrefix && $0.text == term } }

    /// Marks the parts of `LBT-1042` where `LBT1042` was looked for.
    private func markJoined(_ found: [TextWord], _ isHit: inout [Bool]) {
        var start = 0
        while start < found.count {
            var end = start
            while end + 1 < found.count, found[end].isJoined { end += 1 }
            if end > start, wants(TermAlphabet.term(found[start...end].flatMap(\.folded), as: TermAlphabet.stem)) {
                for index in start...end { isHit[index] = true }
            }
            start = end + 1
        }
    }

    /// A text with its white space as single spaces, none at its ends.
    private static func bytes(of text: String) -> [UInt8] {
        var bytes: [UInt8] = [], isAfterSpace = true
        bytes.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            let isSpace = scalar.isASCII ? scalar.value == 0x20 || (0x09...0x0D).contains(scalar.value) : scalar.properties.isWhitespace
            if !isSpace { bytes.append(contentsOf: scalar.utf8) } else if !isAfterSpace { bytes.append(0x20) }
            isAfterSpace = isSpace
        }
        if bytes.last == 0x20 { bytes.removeLast() }
        return bytes
    }

    private static func merged(_ ranges: [Range<Int>]) -> [Range<Int>] {
        ranges.reduce(into: []) { merged, range in
            if let last = merged.last, range.lowerBound <= last.upperBound {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
    }

    /// The stretch of at most `length` bytes that holds most hits, begun a little before its first one, cut at spaces.
    private static func window(in bytes: [UInt8], around hits: [Range<Int>], length: Int) -> Range<Int> {
        guard bytes.count > length else { return 0..<bytes.count }
        var best = (count: 0, start: 0)
        var last = 0
        for first in hits.indices {
            while last < hits.count, hits[last].upperBound <= hits[first].lowerBound + length * 3 / 4 { last += 1 }
            if last - first > best.count { best = (last - first, hits[first].lowerBound) }
        }
        let start = max(0, min(best.start - length / 4, bytes.count - length))
        return cut(bytes, after: start)..<cut(bytes, before: start + length, start)
    }

    private static func cut(_ bytes: [UInt8], after start: Int) -> Int {
        guard start > 0 else { return 0 }
        if let space = bytes[start..<min(start + 30, bytes.count)].firstIndex(of: 0x20) { return space + 1 }
        return bytes[start...].firstIndex { $0 & 0xC0 != 0x80 } ?? bytes.count
    }

    private static func cut(_ bytes: [UInt8], before end: Int, _ start: Int) -> Int {
        guard end < bytes.count else { return bytes.count }
        if let space = bytes[max(start, end - 30)...end].lastIndex(of: 0x20) { return space }
        return bytes[...end].lastIndex { $0 & 0xC0 != 0x80 } ?? 0
    }

    private static func segments(_ bytes: [UInt8], _ window: Range<Int>, hits: [Range<Int>]) -> [Segment] {
        var segments: [Segment] = []
        var index = window.lowerBound
        func add(until end: Int, isHit: Bool) {
            guard end > index else { return }
            segments.append(Segment(text: String(decoding: bytes[index..<end], as: UTF8.self), isHit: isHit))
            index = end
        }
        for hit in hits where hit.overlaps(window) {
            add(until: max(hit.lowerBound, window.lowerBound), isHit: false)
            add(until: min(hit.upperBound, window.upperBound), isHit: true)
        }
        add(until: window.upperBound, isHit: false)
        return segments
    }
}

extension TextMatch {
    fileprivate var row: [String]? {
        if case .phrase(let terms) = self { terms } else { nil }
    }

    fileprivate var terms: [TermPattern] {
        if case .word(let terms) = self { terms } else { [] }
    }
}
