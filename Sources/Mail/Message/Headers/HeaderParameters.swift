/// `value; name=parameter; …` of Content-Type and Content-Disposition: quoted, with comments, split and encoded
/// (RFC 2045 §5.1, RFC 2231), and what senders make of it: encoded words, raw bytes, missing quotes and semicolons.
struct HeaderParameters {
    /// Before the first semicolon, in lower case.
    let value: String
    /// Names in lower case.
    let parameters: [String: String]

    /// Parameters that are read; more are ignored.
    private static let limit = 100

    init(_ field: RawField, text: HeaderText = HeaderText()) {
        var reader = ParameterReader(field.unfolded)
        value = String(decoding: reader.readValue(), as: UTF8.self).lowercased()
        var collected = CollectedParameters()
        for _ in 0..<Self.limit {
            guard let (name, bytes) = reader.readParameter() else { break }
            collected.add(name, bytes)
        }
        parameters = collected.decoded(by: text)
    }

    subscript(name: String) -> String? {
        parameters[name].flatMap { $0.isEmpty ? nil : $0 }
    }
}

/// Cuts a field at its semicolons.
struct ParameterReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    private static let (semicolon, quote, equals) = (UInt8(ascii: ";"), UInt8(ascii: "\""), UInt8(ascii: "="))

    mutating func readValue() -> [UInt8] {
        let start = position
        while position < bytes.count, bytes[position] != Self.semicolon { position += 1 }
        let value = bytes[start..<position].trimmingBlanks()
        // "text/plain charset=x": the semicolon was forgotten.
        if let blank = value.firstIndex(where: \.isBlank), value[blank...].contains(Self.equals) {
            position = blank
            return Array(value[..<blank])
        }
        return value.filter { !$0.isBlank && $0 != Self.quote }
    }

    /// The next parameter, its name in lower case; `nil` at the end.
    mutating func readParameter() -> (name: String, value: [UInt8])? {
        while position < bytes.count {
            skipSeparators()
            let start = position
            while position < bytes.count, bytes[position] != Self.equals, bytes[position] != Self.semicolon { position += 1 }
            guard position < bytes.count else { return nil }
            guard bytes[position] == Self.equals else { continue }
            let name = bytes[start..<position].trimmingBlanks()
            position += 1
            guard let last = name.split(whereSeparator: \.isBlank).last else { continue }
            return (String(decoding: last, as: UTF8.self).lowercased(), readParameterValue())
        }
        return nil
    }

    private mutating func skipSeparators() {
        while position < bytes.count, bytes[position] == Self.semicolon || bytes[position].isBlank { position += 1 }
        if position < bytes.count, bytes[position] == UInt8(ascii: "(") { skipComment() }
    }

    private mutating func skipComment() {
        var depth = 0
        while position < bytes.count {
            if bytes[position] == UInt8(ascii: "(") { depth += 1 }
            if bytes[position] == UInt8(ascii: ")") { depth -= 1 }
            position += 1
            if depth == 0 { break }
        }
        while position < bytes.count, bytes[position].isBlank || bytes[position] == Self.semicolon { position += 1 }
    }

    private mutating func readParameterValue() -> [UInt8] {
        while position < bytes.count, bytes[position].isBlank { position += 1 }
        guard position < bytes.count, bytes[position] == Self.quote else { return readBare() }
        return readQuoted()
    }

    /// Up to the semicolon: names with blanks are often not quoted. An encoded word may hold a semicolon.
    private mutating func readBare() -> [UInt8] {
        let start = position
        while position < bytes.count, bytes[position] != Self.semicolon {
            position = EncodedWord.read(bytes, at: position)?.end ?? position + 1
        }
        var value = bytes[start..<position].trimmingBlanks()
        if value.last == UInt8(ascii: ")"), let comment = value.lastIndex(of: UInt8(ascii: "(")), comment > value.startIndex, value[comment - 1].isBlank {
            value = value[..<comment].trimmingBlanks()
        }
        if value.count > 1, value.first == UInt8(ascii: "'"), value.last == UInt8(ascii: "'"), value.dropFirst().dropLast().firstIndex(of: UInt8(ascii: "'")) == nil {
            value = value.dropFirst().dropLast()
        }
        return Array(value)
    }

    private mutating func readQuoted() -> [UInt8] {
        position += 1
        var value: [UInt8] = []
        while position < bytes.count, bytes[position] != Self.quote {
            // A backslash before anything else is a path of Windows.
            if bytes[position] == UInt8(ascii: "\\"), position + 1 < bytes.count, bytes[position + 1] == Self.quote || bytes[position + 1] == UInt8(ascii: "\\") {
                position += 1
            }
            value.append(bytes[position])
            position += 1
        }
        // What stands between the closing quote and the semicolon belongs to nothing.
        position += 1
        let rest = position
        while position < bytes.count, bytes[position] != Self.semicolon {
            if bytes[position] == Self.equals, position > rest { position = rest; break }
            position += 1
        }
        return value
    }
}

/// Parameters as they come, put together at the end (RFC 2231 §3, §4).
private struct CollectedParameters {
    private var plain: [String: [UInt8]] = [:]
    private var pieces: [String: [Int: (bytes: [UInt8], encoded: Bool)]] = [:]
    /// Pieces beyond this are ignored.
    private static let mostPieces = 500

    mutating func add(_ name: String, _ bytes: [UInt8]) {
        let parts = name.split(separator: "*", omittingEmptySubsequences: false)
        guard parts.count > 1, let base = parts.first else {
            if plain[name] == nil { plain[name] = bytes }
            return
        }
        let encoded = parts.last == ""
        let index = Int(parts[1]) ?? 0
        guard index >= 0, index < Self.mostPieces else { return }
        if pieces[String(base), default: [:]][index] == nil { pieces[String(base), default: [:]][index] = (bytes, encoded) }
    }

    func decoded(by text: HeaderText) -> [String: String] {
        var result = plain.mapValues { text.decode($0) }
        for (name, numbered) in pieces {
            let whole = join(numbered, by: text)
            if !whole.isEmpty { result[name] = whole }
        }
        return result
    }

    private func join(_ numbered: [Int: (bytes: [UInt8], encoded: Bool)], by text: HeaderText) -> String {
        let ordered = numbered.sorted { $0.key < $1.key }.map(\.value)
        guard let first = ordered.first else { return "" }
        let anyEncoded = ordered.contains(where: \.encoded)
        guard anyEncoded else { return text.decode(ordered.flatMap(\.bytes)) }
        var (charset, head) = (Charset?.none, first.bytes)
        let quotes = first.bytes.indices.filter { first.bytes[$0] == UInt8(ascii: "'") }
        if first.encoded, quotes.count >= 2 {
            charset = Charset(label: String(decoding: first.bytes[..<quotes[0]], as: UTF8.self))
            head = Array(first.bytes[(quotes[1] + 1)...])
        }
        let bytes = (first.encoded ? Self.percentDecoded(head) : head) + ordered.dropFirst().flatMap { $0.encoded ? Self.percentDecoded($0.bytes) : $0.bytes }
        // Some senders write an encoded word where the percent signs belong.
        if bytes.starts(with: Array("=?".utf8)) { return text.decode(bytes) }
        return Charset.text(of: bytes, declared: charset).tidiedLine
    }

    private static func percentDecoded(_ bytes: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count, let high = bytes[index + 1].hexValue, let low = bytes[index + 2].hexValue {
                output.append(high << 4 | low)
                index += 3
            } else {
                output.append(bytes[index])
                index += 1
            }
        }
        return output
    }
}
