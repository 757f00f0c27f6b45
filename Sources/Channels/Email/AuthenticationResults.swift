import Primitives

/// One field `Authentication-Results` (RFC 8601 §2.2): a mail server's word on where a mail came from.
struct AuthenticationResults: Sendable, Equatable {
    struct Method: Sendable, Equatable {
        /// `dkim`, `spf`, `dmarc` …
        let name: String
        /// `pass`, `fail`, `none` …
        let result: String
        /// By type and name, as `header.from`.
        let properties: [String: String]
    }

    /// The server that speaks, lower case; empty where the field names none.
    let host: String
    let methods: [Method]

    init(_ field: String) {
        let parts = Self.parts(of: field.head(bytes: 20_000))
        host = parts.first?.split(whereSeparator: \.isWhitespace).first.map { $0.lowercased() } ?? ""
        methods = parts.dropFirst().compactMap(Self.method)
    }

    private static func method(_ part: String) -> Method? {
        let words = part.split(whereSeparator: \.isWhitespace).map { $0.split(separator: "=", maxSplits: 1) }
        guard let first = words.first, first.count == 2 else { return nil }
        // `dkim/1` names the method's version.
        let name = first[0].prefix { $0 != "/" }.lowercased()
        let pairs = words.dropFirst().filter { $0.count == 2 }.map { ($0[0].lowercased(), $0[1].lowercased()) }
        return Method(name: name, result: first[1].lowercased(), properties: Dictionary(pairs) { first, _ in first })
    }

    /// The field without comments and quotes, split at its semicolons, nothing around an equals sign.
    private static func parts(of field: String) -> [String] {
        var parts = [""]
        var (comment, isQuoted, isEscaped) = (0, false, false)
        for character in field {
            if isEscaped {
                isEscaped = false
                if comment == 0 { parts[parts.count - 1].append(character) }
                continue
            }
            switch character {
            case "\\": isEscaped = true
            case "\"" where comment == 0: isQuoted.toggle()
            case "(" where !isQuoted: comment += 1
            case ")" where !isQuoted && comment > 0: comment -= 1
            case ";" where !isQuoted && comment == 0: parts.append("")
            default: if comment == 0 { parts[parts.count - 1].append(isQuoted && character.isWhitespace ? "_" : character) }
            }
        }
        return parts.map(tightened)
    }

    private static func tightened(_ part: String) -> String {
        part.split(separator: "=", omittingEmptySubsequences: false).map(\.trimmed).joined(separator: "=")
    }
}

extension String {
    /// The beginning, at most so many bytes, of whole characters.
    fileprivate func head(bytes: Int) -> String {
        utf8.count <= bytes ? self : String(decoding: utf8.prefix(bytes), as: UTF8.self)
    }
}
