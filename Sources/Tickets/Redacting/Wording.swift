import Foundation
import Search

/// Words as they may stand in a text: in any case, with or without accents, in composed or decomposed letters, broken by line
/// ends, quote marks, soft hyphens or white space.
///
/// Compared is the folded text, letter by letter; what holds no letter or digit is compared as it is written.
struct Wording: Sendable {
    /// What is looked for: folded, without white space.
    let needle: [UInt8]
    private let find: @Sendable ([UInt8]) -> [Range<Int>]

    /// `nil` for an empty text.
    init?(_ words: String) {
        let needle = Spelling(words).letters
        guard !needle.isEmpty else { return nil }
        self.needle = needle
        find = { letters in Self.occurrences(of: needle, in: letters) }
    }

    /// Words of which only the length and a code are known.
    init(length: Int, isSame: @escaping @Sendable (ArraySlice<UInt8>) -> Bool) {
        needle = []
        find = { letters in
            guard length > 0 else { return [] }
            var found: [Range<Int>] = [], index = 0
            while index + length <= letters.count {
                let isHit = isSame(letters[index..<index + length])
                if isHit { found.append(index..<index + length) }
                index += isHit ? length : 1
            }
            return found
        }
    }

    func stands(in text: String) -> Bool {
        !find(Spelling(text).letters).isEmpty
    }

    /// The text with every occurrence replaced.
    func covered(_ text: String, with mark: String) -> String {
        let spelling = Spelling(text), found = find(spelling.letters)
        guard !found.isEmpty else { return text }
        var result = "", scalars = text.unicodeScalars[...], done = 0
        for range in found {
            let begin = max(spelling.places[range.lowerBound], done), end = spelling.places[range.upperBound - 1] + 1
            result.unicodeScalars.append(contentsOf: scalars.prefix(begin - done))
            if end > done { result += mark }
            scalars = scalars.dropFirst(max(end - done, 0))
            done = max(end, done)
        }
        result.unicodeScalars.append(contentsOf: scalars)
        return result
    }

    private static func occurrences(of needle: [UInt8], in letters: [UInt8]) -> [Range<Int>] {
        var found: [Range<Int>] = [], index = 0
        while index + needle.count <= letters.count {
            if letters[index] == needle[0], letters[index..<index + needle.count].elementsEqual(needle) {
                found.append(index..<index + needle.count)
                index += needle.count
            } else {
                index += 1
            }
        }
        return found
    }
}

/// A text as it is compared, and where each of its letters stands.
private struct Spelling {
    /// Folded, in UTF-8.
    private(set) var letters: [UInt8] = []
    /// For each of them the scalar of the text it comes from.
    private(set) var places: [Int] = []

    init(_ text: String) {
        letters.reserveCapacity(text.utf8.count)
        places.reserveCapacity(text.utf8.count)
        var isLineStart = true
        for (place, scalar) in text.unicodeScalars.enumerated() {
            if scalar.value < 0x80 {
                append(ascii: UInt8(scalar.value), at: place, &isLineStart)
            } else if !scalar.properties.isWhitespace && !scalar.properties.isDefaultIgnorableCodePoint {
                isLineStart = false
                append(scalar, at: place)
            }
        }
    }

    private mutating func append(ascii letter: UInt8, at place: Int, _ isLineStart: inout Bool) {
        switch letter {
        case UInt8(ascii: "\n"), UInt8(ascii: "\r"): isLineStart = true
        case 0...0x20: break
        case UInt8(ascii: ">") where isLineStart: break
        default:
            isLineStart = false
            letters.append((0x41...0x5A).contains(letter) ? letter | 0x20 : letter)
            places.append(place)
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar, at place: Int) {
        let isMark = scalar.properties.generalCategory == .nonspacingMark || scalar.properties.generalCategory == .enclosingMark
        let folded = Folding.fold(String(scalar))
        if folded.isEmpty && isMark && !letters.isEmpty { return }
        // Taken apart, so that letters written in parts are the same.
        for letter in (folded.isEmpty ? String(scalar) : folded).decomposedStringWithCanonicalMapping.utf8 {
            letters.append(letter)
            places.append(place)
        }
    }
}
