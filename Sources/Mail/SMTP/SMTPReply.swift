import NIOCore

/// What a server answers to a command (RFC 5321 §4.2).
package struct SMTPReply: Sendable, Hashable, Codable {
    /// Three digits, 200 to 599.
    package let code: Int
    /// The enhanced status in front of the words (RFC 2034); `nil` where there is none.
    package let status: SMTPStatus?
    /// The words, a line each, at least one; without control characters, the code and the status.
    package let lines: [String]

    package init(_ code: Int, _ status: SMTPStatus?, _ lines: [String]) {
        self.code = code
        self.status = status
        self.lines = lines.isEmpty ? [""] : lines.map { $0.printable(limit: Self.longestLine) }
    }

    package init(_ code: Int, _ status: SMTPStatus, _ words: String) {
        self.init(code, status, [words])
    }

    package init(_ code: Int, _ words: String) {
        self.init(code, nil, [words])
    }

    /// All its words on one line.
    package var words: String { lines.joined(separator: " ").printable(limit: 1000) }
    package var isPositive: Bool { code / 100 == 2 }
    package var isTemporary: Bool { code / 100 == 4 }
    package var isPermanent: Bool { code / 100 == 5 }

    /// Leaves room for code and status in the 512 octets of a reply line (RFC 5321 §4.5.3.1.5).
    static let longestLine = 480

    /// Writes it as it goes over the wire, the status repeated on each line.
    func write(to buffer: inout ByteBuffer) {
        for (index, line) in lines.enumerated() {
            buffer.writeString(String(code))
            buffer.writeString(index == lines.count - 1 ? " " : "-")
            if let status {
                buffer.writeString(status.text)
                buffer.writeString(" ")
            }
            buffer.writeString(line)
            buffer.writeString("\r\n")
        }
    }
}

extension String {
    /// Without control characters and line ends, which become spaces, and at most so many UTF-8 bytes long.
    func printable(limit: Int) -> String {
        let isClean = utf8.count <= limit && utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F }
        if isClean { return self }
        var clean = ""
        var length = 0
        for scalar in unicodeScalars {
            let shown = scalar.isControlOrBreak ? " " : scalar
            length += UTF8.width(shown)
            if length > limit { break }
            clean.unicodeScalars.append(shown)
        }
        return clean
    }
}

extension Unicode.Scalar {
    /// C0, C1, DEL, line and paragraph separators, and the marks that turn the direction of what follows.
    fileprivate var isControlOrBreak: Bool {
        switch value {
        case 0..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
