/// A value as it was sent.
enum JSONNode: Sendable, Equatable {
    case null
    case flag(Bool)
    case text(String)
    /// As written; which numbers are allowed is the reader of the field's to say.
    case number(String)
    case list([JSONNode])
    case object([String: JSONNode])
}

/// Reads JSON (RFC 8259) strictly: one value, UTF-8, no name twice in an object, 32 values deep at most.
struct JSONReader {
    private static let deepest = 32

    private let bytes: [UInt8]
    private var index = 0

    private init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// `nil` for anything else.
    static func read(_ bytes: [UInt8]) -> JSONNode? {
        var reader = JSONReader(bytes)
        guard let value = reader.value(depth: 0) else { return nil }
        reader.skipSpace()
        return reader.index == bytes.count ? value : nil
    }

    private mutating func value(depth: Int) -> JSONNode? {
        guard depth < Self.deepest else { return nil }
        skipSpace()
        switch peek {
        case UInt8(ascii: "{"): return object(depth)
        case UInt8(ascii: "["): return list(depth)
        case UInt8(ascii: "\""): return string().map(JSONNode.text)
        case UInt8(ascii: "t"): return word("true") ? .flag(true) : nil
        case UInt8(ascii: "f"): return word("false") ? .flag(false) : nil
        case UInt8(ascii: "n"): return word("null") ? .null : nil
        default: return number()
        }
    }

    private mutating func object(_ depth: Int) -> JSONNode? {
        index += 1
        var members: [String: JSONNode] = [:]
        if skip("}") { return .object(members) }
        repeat {
            skipSpace()
            guard peek == UInt8(ascii: "\""), let name = string(), members[name] == nil, skip(":"), let value = value(depth: depth + 1)
            else { return nil }
            members[name] = value
        } while skip(",")
        return skip("}") ? .object(members) : nil
    }

    private mutating func list(_ depth: Int) -> JSONNode? {
        index += 1
        var values: [JSONNode] = []
        if skip("]") { return .list(values) }
        repeat {
            guard let value = value(depth: depth + 1) else { return nil }
            values.append(value)
        } while skip(",")
        return skip("]") ? .list(values) : nil
    }

    private mutating func number() -> JSONNode? {
        let start = index
        while let letter = peek, letter == 0x2B || letter == 0x2D || letter == 0x2E || letter == 0x45 || letter == 0x65 || (48...57).contains(letter) {
            index += 1
        }
        let text = String(decoding: bytes[start..<index], as: UTF8.self)
        return text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) == nil ? nil : .number(text)
    }

    private mutating func string() -> String? {
        index += 1
        let start = index
        while let letter = peek, letter != UInt8(ascii: "\""), letter != UInt8(ascii: "\\"), letter >= 0x20 { index += 1 }
        guard peek == UInt8(ascii: "\"") else { return escapedString(Array(bytes[start..<index])) }
        defer { index += 1 }
        return String(validating: bytes[start..<index], as: UTF8.self)
    }

    private mutating func escapedString(_ begin: [UInt8]) -> String? {
        var letters = begin
        while let letter = peek, letter != UInt8(ascii: "\"") {
            guard letter >= 0x20 else { return nil }
            index += 1
            if letter != UInt8(ascii: "\\") { letters.append(letter) } else if !escape(&letters) { return nil }
        }
        guard peek != nil else { return nil }
        index += 1
        return String(validating: letters, as: UTF8.self)
    }

    private mutating func escape(_ letters: inout [UInt8]) -> Bool {
        guard let letter = peek else { return false }
        index += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): letters.append(letter)
        case UInt8(ascii: "b"): letters.append(8)
        case UInt8(ascii: "f"): letters.append(12)
        case UInt8(ascii: "n"): letters.append(10)
        case UInt8(ascii: "r"): letters.append(13)
        case UInt8(ascii: "t"): letters.append(9)
        case UInt8(ascii: "u"):
            guard let scalar = scalar() else { return false }
            letters += String(scalar).utf8
        default: return false
        }
        return true
    }

    /// Four digits, or two times four for what stands above U+FFFF; a half of such a pair alone is an error.
    private mutating func scalar() -> Unicode.Scalar? {
        guard let first = digits() else { return nil }
        guard (0xD800..<0xDC00).contains(first) else { return Unicode.Scalar(first) }
        guard word("\\u"), let second = digits(), (0xDC00..<0xE000).contains(second) else { return nil }
        return Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    }

    private mutating func digits() -> UInt32? {
        guard index + 4 <= bytes.count else { return nil }
        let digits = bytes[index..<index + 4]
        index += 4
        guard digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else { return nil }
        return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    }

    private var peek: UInt8? { index < bytes.count ? bytes[index] : nil }

    private mutating func skip(_ letter: Unicode.Scalar) -> Bool {
        skipSpace()
        guard peek == UInt8(ascii: letter) else { return false }
        index += 1
        return true
    }

    private mutating func word(_ word: String) -> Bool {
        guard bytes[index...].starts(with: word.utf8) else { return false }
        index += word.utf8.count
        return true
    }

    private mutating func skipSpace() {
        while let letter = peek, letter == 0x20 || (9...10).contains(letter) || letter == 13 { index += 1 }
    }
}
