import Markup
import Primitives

/// How words begin, as a list shows them: one line of at most 120 characters.
enum Snippet {
    private static let length = 120

    static func of(_ text: String) -> String {
        // Every ticket and message makes one; most are in letters that stand alone, of which no table must be asked.
        simple(text) ?? PlainText.excerpt(of: text.cut(1000), length: length)
    }

    /// `nil` where a letter may carry marks.
    private static func simple(_ text: String) -> String? {
        var line = String.UnicodeScalarView(), count = 0, isSpace = false
        for scalar in text.unicodeScalars {
            guard scalar.value < 0x300 else { return nil }
            if isWhite(scalar) {
                isSpace = count > 0
                continue
            }
            guard count + (isSpace ? 2 : 1) <= length else { return cut(line, count) }
            if isSpace {
                line.append(" ")
                count += 1
            }
            line.append(scalar)
            count += 1
            isSpace = false
        }
        return String(line)
    }

    private static func cut(_ line: String.UnicodeScalarView, _ count: Int) -> String {
        var short = line
        if count == length { short.removeLast() }
        while short.last == " " { short.removeLast() }
        return String(short) + "…"
    }

    private static func isWhite(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 9...13, 0x20, 0x85, 0xA0: true
        default: false
        }
    }
}
