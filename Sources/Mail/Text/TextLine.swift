/// A line of a mail's text, and how deep it is quoted.
struct TextLine: Sendable {
    /// Without its line end, with its `>` marks.
    let text: Substring
    /// Its first 600 bytes: all that is looked at, however long the line is.
    let head: Substring
    /// Leading `>` marks; 0 for what the sender wrote.
    let depth: Int
    /// Nothing but white space, and marks where it is quoted.
    let isBlank: Bool

    init(_ text: Substring) {
        self.text = text
        head = text.head(bytes: 600)
        depth = TextLine.depth(of: head)
        isBlank = depth > 0 ? TextLine.unquoted(head).unicodeScalars.allSatisfy(\.isSpace) : text.unicodeScalars.allSatisfy(\.isSpace)
    }

    /// Nothing at all, quoted or not.
    var isEmpty: Bool { depth == 0 && isBlank }

    /// The head without `>` marks.
    var content: Substring { depth > 0 ? TextLine.unquoted(head) : head }

    private static func unquoted(_ text: Substring) -> Substring {
        let marks = text.drop { $0.isUppercase && $0.isASCII }
        return (marks.first == ">" ? marks : text).drop { $0 == ">" || $0.isWhitespace }
    }

    /// `>`, `> >`, `>>` and up to four blanks before; also `AB> `, where a program puts the writer's initials.
    private static func depth(of text: Substring) -> Int {
        let initials = text.utf8.prefix(3).prefix { $0 >= UInt8(ascii: "A") && $0 <= UInt8(ascii: "Z") }
        let bytes = text.utf8.dropFirst(initials.count)
        if !initials.isEmpty, bytes.first != UInt8(ascii: ">") { return 0 }
        var depth = 0
        var blanks = 0
        for byte in bytes {
            if byte == UInt8(ascii: ">") {
                depth += 1
                blanks = 0
            } else if byte == UInt8(ascii: " "), blanks < 4 {
                blanks += 1
            } else {
                break
            }
            if depth == 64 { break }
        }
        return depth
    }
}

extension TextLine {
    /// At most this many lines are looked at; what follows them shares the fate of the last.
    static let limit = 5_000

    /// The lines of a text whatever ends them (LF, CRLF, CR), and the unread rest behind the limit.
    static func lines(of text: String) -> (lines: [TextLine], rest: Substring) {
        var lines: [TextLine] = []
        let bytes = text.utf8
        var start = bytes.startIndex
        while let end = bytes[start...].firstIndex(where: { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }) {
            lines.append(TextLine(text[start..<end]))
            let next = bytes.index(after: end)
            let isPair = bytes[end] == UInt8(ascii: "\r") && next < bytes.endIndex && bytes[next] == UInt8(ascii: "\n")
            start = isPair ? bytes.index(after: next) : next
            if lines.count == limit { return (lines, text[start...]) }
        }
        lines.append(TextLine(text[start...]))
        return (lines, "")
    }
}

extension StringProtocol {
    /// The first so many bytes, whole scalars only. A copy where it is cut: in a slice, steps from character to character
    /// would look at all that follows.
    func head(bytes: Int) -> Substring {
        guard utf8.count > bytes else { return Substring(self) }
        let end = (0...3).lazy.map { utf8.index(startIndex, offsetBy: Swift.max(bytes - $0, 0)) }.first { utf8[$0] & 0xC0 != 0x80 }
        return Substring(String(decoding: utf8[..<(end ?? startIndex)], as: UTF8.self))
    }

    /// Without white space at both ends.
    var trimmed: String {
        let scalars = unicodeScalars
        guard let first = scalars.firstIndex(where: { !$0.isSpace }), let last = scalars.lastIndex(where: { !$0.isSpace }) else { return "" }
        return String(decoding: utf8[first..<scalars.index(after: last)], as: UTF8.self)
    }
}

extension Unicode.Scalar {
    /// White space of any script; asks Unicode's tables only beyond ASCII.
    var isSpace: Bool { value < 0x80 ? value == 0x20 || value >= 0x09 && value <= 0x0D : properties.isWhitespace }
}
