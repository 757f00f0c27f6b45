/// ISO-2022-JP (RFC 1468), read by writing it anew as Shift_JIS: glibc's own table differs from what Windows and browsers use.
enum ISO2022JP {
    static func decoded(_ bytes: [UInt8]) -> (text: String, illegal: Int) {
        var reader = Reader(bytes: bytes)
        return reader.rewrite() ? Iconv.decoded(reader.output, from: "CP932", wholePairs: true) : Iconv.decoded(bytes, from: "ISO-2022-JP-3")
    }

    private enum Set { case ascii, roman, katakana, kanji }

    private struct Reader {
        let bytes: [UInt8]
        var output: [UInt8] = []
        var set = Set.ascii

        init(bytes: [UInt8]) {
            self.bytes = bytes
        }

        /// `false` when a character set is asked for that Shift_JIS does not have.
        mutating func rewrite() -> Bool {
            output.reserveCapacity(bytes.count)
            var position = 0
            while position < bytes.count {
                let byte = bytes[position]
                if byte == 0x1B, position + 2 < bytes.count {
                    guard shift(bytes[position + 1], bytes[position + 2]) else { return false }
                    position += 3
                } else {
                    position += copy(byte, next: position + 1 < bytes.count ? bytes[position + 1] : 0)
                }
            }
            return true
        }

        private mutating func shift(_ first: UInt8, _ second: UInt8) -> Bool {
            switch (first, second) {
            case (0x28, 0x42): set = .ascii
            case (0x28, 0x4A): set = .roman
            case (0x28, 0x49): set = .katakana
            case (0x24, 0x40), (0x24, 0x42): set = .kanji
            default: return false
            }
            return true
        }

        /// Copies one character and returns how many bytes it took.
        private mutating func copy(_ byte: UInt8, next: UInt8) -> Int {
            if byte == 0x0A || byte == 0x0D {
                set = .ascii  // A line begins in ASCII (RFC 1468), whatever the last one forgot.
            } else if set == .kanji, (0x21...0x7E).contains(byte) {
                guard (0x21...0x7E).contains(next) else {
                    output.append(0x80)  // Refused by Shift_JIS, thus U+FFFD.
                    return 1
                }
                appendKanji(byte, next)
                return 2
            } else if set == .katakana, (0x21...0x5F).contains(byte) {
                output.append(byte + 0x80)
                return 1
            }
            output.append(byte)
            return 1
        }

        private mutating func appendKanji(_ row: UInt8, _ cell: UInt8) {
            let lead = (row - 0x21) / 2
            output.append(lead + (lead < 0x1F ? 0x81 : 0xC1))
            if row % 2 == 1 {
                output.append(cell + (cell < 0x60 ? 0x1F : 0x20))
            } else {
                output.append(cell + 0x7E)
            }
        }
    }
}

/// HZ (RFC 1843): GB 2312 between `~{` and `~}`, in seven bits.
enum HZ {
    static func decoded(_ bytes: [UInt8]) -> (text: String, illegal: Int) {
        var output: [UInt8] = []
        var (position, chinese) = (0, false)
        while position < bytes.count {
            let next = position + 1 < bytes.count ? bytes[position + 1] : 0
            if bytes[position] == 0x7E, [0x7B, 0x7D, 0x7E, 0x0A].contains(next) {
                if next == 0x7E { output.append(0x7E) }
                if next == 0x7B || next == 0x7D { chinese = next == 0x7B }
                position += 2
            } else if chinese, bytes[position] >= 0x21, next >= 0x21 {
                output += [bytes[position] | 0x80, next | 0x80]
                position += 2
            } else {
                output.append(bytes[position])
                position += 1
            }
        }
        return Iconv.decoded(output, from: "GB18030")
    }
}

/// UTF-16 with or without a byte order mark, which is honoured and dropped.
struct UTF16Decoder {
    var bigEndian: Bool

    func decoded(_ bytes: [UInt8]) -> (text: String, illegal: Int) {
        var bigEndian = bigEndian
        var start = 0
        if bytes.starts(with: [0xFE, 0xFF]) { (bigEndian, start) = (true, 2) }
        if bytes.starts(with: [0xFF, 0xFE]) { (bigEndian, start) = (false, 2) }
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2)
        for index in stride(from: start, to: bytes.count - 1, by: 2) {
            let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
            units.append(bigEndian ? first << 8 | second : second << 8 | first)
        }
        let text = String(decoding: units, as: UTF16.self)
        let odd = (bytes.count - start) % 2
        let illegal = String(validating: units, as: UTF16.self) == nil ? 1 : 0
        return (odd == 1 ? text + "\u{FFFD}" : text, illegal + odd)
    }
}
