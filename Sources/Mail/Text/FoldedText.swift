/// Text made ready for word lists: lower case, white space as single blanks, curly apostrophes straightened,
/// invisible characters gone. Only the first `limit` bytes are kept, so that no list is held against megabytes.
struct FoldedText: Sendable, Equatable {
    let bytes: [UInt8]

    /// - Parameter bytes: of a text that is folded already.
    init(bytes: [UInt8]) { self.bytes = bytes }

    init(_ text: some StringProtocol, limit: Int = 1_000) {
        let text = text.head(bytes: limit)
        if let plain = FoldedText.ascii(text.utf8) {
            bytes = plain
            return
        }
        var folded: [UInt8] = []
        var pendingBlank = false
        for scalar in text.lowercased().unicodeScalars {
            if scalar.properties.isWhitespace {
                pendingBlank = !folded.isEmpty
                continue
            }
            guard let plain = FoldedText.plain(scalar) else { continue }
            if pendingBlank { folded.append(UInt8(ascii: " ")) }
            pendingBlank = false
            folded.append(contentsOf: UTF8.encode(plain)!)
        }
        bytes = folded
    }

    /// The quick way for most texts; `nil` where a byte beyond ASCII stands.
    private static func ascii(_ bytes: some Sequence<UInt8>) -> [UInt8]? {
        var folded: [UInt8] = []
        var pendingBlank = false
        for byte in bytes {
            if byte >= 0x80 { return nil }
            if byte == 0x20 || byte >= 0x09 && byte <= 0x0D {
                pendingBlank = !folded.isEmpty
                continue
            }
            if pendingBlank { folded.append(0x20) }
            pendingBlank = false
            folded.append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte)
        }
        return folded
    }

    var isEmpty: Bool { bytes.isEmpty }

    /// `nil` for what cannot be seen: joiners, direction marks, soft hyphens, byte order marks.
    private static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x2018, 0x2019, 0x02BC: "'"
        case 0x201C, 0x201D: "\""
        case 0xAD, 0x200B...0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF: nil
        default: scalar
        }
    }

    func hasPrefix(_ phrase: Phrase) -> Bool { bytes.starts(with: phrase.bytes) }

    func hasSuffix(_ phrase: Phrase) -> Bool {
        bytes.count >= phrase.bytes.count && bytes[(bytes.count - phrase.bytes.count)...].elementsEqual(phrase.bytes)
    }

    /// Whether the phrase stands first as a word of its own.
    func opens(with phrase: Phrase) -> Bool {
        hasPrefix(phrase) && isBoundary(after: phrase.bytes.count, of: phrase)
    }

    func contains(_ phrase: Phrase) -> Bool {
        position(of: phrase, from: 0) != nil
    }

    /// Whether the phrase stands in the text and is not the middle of a longer Latin word.
    func says(_ phrase: Phrase) -> Bool {
        var start = 0
        while let found = position(of: phrase, from: start) {
            if isBoundary(before: found, of: phrase), isBoundary(after: found + phrase.bytes.count, of: phrase) { return true }
            start = found + 1
        }
        return false
    }

    func says(anyOf phrases: [Phrase]) -> Bool { phrases.contains { says($0) } }

    /// The first place at or after `start` where the phrase stands, in bytes.
    func position(of phrase: Phrase, from start: Int) -> Int? {
        let wanted = phrase.bytes
        guard let first = wanted.first, bytes.count >= wanted.count else { return nil }
        return bytes.withUnsafeBufferPointer { text in
            var index = start
            while index <= text.count - wanted.count {
                if text[index] == first, matches(wanted, text, at: index) { return index }
                index += 1
            }
            return nil
        }
    }

    private func matches(_ wanted: [UInt8], _ text: UnsafeBufferPointer<UInt8>, at index: Int) -> Bool {
        for offset in 1..<max(wanted.count, 1) where text[index + offset] != wanted[offset] { return false }
        return true
    }

    private func isBoundary(before index: Int, of phrase: Phrase) -> Bool {
        !phrase.bytes[0].isASCIILetter || index == 0 || !bytes[index - 1].isWordByte
    }

    private func isBoundary(after index: Int, of phrase: Phrase) -> Bool {
        !phrase.bytes[phrase.bytes.count - 1].isASCIILetter || index == bytes.count || !bytes[index].isWordByte
    }
}

/// An entry of a word list: lower case, single blanks, straight apostrophes.
struct Phrase: Sendable, Hashable, ExpressibleByStringLiteral {
    let bytes: [UInt8]

    init(bytes: [UInt8]) { self.bytes = bytes }

    init(_ text: String) { bytes = Array(text.utf8) }

    init(stringLiteral text: String) { self.init(text) }
}

extension UInt8 {
    var isASCIIDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }

    var isASCIILetter: Bool {
        (self | 0x20) >= UInt8(ascii: "a") && (self | 0x20) <= UInt8(ascii: "z")
    }

    /// Letters and digits, and whatever belongs to a letter beyond ASCII.
    var isWordByte: Bool { isASCIILetter || isASCIIDigit || self >= 0x80 }
}
