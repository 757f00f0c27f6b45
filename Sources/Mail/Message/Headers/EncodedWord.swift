/// `=?charset?B or Q?text?=` (RFC 2047), read as mildly as mail needs: blanks within, missing blanks around, a missing end.
struct EncodedWord {
    let charset: String
    let bytes: [UInt8]

    /// Words in a row whose bytes belong together: senders cut within a character.
    struct Run {
        let charset: String
        private(set) var bytes: [UInt8]

        init(_ word: EncodedWord) {
            charset = word.charset
            bytes = word.bytes
        }

        func joins(_ word: EncodedWord) -> Bool { charset == word.charset }

        func appending(_ word: EncodedWord) -> Run {
            var run = self
            run.bytes += word.bytes
            return run
        }

        var text: String { Charset.text(of: bytes, declared: Charset(label: charset)) }
    }

    /// Longest charset name and language (RFC 2231 §5) that is believed.
    private static let longestLabel = 80

    /// The word that begins at `position`, and where it ends.
    static func read(_ bytes: [UInt8], at position: Int) -> (word: EncodedWord, end: Int)? {
        guard position + 6 < bytes.count, bytes[position] == UInt8(ascii: "="), bytes[position + 1] == UInt8(ascii: "?") else { return nil }
        let question = UInt8(ascii: "?")
        let labelStart = position + 2
        guard let labelEnd = bytes[labelStart..<min(bytes.count, labelStart + longestLabel)].firstIndex(of: question), labelEnd > labelStart,
            labelEnd + 2 < bytes.count, bytes[labelEnd + 2] == question
        else { return nil }
        let label = bytes[labelStart..<labelEnd]
        guard label.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        let (content, end) = content(of: bytes, from: labelEnd + 3)
        let charset = String(decoding: label.prefix { $0 != UInt8(ascii: "*") }, as: UTF8.self).lowercased()
        switch bytes[labelEnd + 1].asciiLowercased {
        case UInt8(ascii: "b"): return (EncodedWord(charset: charset, bytes: Base64.decode(content)), end)
        case UInt8(ascii: "q"): return (EncodedWord(charset: charset, bytes: decodeQ(content)), end)
        default: return nil
        }
    }

    /// Up to `?=`; of a word that was cut off, up to the next blank.
    private static func content(of bytes: [UInt8], from start: Int) -> (ArraySlice<UInt8>, end: Int) {
        var position = start
        while position + 1 < bytes.count {
            if bytes[position] == UInt8(ascii: "?"), bytes[position + 1] == UInt8(ascii: "=") {
                return (bytes[start..<position], position + 2)
            }
            if bytes[position...].starts(with: Array("=?".utf8)), position + 2 < bytes.count, bytes[position + 2] != UInt8(ascii: "=") {
                // The next word begins before this one ended ("==?=" is the end of Base64).
                return (bytes[start..<position], position)
            }
            position += 1
        }
        let end = bytes[start...].firstIndex { $0.isBlank || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "\"") } ?? bytes.count
        return (bytes[start..<end], end)
    }

    /// What the first word of a field is encoded in.
    static func charset(of bytes: [UInt8]) -> Charset? {
        let start = nextStart(in: bytes, after: -1)
        return read(bytes, at: start).flatMap { Charset(label: $0.word.charset) }
    }

    /// Where the next word may begin; the end of `bytes` if nowhere.
    static func nextStart(in bytes: [UInt8], after position: Int) -> Int {
        var index = position + 1
        while index + 1 < bytes.count {
            if bytes[index] == UInt8(ascii: "="), bytes[index + 1] == UInt8(ascii: "?") { return index }
            index += 1
        }
        return bytes.count
    }

    private static func decodeQ(_ content: ArraySlice<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(content.count)
        var index = content.startIndex
        while index < content.endIndex {
            let byte = content[index]
            if byte == UInt8(ascii: "="), index + 2 < content.endIndex, let high = content[index + 1].hexValue, let low = content[index + 2].hexValue {
                output.append(high << 4 | low)
                index += 3
            } else {
                output.append(byte == UInt8(ascii: "_") ? 0x20 : byte)
                index += 1
            }
        }
        return output
    }
}
