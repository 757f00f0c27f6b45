/// A character encoding that mail may be written in: those of the WHATWG Encoding Standard, those that only mail
/// uses (UTF-7, HZ, ISO-2022-KR, UTF-32), and whatever else the platform's iconv knows.
package struct Charset: Hashable, Sendable {
    /// The WHATWG's name in lower case; of others the name as iconv takes it, in lower case.
    package let name: String

    init(name: String) {
        self.name = name
    }

    package static let utf8 = Charset(name: "utf-8")
    package static let windows1252 = Charset(name: "windows-1252")
    static let utf16LE = Charset(name: "utf-16le")
    static let utf16BE = Charset(name: "utf-16be")
    static let utf32LE = Charset(name: "utf-32le")
    static let utf32BE = Charset(name: "utf-32be")

    /// The encoding that a label stands for, whatever its case; `nil` for labels that name none (`x-unknown`, `8bit`).
    package init?(label: String) {
        let label = Self.tidied(label)
        guard !label.isEmpty, !Self.meaningless.contains(label) else { return nil }
        if let name = Self.names[label] {
            self.name = name
            return
        }
        for candidate in Self.spellings(of: label) {
            if let name = Self.names[candidate] {
                self.name = name
                return
            }
        }
        guard let known = ([label] + Self.spellings(of: label)).first(where: Iconv.knows) else { return nil }
        name = known
    }

    /// The text of `bytes`, with U+FFFD for what is illegal.
    package func decode(_ bytes: [UInt8]) -> String {
        decoded(bytes).text
    }

    /// The text, and how many illegal sequences were replaced.
    func decoded(_ bytes: [UInt8]) -> (text: String, illegal: Int) {
        if extendsASCII, bytes.isASCII { return (String(decoding: bytes, as: UTF8.self), 0) }
        switch name {
        case "utf-8": return Self.decodedUTF8(bytes)
        case "windows-1252": return (Windows1252.decode(bytes), 0)
        case "iso-2022-jp": return ISO2022JP.decoded(bytes)
        case "hz-gb-2312": return HZ.decoded(bytes)
        case "utf-16le": return UTF16Decoder(bigEndian: false).decoded(bytes)
        case "utf-16be": return UTF16Decoder(bigEndian: true).decoded(bytes)
        default: return Iconv.decoded(bytes, from: Self.iconvNames[name] ?? name)
        }
    }

    /// Whether bytes below 0x80 stand for themselves.
    var extendsASCII: Bool {
        !name.hasPrefix("utf-16") && !name.hasPrefix("utf-32") && !name.hasPrefix("utf-7") && !name.hasPrefix("iso-2022")
            && !name.hasPrefix("ebcdic") && !name.hasPrefix("ibm") && !name.hasPrefix("cp0") && !name.hasPrefix("hz")
            && !name.hasPrefix("ucs")
    }

    private static func decodedUTF8(_ bytes: [UInt8]) -> (text: String, illegal: Int) {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let text = String(decoding: bytes[start...], as: UTF8.self)
        if bytes.isUTF8 { return (text, 0) }
        return (text, text.unicodeScalars.count { $0 == "\u{FFFD}" })
    }

    private static func tidied(_ label: String) -> String {
        let kept = label.lowercased().utf8.filter { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "'") }
        return String(decoding: kept.prefix(60), as: UTF8.self)
    }
}

extension [UInt8] {
    var isASCII: Bool {
        withUnsafeBufferPointer { buffer in
            var all: UInt8 = 0
            for byte in buffer { all |= byte }
            return all < 0x80
        }
    }

    /// Whether the bytes are well-formed UTF-8 (ASCII included).
    var isUTF8: Bool {
        String(validating: self, as: UTF8.self) != nil
    }
}
