/// A part's bytes as they travel, with CRLF line ends.
struct BodyEncoding {
    /// For Content-Transfer-Encoding.
    let name: String
    /// For Content-Type.
    let type: String
    let bytes: [UInt8]

    /// As it is where it is short lines of ASCII; else quoted-printable, or Base64 where most is not ASCII.
    init(text: String) {
        type = "text/plain"
        let lines = Self.withReturns(Array(text.utf8))
        if Self.isSevenBit(lines) {
            (name, bytes) = ("7bit", lines)
        } else if lines.count(where: { $0 >= 0x80 }) * 3 > lines.count {
            (name, bytes) = ("base64", Base64.encodeLines(lines))
        } else {
            (name, bytes) = ("quoted-printable", QuotedPrintable.encode(lines))
        }
    }

    /// In Base64; a whole message as it is (RFC 2046 §5.2.1), or as a mere file where it is not plain lines of ASCII.
    init(attachment: MailAttachment) {
        let stated = attachment.type.lowercased()
        if stated == "message/rfc822", Self.isSevenBit(attachment.bytes) {
            (type, name, bytes) = (stated, "7bit", attachment.bytes)
            return
        }
        type = stated.hasPrefix("message/") || stated.hasPrefix("multipart/") || !Self.isType(stated) ? "application/octet-stream" : stated
        (name, bytes) = ("base64", Base64.encodeLines(attachment.bytes))
    }

    private static func isType(_ type: String) -> Bool {
        let parts = type.split(separator: "/", omittingEmptySubsequences: false)
        return parts.count == 2 && type.utf8.count <= 127
            && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { $0.isAlphanumeral || "!#$&-^_.+".utf8.contains($0) } }
    }

    /// CRLF for LF and for CR alone.
    static func withReturns(_ text: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count + text.count / 32)
        var last: UInt8 = 0
        for byte in text {
            if byte == 0x0D || byte == 0x0A && last != 0x0D {
                output += [0x0D, 0x0A]
            } else if byte != 0x0A {
                output.append(byte)
            }
            last = byte
        }
        return output
    }

    /// Whether these are lines of printable ASCII that every server passes on unchanged.
    private static func isSevenBit(_ bytes: [UInt8]) -> Bool {
        var (length, last) = (0, UInt8(0))
        for byte in bytes {
            if byte == 0x0A {
                guard last == 0x0D, length <= 900 else { return false }
                length = 0
            } else {
                guard last != 0x0D, byte < 0x7F, byte >= 0x20 || byte == 0x09 || byte == 0x0D else { return false }
                length += 1
            }
            last = byte
        }
        return length <= 900 && last != 0x0D
    }
}

/// Quoted-printable (RFC 2045 §6.7).
enum QuotedPrintable {
    /// Of text with CRLF line ends.
    static func encode(_ text: [UInt8]) -> [UInt8] {
        var output: [UInt8] = []
        output.reserveCapacity(text.count + text.count / 4)
        var length = 0
        for (index, byte) in text.enumerated() {
            let next = index + 1 < text.count ? text[index + 1] : 0x0D
            if byte == 0x0D || byte == 0x0A {
                output.append(byte)
                length = 0
                continue
            }
            // Blanks at the end of a line, and "From " and "." at its beginning, are changed on the way by some servers.
            let isFragile = byte.isBlank && next == 0x0D || length == 0 && (byte == UInt8(ascii: "F") || byte == UInt8(ascii: "."))
            let isPlain = byte == 0x20 || byte == 0x09 || byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "=")
            let coded = isPlain && !isFragile ? [byte] : [UInt8(ascii: "=")] + FoldedField.hex(byte).utf8
            if length + coded.count > 75 {
                output += [UInt8(ascii: "="), 0x0D, 0x0A]
                length = 0
            }
            output += coded
            length += coded.count
        }
        return output
    }
}
