/// Markup that is safe to send: what is interpolated as a `String` is escaped, what is interpolated as `HTML` is spliced.
///
///     let row: HTML = "<td title=\"\(subject)\">\(icon)</td>"
///
/// A string cannot become markup except through ``Sanitiser``. Attribute values must stand in double quotes.
package struct HTML: Sendable, Equatable, ExpressibleByStringInterpolation {
    package private(set) var bytes: [UInt8]

    package static let empty: HTML = ""

    package init(stringLiteral literal: StaticString) {
        bytes = literal.withUTF8Buffer { Array($0) }
    }

    package init(stringInterpolation: StringInterpolation) {
        bytes = stringInterpolation.bytes
    }

    /// The only door for markup that was not written here; for the sanitiser and for files of our own.
    package init(trusted bytes: [UInt8]) {
        self.bytes = bytes
    }

    package init(text: String) {
        bytes = []
        bytes.appendEscaped(text)
    }

    package var text: String { String(decoding: bytes, as: UTF8.self) }

    package static func + (one: HTML, other: HTML) -> HTML {
        HTML(trusted: one.bytes + other.bytes)
    }

    package static func += (one: inout HTML, other: HTML) {
        one.bytes += other.bytes
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        var bytes: [UInt8] = []

        package init(literalCapacity: Int, interpolationCount: Int) {
            bytes.reserveCapacity(literalCapacity + interpolationCount * 64)
        }

        package mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { bytes.append(contentsOf: $0) }
        }

        package mutating func appendInterpolation(_ text: String) {
            bytes.appendEscaped(text)
        }

        package mutating func appendInterpolation(_ text: String?) {
            if let text { bytes.appendEscaped(text) }
        }

        package mutating func appendInterpolation(_ number: Int) {
            bytes.append(contentsOf: String(number).utf8)
        }

        package mutating func appendInterpolation(_ html: HTML) {
            bytes.append(contentsOf: html.bytes)
        }

        package mutating func appendInterpolation(_ html: HTML?) {
            if let html { bytes.append(contentsOf: html.bytes) }
        }

        package mutating func appendInterpolation(_ parts: [HTML]) {
            for part in parts { bytes.append(contentsOf: part.bytes) }
        }
    }
}

extension [HTML] {
    /// All of them in a row.
    package func joined(separator: HTML = .empty) -> HTML {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(reduce(0) { $0 + $1.bytes.count + separator.bytes.count })
        for (index, part) in enumerated() {
            if index > 0 { bytes.append(contentsOf: separator.bytes) }
            bytes.append(contentsOf: part.bytes)
        }
        return HTML(trusted: bytes)
    }
}

extension [UInt8] {
    /// Appends text so that it reads the same between tags and between double quotes.
    fileprivate mutating func appendEscaped(_ text: String) {
        var text = text
        text.withUTF8 { utf8 in
            var start = 0
            for index in utf8.indices {
                guard let escaped = Self.escaped(utf8[index]) else { continue }
                append(contentsOf: utf8[start..<index])
                escaped.withUTF8Buffer { append(contentsOf: $0) }
                start = index + 1
            }
            append(contentsOf: utf8[start...])
        }
    }

    /// What stands for a byte that may not stand for itself; `nil` for all others.
    @inline(__always)
    private static func escaped(_ byte: UInt8) -> StaticString? {
        switch byte {
        case UInt8(ascii: "&"): "&amp;"
        case UInt8(ascii: "<"): "&lt;"
        case UInt8(ascii: ">"): "&gt;"
        case UInt8(ascii: "\""): "&quot;"
        case UInt8(ascii: "'"): "&#39;"
        case 0: "\u{FFFD}"
        default: nil
        }
    }
}
