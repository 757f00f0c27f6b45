/// What a query asks, ready for an engine: full text in as few pieces as the filters between allow, each of them
/// something an engine can look for; all else is for SQL's `AND`, `OR`, `NOT`.
package indirect enum SearchExpression: Hashable, Sendable {
    /// No condition at all.
    case everything
    case text(TextMatch)
    case filter(Filter)
    case all([SearchExpression])
    case any([SearchExpression])
    case not(SearchExpression)

    /// The words and phrases a hit shows.
    var shown: [TextMatch] {
        switch self {
        case .everything, .filter, .not: []
        case .text(let match): match.shown
        case .all(let parts), .any(let parts): parts.flatMap(\.shown)
        }
    }

    var filters: [Filter] {
        switch self {
        case .everything, .text: []
        case .filter(let filter): [filter]
        case .all(let parts), .any(let parts): parts.flatMap(\.filters)
        case .not(let part): part.filters
        }
    }

    func matches(_ text: FoldedText, where holds: (Filter) throws -> Bool) rethrows -> Bool {
        switch self {
        case .everything: true
        case .text(let match): match.matches(text)
        case .filter(let filter): try holds(filter)
        case .all(let parts): try parts.allSatisfy { try $0.matches(text, where: holds) }
        case .any(let parts): try parts.contains { try $0.matches(text, where: holds) }
        case .not(let part): try !part.matches(text, where: holds)
        }
    }
}

extension SearchExpression {
    /// All of them; their texts become one, which takes in what is excluded where there is something to exclude it from.
    static func together(_ parts: [SearchExpression]) -> SearchExpression {
        let parts = parts.flatMap(\.conjuncts)
        let wanted = parts.compactMap(\.match)
        guard !wanted.isEmpty else { return parts.count == 1 ? parts[0] : .all(parts) }
        let unwanted = parts.compactMap(\.excluded)
        let match = TextMatch.together(wanted)
        let text = SearchExpression.text(unwanted.isEmpty ? match : .except(match, .either(unwanted)))
        let others = parts.filter { $0.match == nil && $0.excluded == nil }
        return others.isEmpty ? text : .all([text] + others)
    }

    /// One of them; their texts become one.
    static func either(_ parts: [SearchExpression]) -> SearchExpression {
        let matches = parts.compactMap(\.match)
        let others = parts.filter { $0.match == nil }
        guard !matches.isEmpty else { return parts.count == 1 ? parts[0] : .any(parts) }
        let text = SearchExpression.text(.either(matches))
        return others.isEmpty ? text : .any([text] + others)
    }

    var negated: SearchExpression {
        if case .not(let part) = self { part } else { .not(self) }
    }

    private var conjuncts: [SearchExpression] {
        if case .all(let parts) = self { parts } else { [self] }
    }

    private var match: TextMatch? {
        if case .text(let match) = self { match } else { nil }
    }

    private var excluded: TextMatch? {
        if case .not(.text(let match)) = self { match } else { nil }
    }
}
