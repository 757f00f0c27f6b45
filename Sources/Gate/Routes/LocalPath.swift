/// A path of ours to send a browser to. A text from outside becomes one only when it cannot lead anywhere else.
package struct LocalPath: Sendable, Hashable {
    package let text: String

    /// The value of `next=`; `nil` for anything but a path that begins with one slash: `//host`, `/\host` (which browsers read
    /// alike), a scheme, white space and control characters are refused.
    package init?(next text: String) {
        guard text.hasPrefix("/"), text.utf8.count <= 2000, !text.hasPrefix("//"),
            text.utf8.allSatisfy({ $0 > 32 && $0 < 127 && $0 != UInt8(ascii: "\\") })
        else { return nil }
        self.text = text
    }

    /// A path that we wrote. What comes from rows is written into it as `\(segment)` and cannot leave its segment.
    package init(_ text: LocalPathText) {
        self.text = text.text
    }

    /// Behind `?next=`.
    var encoded: String { text.percentEncodedSegment }
}

/// `"/tickets/\(number)?page=\(page)"`: what is interpolated is percent-encoded (RFC 3986 §2.3).
package struct LocalPathText: ExpressibleByStringInterpolation, Sendable {
    let text: String

    package init(stringLiteral literal: StaticString) {
        text = "\(literal)"
    }

    package init(stringInterpolation: StringInterpolation) {
        text = stringInterpolation.text
    }

    package struct StringInterpolation: StringInterpolationProtocol {
        var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) {}

        package mutating func appendLiteral(_ literal: StaticString) {
            literal.withUTF8Buffer { text += String(decoding: $0, as: UTF8.self) }
        }

        package mutating func appendInterpolation(_ value: some CustomStringConvertible) {
            text += value.description.percentEncodedSegment
        }
    }
}

extension String {
    /// Everything but the unreserved letters as `%XX`.
    var percentEncodedSegment: String {
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes: [UInt8] = []
        for byte in utf8 {
            switch byte {
            case 48...57, 65...90, 97...122, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): bytes.append(byte)
            default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
