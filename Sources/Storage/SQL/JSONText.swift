/// JSON written by hand where a coder would cost more than the statement it is for.
enum JSONText {
    /// A string with its quotes (RFC 8259 §7).
    static func quoted(_ text: String) -> String {
        var letters: [UInt8] = []
        letters.reserveCapacity(text.utf8.count + 2)
        append(text, to: &letters)
        return String(decoding: letters, as: UTF8.self)
    }

    /// An object of strings, its keys in order.
    static func object(_ values: [String: String]) -> String {
        var letters: [UInt8] = [UInt8(ascii: "{")]
        for (key, value) in values.sorted(by: { $0.key < $1.key }) {
            if letters.count > 1 { letters.append(UInt8(ascii: ",")) }
            append(key, to: &letters)
            letters.append(UInt8(ascii: ":"))
            append(value, to: &letters)
        }
        letters.append(UInt8(ascii: "}"))
        return String(decoding: letters, as: UTF8.self)
    }

    /// Reads what ``object(_:)`` writes; `nil` for any other JSON, and for escapes other than of `"` and `\\`.
    static func readObject(_ text: String) -> [String: String]? {
        var text = text
        return text.withUTF8 { letters in
            var reader = ObjectReader(letters: letters)
            return reader.object()
        }
    }

    private static func append(_ text: String, to letters: inout [UInt8]) {
        letters.append(UInt8(ascii: "\""))
        for letter in text.utf8 {
            switch letter {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): letters += [UInt8(ascii: "\\"), letter]
            case 0..<0x20: letters += Array("\\u00".utf8) + [digit(letter >> 4), digit(letter & 15)]
            default: letters.append(letter)
            }
        }
        letters.append(UInt8(ascii: "\""))
    }

    private static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}

/// Takes a flat object apart.
private struct ObjectReader {
    let letters: UnsafeBufferPointer<UInt8>
    private var index = 0

    init(letters: UnsafeBufferPointer<UInt8>) {
        self.letters = letters
    }

    mutating func object() -> [String: String]? {
        guard skip("{") else { return nil }
        var values: [String: String] = [:]
        if skip("}") { return index == letters.count ? values : nil }
        repeat {
            guard let key = string(), skip(":"), let value = string() else { return nil }
            values[key] = value
        } while skip(",")
        return skip("}") && index == letters.count ? values : nil
    }

    private mutating func skip(_ letter: Unicode.Scalar) -> Bool {
        guard index < letters.count, letters[index] == UInt8(ascii: letter) else { return false }
        index += 1
        return true
    }

    private mutating func string() -> String? {
        guard skip("\"") else { return nil }
        let start = index
        while index < letters.count, letters[index] != UInt8(ascii: "\"") {
            if letters[index] == UInt8(ascii: "\\") { return escapedString(from: start) }
            index += 1
        }
        let text = String(decoding: letters[start..<index], as: UTF8.self)
        return skip("\"") ? text : nil
    }

    private mutating func escapedString(from start: Int) -> String? {
        var text = Array(letters[start..<index])
        while index < letters.count, letters[index] != UInt8(ascii: "\"") {
            if skip("\\") {
                guard index < letters.count, letters[index] == UInt8(ascii: "\"") || letters[index] == UInt8(ascii: "\\") else {
                    return nil
                }
            }
            text.append(letters[index])
            index += 1
        }
        return skip("\"") ? String(decoding: text, as: UTF8.self) : nil
    }
}
