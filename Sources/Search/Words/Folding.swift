import Foundation

/// The one form in which words are compared: compatibility forms dissolved (NFKC), case and accents off, `ș` = `ş` = `s`,
/// `ß` = `ss`, `æ` = `ae`, `ø` = `o`, `ł` = `l`, `đ` = `d`, `ı` = `i`, digits of every script as 0 to 9.
///
/// Folding what is folded changes nothing. Vowel signs of Indic scripts stay, as they spell.
package enum Folding {
    /// The folded letters and digits of one word; whatever is neither falls out.
    package static func fold(_ word: some StringProtocol) -> String {
        var text = String(word)
        var output: [UInt8] = []
        text.withUTF8 { append($0, to: &output) }
        return String(decoding: output, as: UTF8.self)
    }

    /// Appends the folded form of a word given in well-formed UTF-8.
    static func append(_ word: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        let start = output.count
        var index = 0
        while index < word.count {
            let byte = word[index]
            if byte < 0x80 {
                if ScalarKind.ascii(byte) { output.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) }
                index += 1
                continue
            }
            let (value, length) = scalar(at: index, in: word)
            index += length
            if value >= 0x300, value <= 0x36F { continue }
            guard var letters = LatinFolding.table[value] else {
                output.removeLast(output.count - start)
                output.append(contentsOf: folded(String(decoding: word, as: UTF8.self)).utf8)
                return
            }
            while letters != 0 {
                output.append(UInt8(truncatingIfNeeded: letters))
                letters >>= 8
            }
        }
    }

    /// The way of every scalar, through Unicode's tables.
    static func folded(_ word: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in word.decomposedStringWithCompatibilityMapping.unicodeScalars where !isAccent(scalar) {
            if scalar.properties.generalCategory == .decimalNumber, let digit = scalar.properties.numericValue {
                scalars.append(Unicode.Scalar(UInt8(0x30 + Int(digit))))
            } else {
                for small in scalar.properties.lowercaseMapping.unicodeScalars where !isAccent(small) {
                    scalars.append(contentsOf: plain[small] ?? [small])
                }
            }
        }
        let composed = String(scalars).precomposedStringWithCanonicalMapping
        return String(String.UnicodeScalarView(composed.unicodeScalars.filter { ScalarKind($0.value) != .separator }))
    }

    private static func isAccent(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x300...0x36F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE00...0xFE2F: true
        case 0x591...0x5C7, 0x610...0x61A, 0x640, 0x64B...0x65F, 0x670, 0x2BB...0x2BD: true
        default: scalar.value > 0x7F && ScalarKind(scalar.value) == .ignorable
        }
    }

    private static let plain: [Unicode.Scalar: [Unicode.Scalar]] = [
        "ß": ["s", "s"], "æ": ["a", "e"], "œ": ["o", "e"], "ø": ["o"], "ł": ["l"], "đ": ["d"], "ð": ["d"],
        "þ": ["t", "h"], "ı": ["i"], "ħ": ["h"], "ŋ": ["n"], "ŧ": ["t"], "ĸ": ["k"], "ƒ": ["f"], "ς": ["σ"],
    ]
}

/// The folded forms of Latin letters, looked up by scalar: up to four ASCII letters in one number, the first in its low byte.
struct LatinFolding: Sendable {
    static let table = LatinFolding()

    private static let basic: Range<UInt32> = 0xC0..<0x250
    private static let additional: Range<UInt32> = 0x1E00..<0x1F00
    private let letters: [UInt32]

    private init() {
        letters = (Array(Self.basic) + Array(Self.additional)).map { value in
            let folded = Unicode.Scalar(value).map { Folding.folded(String($0)) } ?? ""
            guard folded.utf8.allSatisfy({ $0 < 0x80 }), folded.utf8.count <= 4 else { return 0 }
            return folded.utf8.reversed().reduce(0) { $0 << 8 | UInt32($1) }
        }
    }

    /// `nil` where the scalar is none of these, or folds to something else than ASCII.
    subscript(value: UInt32) -> UInt32? {
        let index: Int
        if Self.basic.contains(value) {
            index = Int(value - Self.basic.lowerBound)
        } else if Self.additional.contains(value) {
            index = Self.basic.count + Int(value - Self.additional.lowerBound)
        } else {
            return nil
        }
        return letters[index] == 0 ? nil : letters[index]
    }
}
