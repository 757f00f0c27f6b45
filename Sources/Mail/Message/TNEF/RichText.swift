/// The words of an RTF document, for mail that has no other text: paragraphs, tabs, `\'hh` and `\u` characters; tables of fonts,
/// colours and styles, pictures and hidden groups are left out.
enum RichText {
    static func plain(_ bytes: [UInt8]) -> String {
        var reader = RichTextReader(bytes: bytes)
        return reader.read()
    }
}

private struct RichTextReader {
    let bytes: [UInt8]
    private var position = 0
    private var output = ""
    private var pending: [UInt8] = []
    private var charset = Charset.windows1252
    /// Whether each open group is left out, and how many characters follow a `\u`.
    private var groups: [(isHidden: Bool, skip: Int)] = [(false, 1)]
    private var toSkip = 0

    private static let deepest = 200
    private static let hidden: Set<String> = [
        "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "themedata", "datastore", "header", "footer", "listtable", "listoverridetable", "generator", "htmltag", "mhtmltag",
    ]

    init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    mutating func read() -> String {
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "{"): if groups.count < Self.deepest { groups.append(groups[groups.count - 1]) }
            case UInt8(ascii: "}"): if groups.count > 1 { groups.removeLast() }
            case UInt8(ascii: "\\"): readControl()
            case 0x0D, 0x0A, 0: break
            default: put(byte)
            }
        }
        flush()
        return output
    }

    private mutating func put(_ byte: UInt8) {
        if toSkip > 0 { toSkip -= 1 } else if !groups[groups.count - 1].isHidden { pending.append(byte) }
    }

    private mutating func put(_ text: String) {
        guard !groups[groups.count - 1].isHidden else { return }
        flush()
        output += text
    }

    private mutating func flush() {
        output += charset.decode(pending)
        pending = []
    }

    private mutating func readControl() {
        guard position < bytes.count else { return }
        guard bytes[position].isAlphabetic else { return readSymbol() }
        let start = position
        while position < bytes.count, bytes[position].isAlphabetic { position += 1 }
        let word = String(decoding: bytes[start..<position], as: UTF8.self)
        let digits = position
        if position < bytes.count, bytes[position] == UInt8(ascii: "-") { position += 1 }
        while position < bytes.count, bytes[position].isNumeral, position - digits < 10 { position += 1 }
        let number = Int(String(decoding: bytes[digits..<position], as: UTF8.self))
        if position < bytes.count, bytes[position] == 0x20 { position += 1 }
        apply(word, number)
    }

    private mutating func readSymbol() {
        let symbol = bytes[position]
        position += 1
        switch symbol {
        case UInt8(ascii: "'"):
            guard position + 1 < bytes.count, let high = bytes[position].hexValue, let low = bytes[position + 1].hexValue else { return }
            position += 2
            put(high << 4 | low)
        case UInt8(ascii: "*"): groups[groups.count - 1].isHidden = true
        case UInt8(ascii: "~"): put("\u{A0}")
        case 0x0D, 0x0A: put("\n")
        case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"): put(symbol)
        default: break
        }
    }

    private mutating func apply(_ word: String, _ number: Int?) {
        switch word {
        case "par", "line", "row", "sect", "page": put("\n")
        case "tab", "cell": put("\t")
        case "ansicpg": charset = number.flatMap { Charset(label: "cp\($0)") } ?? charset
        case "uc": groups[groups.count - 1].skip = min(max(number ?? 1, 0), 10)
        case "u":
            let unit = UInt32(truncatingIfNeeded: (number ?? 0) & 0xFFFF)
            put(Unicode.Scalar(unit).map { String($0) } ?? "\u{FFFD}")
            toSkip = groups[groups.count - 1].skip
        case "emdash": put("—")
        case "endash": put("–")
        case "bullet": put("•")
        case "lquote", "rquote": put(word == "lquote" ? "‘" : "’")
        case "ldblquote", "rdblquote": put(word == "ldblquote" ? "“" : "”")
        case _ where Self.hidden.contains(word): groups[groups.count - 1].isHidden = true
        default: break
        }
    }
}
