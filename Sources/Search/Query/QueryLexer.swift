/// Cuts a query into tokens. Reads everything: what is not of the search language is words.
struct QueryLexer {
    private static let opening: Set<Character> = ["\"", "“", "„", "”", "«", "‟"]
    private static let closing: Set<Character> = ["\"", "“", "”", "»"]

    private let text: [Character]
    private let filters: FilterNames
    private var index = 0

    init(_ text: String, filters: FilterNames) {
        self.text = Array(text)
        self.filters = filters
    }

    mutating func next() -> QueryToken? {
        while index < text.count {
            let character = text[index]
            switch character {
            case "(": return step(.open)
            case ")": return step(.close)
            case "-" where negates: return step(.not)
            case _ where Self.opening.contains(character):
                if let quoted = quoted() { return .quoted(quoted) }
                index += 1
            case _ where character.isWhitespace || character == "-": index += 1
            default:
                if let filter = filter() { return filter }
                return chunk()
            }
        }
        return nil
    }

    private mutating func step(_ token: QueryToken) -> QueryToken {
        index += 1
        return token
    }

    /// A hyphen at the beginning of a word, a phrase or a group.
    private var negates: Bool {
        guard index + 1 < text.count, index == 0 || text[index - 1].isWhitespace || text[index - 1] == "(" else { return false }
        let next = text[index + 1]
        return next == "(" || next.isLetter || next.isNumber || Self.opening.contains(next) || next.isSymbol
    }

    /// What stands between quotes, and the step behind them; `nil`, and no step, where they are not closed.
    private mutating func quoted() -> String? {
        guard let end = text[(index + 1)...].firstIndex(where: Self.closing.contains) else { return nil }
        defer { index = end + 1 }
        return String(text[(index + 1)..<end])
    }

    private mutating func chunk() -> QueryToken {
        let start = index
        while index < text.count, !endsChunk(text[index]) { index += 1 }
        let words = text[start..<index]
        switch String(words) {
        case "AND": return .and
        case "OR": return .or
        case "NOT": return .not
        case let chunk: return .words(chunk, isPrefix: words.last == "*")
        }
    }

    private func endsChunk(_ character: Character) -> Bool { character.isWhitespace || character == "(" || character == ")" }

    /// A known name, a colon and a value; `nil`, and no step, for anything else: `re: hello`, `https://…`, `12:30`.
    private mutating func filter() -> QueryToken? {
        let rest = text[index...]
        guard let colon = rest.firstIndex(where: { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }),
            text[colon] == ":", let definition = filters[String(rest[..<colon])]
        else { return nil }
        let start = index
        index = colon + 1
        let values = values()
        if values.isEmpty { index = start }
        return values.isEmpty ? nil : .filter(definition, values)
    }

    private mutating func values() -> [FilterValue] {
        var values: [FilterValue] = []
        while index < text.count, !endsChunk(text[index]) {
            if text[index] == "," {
                index += 1
            } else if Self.opening.contains(text[index]), let quoted = quoted() {
                if !quoted.allSatisfy(\.isWhitespace) { values.append(FilterValue(text: quoted, isQuoted: true)) }
            } else {
                let start = index
                while index < text.count, text[index] != ",", !endsChunk(text[index]) { index += 1 }
                values.append(FilterValue(text: String(text[start..<index]), isQuoted: false))
            }
        }
        return values
    }
}
