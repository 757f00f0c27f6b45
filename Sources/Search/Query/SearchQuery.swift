import Primitives

/// What a person asks of the desk: `state:open tier:2 from:ana tag:vip created:<7d "size 42" OR refund`.
///
/// - Words are looked for with their stems, `word*` by their beginning, `"…"` as they stand in a row.
/// - Between words `AND` is meant; `OR` binds closer; `-word` or `NOT word` excludes; parentheses group. The signs are capitals.
/// - `name:value` filters, where the name is known: `state:open,pending`, `from:"Ana Pop"`, `size:>10`, `created:<7d`,
///   `created:2026-01..2026-03`, `overdue:yes`. Other colons are words.
///
/// Open quotes and parentheses are read leniently. The same query serves search, views, rules, routing and reports.
package struct SearchQuery: Hashable, Sendable {
    static let longest = 4000
    static let mostTerms = 32
    static let deepest = 8

    /// As typed.
    package let text: String
    package let expression: SearchExpression

    /// - Parameter filters: the names the asker may use.
    /// - Parameter languages: the desk's; a word is looked for by its stems in each of them.
    /// - Throws: when it is longer than 4,000 characters, has more than 32 words, phrases and filters, is nested deeper than 8, or
    ///   a known filter has a value it does not know.
    package static func parse(
        _ text: String, filters: FilterNames, languages: [Language] = Language.allCases
    ) throws(SearchQueryError) -> SearchQuery {
        guard text.unicodeScalars.count <= longest else { throw .tooLong(limit: longest) }
        var lexer = QueryLexer(text, filters: filters)
        var tokens: [QueryToken] = []
        while let token = lexer.next() { tokens.append(token) }
        var parser = try QueryParser(tokens, words: QueryWords(languages: languages))
        return SearchQuery(text: text, expression: try parser.read())
    }

    /// Whether it asks nothing, so that every row answers it.
    package var isEmpty: Bool { expression == .everything }

    /// What a hit shows, for ``Highlight``.
    package var shown: [TextMatch] { expression.shown }

    /// The filters in it, excluded ones too.
    package var filters: [Filter] { expression.filters }

    /// Whether a row answers it: the same answer as the engines give.
    ///
    /// - Parameter holds: whether the row passes a filter.
    package func matches(_ text: FoldedText, where holds: (Filter) throws -> Bool) rethrows -> Bool {
        try expression.matches(text, where: holds)
    }
}
