import NIOCore

/// Reads a server's replies out of bytes (RFC 5321 §4.2), lenient about line ends and strict about size.
struct SMTPReplyReader {
    private static let longestLine = 8192
    private static let mostLines = 200

    private var code: Int?
    private var status: SMTPStatus?
    private var lines: [String] = []

    /// The next whole reply; `nil` when more bytes are needed.
    /// - Throws: `.notUnderstood` with what came, for lines that are no reply, never end, or are too many.
    mutating func next(from buffer: inout ByteBuffer) throws(SMTPSendError.Reason) -> SMTPReply? {
        while let line = try line(from: &buffer) {
            guard try isLast(line) else { continue }
            let reply = SMTPReply(code ?? 0, status, lines)
            self = SMTPReplyReader()
            return reply
        }
        return nil
    }

    private func line(from buffer: inout ByteBuffer) throws(SMTPSendError.Reason) -> [UInt8]? {
        guard let end = buffer.readableBytesView.firstIndex(of: UInt8(ascii: "\n")) else {
            if buffer.readableBytes > Self.longestLine { throw garbage(Array(buffer.readableBytesView.prefix(80))) }
            return nil
        }
        var line = buffer.readBytes(length: end - buffer.readerIndex) ?? []
        buffer.moveReaderIndex(forwardBy: 1)
        if line.last == UInt8(ascii: "\r") { line.removeLast() }
        guard line.count <= Self.longestLine else { throw garbage(line) }
        return line
    }

    /// Takes a line in and says whether the reply ends with it.
    private mutating func isLast(_ line: [UInt8]) throws(SMTPSendError.Reason) -> Bool {
        let digits = String(decoding: line.prefix(3), as: UTF8.self)
        guard digits.utf8.count == 3, digits.isDigits, let code = Int(digits), (200..<600).contains(code),
            self.code == nil || self.code == code, lines.count < Self.mostLines
        else { throw garbage(line) }
        let mark = line.count > 3 ? line[3] : UInt8(ascii: " ")
        guard mark == UInt8(ascii: " ") || mark == UInt8(ascii: "-") else { throw garbage(line) }
        self.code = code
        take(String(decoding: line.dropFirst(4), as: UTF8.self), code)
        return mark == UInt8(ascii: " ")
    }

    /// The enhanced status is the first word, of the same category as the code (RFC 2034 §4).
    private mutating func take(_ text: String, _ code: Int) {
        let first = text.prefix { $0 != " " }
        guard let found = SMTPStatus(first), found.category == code / 100, status == nil || status == found else {
            lines.append(text)
            return
        }
        status = found
        lines.append(String(text.dropFirst(first.count + 1)))
    }

    private func garbage(_ line: [UInt8]) -> SMTPSendError.Reason {
        .notUnderstood(String(decoding: line.prefix(80), as: UTF8.self).printable(limit: 200))
    }
}
