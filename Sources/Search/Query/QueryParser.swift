import Primitives

/// Reads tokens as an expression. `OR` binds closer than the `AND` that stands or is meant between words, so that
/// `state:open "size 42" OR refund` asks open tickets for one of the two. Signs without their words are passed over.
struct QueryParser {
    private let tokens: [QueryToken]
    private let words: QueryWords
    private var index = 0
    private var leaves = 0

    init(_ tokens: [QueryToken], words: QueryWords) throws(SearchQueryError) {
        self.tokens = try Self.balanced(tokens)
        self.words = words
    }

    mutating func read() throws(SearchQueryError) -> SearchExpression {
        try all() ?? .everything
    }

    /// Without the parentheses that lack their other half.
    private static func balanced(_ tokens: [QueryToken]) throws(SearchQueryError) -> [QueryToken] {
        var open: [Int] = []
        var paired: Set<Int> = []
        var depth = 0
        for (index, token) in tokens.enumerated() {
            if token == .open { open.append(index) }
            if token == .close, let start = open.popLast() { paired.formUnion([start, index]) }
        }
        let kept = tokens.indices.filter { paired.contains($0) || (tokens[$0] != .open && tokens[$0] != .close) }.map { tokens[$0] }
        for token in kept {
            depth += token == .open ? 1 : token == .close ? -1 : 0
            if depth > SearchQuery.deepest { throw .tooDeep(limit: SearchQuery.deepest) }
        }
        return kept
    }

    private var token: QueryToken? { index < tokens.count ? tokens[index] : nil }

    private mutating func all() throws(SearchQueryError) -> SearchExpression? {
        var parts: [SearchExpression] = []
        while let next = token, next != .close {
            if next == .and || next == .or {
                index += 1
            } else if let part = try either() {
                parts.append(part)
            }
        }
        return parts.isEmpty ? nil : .together(parts)
    }

    private mutating func either() throws(SearchQueryError) -> SearchExpression? {
        var parts: [SearchExpression] = []
        if let first = try one() { parts.append(first) }
        while token == .or {
            index += 1
            if let next = token, next != .close, let part = try one() { parts.append(part) }
        }
        return parts.isEmpty ? nil : .either(parts)
    }

    private mutating func one() throws(SearchQueryError) -> SearchExpression? {
        var isNegated = false
        while token == .not {
            index += 1
            isNegated.toggle()
        }
        guard let next = token, next != .close, next != .and, next != .or else { return nil }
        index += 1
        let part = try leaf(next)
        return isNegated ? part?.negated : part
    }

    private mutating func leaf(_ token: QueryToken) throws(SearchQueryError) -> SearchExpression? {
        switch token {
        case .open:
            let group = try all()
            index += 1
            return group
        case .quoted(let text): return try counted(words.phrase(text).map(SearchExpression.text))
        case .words(let text, let isPrefix): return try counted(words.match(text, isPrefix: isPrefix).map(SearchExpression.text))
        case .filter(let definition, let values): return try counted(.filter(FilterReader(definition: definition).read(values)))
        case .close, .and, .or, .not: return nil
        }
    }

    private mutating func counted(_ leaf: SearchExpression?) throws(SearchQueryError) -> SearchExpression? {
        if leaf != nil { leaves += 1 }
        if leaves > SearchQuery.mostTerms { throw .tooManyTerms(limit: SearchQuery.mostTerms) }
        return leaf
    }
}
