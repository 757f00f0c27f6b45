import Primitives

/// Reads what follows a filter's colon by the filter's kind.
struct FilterReader {
    let definition: FilterDefinition

    func read(_ values: [FilterValue]) throws(SearchQueryError) -> Filter {
        Filter(name: definition.name, condition: try condition(values))
    }

    private func condition(_ values: [FilterValue]) throws(SearchQueryError) -> Filter.Condition {
        switch definition.kind {
        case .choice(let known): .choice(try each(values) { value throws(SearchQueryError) in try choice(value.text, of: known) })
        case .text: .text(values.map(text))
        case .number: .number(try each(values) { value throws(SearchQueryError) in try number(value.text) })
        case .instant: .instant(try each(values) { value throws(SearchQueryError) in try times(value.text, isAhead: false) })
        case .deadline: .instant(try each(values) { value throws(SearchQueryError) in try times(value.text, isAhead: true) })
        case .flag: .flag(try flag(values.map(\.text).joined(separator: ",")))
        }
    }

    private func each<Value>(
        _ values: [FilterValue], _ read: (FilterValue) throws(SearchQueryError) -> Value
    ) throws(SearchQueryError) -> [Value] {
        var results: [Value] = []
        for value in values { results.append(try read(value)) }
        return results
    }

    private func choice(_ text: String, of known: [String]) throws(SearchQueryError) -> String {
        let wanted = Folding.name(text)
        guard let choice = known.first(where: { Folding.name($0) == wanted }) else {
            throw .unknownChoice(filter: definition.name, value: text, known: known)
        }
        return choice
    }

    private func text(_ value: FilterValue) -> TextPattern {
        guard !value.isQuoted, value.text.hasSuffix("*") else { return TextPattern(text: value.text) }
        return TextPattern(text: String(value.text.dropLast()), isPrefix: true)
    }

    private func flag(_ text: String) throws(SearchQueryError) -> Bool {
        switch Folding.fold(text) {
        case "yes", "y", "true", "on", "1", "si", "sim", "da": return true
        case "no", "n", "false", "off", "0", "nao", "nu": return false
        default: throw .notAFlag(filter: definition.name, value: text)
        }
    }

    private func number(_ text: String) throws(SearchQueryError) -> Span<Double> {
        let typed = Comparison(text)
        let bounds = typed.values.map { Double($0) }
        guard !bounds.isEmpty, bounds.allSatisfy({ $0?.isFinite == true }) else {
            throw .notANumber(filter: definition.name, value: text)
        }
        return typed.span(bounds.compactMap(\.self))
    }

    private func times(_ text: String, isAhead: Bool) throws(SearchQueryError) -> Span<Moment> {
        let typed = Comparison(text)
        let bounds = typed.values.compactMap { Moment($0, isAhead: isAhead) }
        guard !bounds.isEmpty, bounds.count == typed.values.count else { throw .notATime(filter: definition.name, value: text) }
        guard bounds.allSatisfy(\.isDistance) else { return typed.span(bounds) }
        if typed.sign == .equal {
            let now = Moment.distance(0, .minute, isAhead: isAhead)
            return isAhead ? Span(lower: .including(now), upper: .including(bounds[0])) : Span(lower: .including(bounds[0]))
        }
        // Of a time past, more is earlier: `>7d` ends seven days ago.
        let span = typed.span(bounds)
        return isAhead ? span : Span(lower: span.upper, upper: span.lower)
    }
}

extension Moment {
    fileprivate var isDistance: Bool { if case .distance = self { true } else { false } }
}

/// `>=2`, `1..3`, `..3`, `2`: the sign, and the one or two values with it.
private struct Comparison {
    enum Sign {
        case less, atMost, more, atLeast, equal, between
    }

    let sign: Sign
    let values: [Substring]

    init(_ text: String) {
        let signs: [(String, Sign)] = [("<=", .atMost), ("=<", .atMost), (">=", .atLeast), ("=>", .atLeast), ("<", .less), (">", .more), ("=", .equal)]
        if let (mark, sign) = signs.first(where: { text.hasPrefix($0.0) }) {
            self.sign = sign
            values = [text.dropFirst(mark.count)]
        } else if let dots = text.firstRange(of: "..") {
            let ends = [text[..<dots.lowerBound], text[dots.upperBound...]]
            sign = ends[0].isEmpty ? .atMost : ends[1].isEmpty ? .atLeast : .between
            values = ends.filter { !$0.isEmpty }
        } else {
            sign = .equal
            values = [text[...]]
        }
    }

    func span<Value>(_ bounds: [Value]) -> Span<Value> {
        switch sign {
        case .less: Span(upper: .excluding(bounds[0]))
        case .atMost: Span(upper: .including(bounds[0]))
        case .more: Span(lower: .excluding(bounds[0]))
        case .atLeast: Span(lower: .including(bounds[0]))
        case .equal: Span(lower: .including(bounds[0]), upper: .including(bounds[0]))
        case .between: Span(lower: .including(bounds[0]), upper: .including(bounds[1]))
        }
    }
}
