/// Writes JSON (RFC 8259) by hand: a list of a hundred tickets costs less than a coder's first object.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []
    private var needsComma = false

    init(expecting size: Int = 1024) {
        bytes.reserveCapacity(size)
    }

    mutating func object(_ members: (inout JSONWriter) throws -> Void) rethrows {
        begin("{")
        try members(&self)
        end("}")
    }

    mutating func list<Value>(_ values: some Sequence<Value>, _ write: (Value, inout JSONWriter) throws -> Void) rethrows {
        begin("[")
        for value in values { try write(value, &self) }
        end("]")
    }

    mutating func member(_ name: String, _ value: JSONValue) {
        self.name(name)
        write(value)
    }

    mutating func name(_ name: String) {
        separate()
        quote(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    mutating func write(_ value: JSONValue) {
        switch value {
        case .null: word("null")
        case .text(let text): separate(); quote(text)
        case .number(let number): word(String(number))
        case .flag(let flag): word(flag ? "true" : "false")
        case .list(let values): list(values) { $1.write($0) }
        case .object(let members): object { for (name, value) in members { $0.member(name, value) } }
        case .written(let write): write(&self)
        }
    }

    private mutating func word(_ word: String) {
        separate()
        bytes += word.utf8
    }

    private mutating func begin(_ letter: Unicode.Scalar) {
        separate()
        bytes.append(UInt8(ascii: letter))
        needsComma = false
    }

    private mutating func end(_ letter: Unicode.Scalar) {
        bytes.append(UInt8(ascii: letter))
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
        needsComma = true
    }

    private mutating func quote(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        var text = text
        text.withUTF8 { letters in
            if letters.contains(where: { $0 < 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") }) {
                for letter in letters { escape(letter) }
            } else {
                bytes.append(contentsOf: letters)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escape(_ letter: UInt8) {
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), letter]
        case UInt8(ascii: "\n"): bytes += Array("\\n".utf8)
        case UInt8(ascii: "\t"): bytes += Array("\\t".utf8)
        case 0..<0x20:
            let digits = Array("0123456789abcdef".utf8)
            bytes += Array("\\u00".utf8) + [digits[Int(letter >> 4)], digits[Int(letter & 15)]]
        default: bytes.append(letter)
        }
    }
}

/// A value to be written.
enum JSONValue: Sendable {
    case null
    case text(String)
    case number(Int64)
    case flag(Bool)
    case list([JSONValue])
    case object([(String, JSONValue)])
    /// Writes one value itself.
    case written(@Sendable (inout JSONWriter) -> Void)
}
