/// Web and mail addresses in a line of text, made links.
enum TextLinks {
    static func html(of line: Substring) -> HTML {
        guard hasAddressOrColumns(line) else { return HTML(text: String(line)) }
        var html = HTML.empty
        var rest = line
        while let start = rest.firstIndex(where: { !$0.isWhitespace }) {
            html += spaces(rest[..<start])
            let end = rest[start...].firstIndex(where: \.isWhitespace) ?? rest.endIndex
            html += word(rest[start..<end])
            rest = rest[end...]
        }
        return html + spaces(rest)
    }

    /// Most lines have neither, which a look at their bytes tells.
    private static func hasAddressOrColumns(_ line: Substring) -> Bool {
        var last: UInt8 = .space
        for byte in line.utf8 {
            if byte == UInt8(ascii: "@") || byte == UInt8(ascii: ":") || byte == 0x09 || (byte == .space && last == .space) { return true }
            if byte == UInt8(ascii: "."), last | 0x20 == UInt8(ascii: "w") { return true }
            last = byte
        }
        return false
    }

    /// Of several spaces all but the last are hard ones, so that columns stay.
    private static func spaces(_ spaces: Substring) -> HTML {
        guard !spaces.isEmpty else { return .empty }
        let width = spaces.reduce(0) { $0 + ($1 == "\t" ? 4 : 1) }
        return HTML(text: String(repeating: "\u{A0}", count: min(width, 200) - 1) + " ")
    }

    private static func word(_ word: Substring) -> HTML {
        guard let range = address(in: word), let url = url(word[range]) else { return HTML(text: String(word)) }
        let link: HTML = "<a href=\"\(url)\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">\(String(word[range]))</a>"
        return HTML(text: String(word[..<range.lowerBound])) + link + HTML(text: String(word[range.upperBound...]))
    }

    private static func url(_ text: Substring) -> String? {
        SafeURL.link(text.contains("@") && !text.contains(":") ? "mailto:\(text)" : String(text))
    }

    /// Where an address stands in a word, without the brackets and stops around it.
    private static func address(in word: Substring) -> Range<Substring.Index>? {
        guard word.utf8.count <= SafeURL.longest, word.contains("@") || word.contains(":") || word.contains(".") else { return nil }
        let inner = trimmed(word)
        let lowered = inner.lowercased()
        for prefix in ["https://", "http://", "mailto:", "www."] where lowered.hasPrefix(prefix) && inner.count > prefix.count {
            return inner.startIndex..<inner.endIndex
        }
        return isMailAddress(inner) ? inner.startIndex..<inner.endIndex : nil
    }

    private static func trimmed(_ word: Substring) -> Substring {
        var inner = word.drop { "<([{\"'“„«".contains($0) }
        var unopened = inner.count { $0 == ")" } - inner.count { $0 == "(" }
        while let last = inner.last, ".,;:!?>)]}\"'”“»…".contains(last) {
            if last == ")" {
                guard unopened > 0 else { break }
                unopened -= 1
            }
            inner = inner.dropLast()
        }
        return inner
    }

    private static func isMailAddress(_ text: Substring) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[0].utf8.count <= 64, parts[1].contains("."), !parts[1].hasPrefix(".") else {
            return false
        }
        return parts[0].allSatisfy { $0.isLetter || $0.isNumber || "._%+-=".contains($0) }
            && parts[1].allSatisfy { $0.isLetter || $0.isNumber || ".-".contains($0) }
    }
}
