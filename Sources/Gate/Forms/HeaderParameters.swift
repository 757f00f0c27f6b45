import Foundation

/// A header value with parameters: `form-data; name="file"; filename="a b.txt"` (RFC 9110 §5.6.6).
struct HeaderParameters {
    /// What stands before the first semicolon, lower case.
    let value: String
    private let parameters: [String: String]

    init(_ text: String) {
        var pieces = Self.split(text)
        value = pieces.isEmpty ? "" : pieces.removeFirst().trimmed(of: " \t").lowercased()
        var parameters: [String: String] = [:]
        for piece in pieces {
            guard let equals = piece.firstIndex(of: "=") else { continue }
            let name = piece[..<equals].trimmed(of: " \t").lowercased()
            let value = String(piece[piece.index(after: equals)...]).trimmed(of: " \t")
            if parameters[name] == nil { parameters[name] = Self.unquoted(value) }
        }
        self.parameters = parameters
    }

    /// The parameter, where there is one in extended form that one (`name*=UTF-8''%e2%82%ac`, RFC 8187).
    subscript(_ name: String) -> String? {
        parameters["\(name)*"].flatMap(Self.extended) ?? parameters[name]
    }

    /// At semicolons outside quotes.
    private static func split(_ text: String) -> [String] {
        var pieces = [""]
        var (isQuoted, isEscaped) = (false, false)
        for character in text {
            if character == ";" && !isQuoted {
                pieces.append("")
                continue
            }
            if character == "\"" && !isEscaped { isQuoted.toggle() }
            isEscaped = isQuoted && character == "\\" && !isEscaped
            pieces[pieces.count - 1].append(character)
        }
        return pieces
    }

    /// Browsers write a quote in a name as `%22` and a backslash as it is (WHATWG HTML §4.10.22.8); others escape both.
    private static func unquoted(_ text: String) -> String {
        guard text.count >= 2, text.hasPrefix("\""), text.hasSuffix("\"") else { return text }
        return String(text.dropFirst().dropLast())
            .replacing("\\\"", with: "\"").replacing("\\\\", with: "\\")
            .replacing("%22", with: "\"").replacing("%0D", with: "").replacing("%0A", with: " ")
    }

    private static func extended(_ text: String) -> String? {
        let parts = text.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].lowercased() == "utf-8" else { return nil }
        return parts[2].removingPercentEncoding
    }
}

extension StringProtocol {
    fileprivate func trimmed(of letters: String) -> String {
        var slice = self[...]
        while let first = slice.first, letters.contains(first) { slice.removeFirst() }
        while let last = slice.last, letters.contains(last) { slice.removeLast() }
        return String(slice)
    }
}
