/// The terms of one indexed text with their places, to be asked what the engines are asked.
package struct FoldedText: Sendable {
    private var places: [Substring: [Int]] = [:]

    /// - Parameter terms: the column made by ``IndexText``.
    package init(terms: String) {
        for (place, term) in terms.split(separator: " ").enumerated() { places[term, default: []].append(place) }
    }

    func contains(_ term: TermPattern) -> Bool {
        term.isPrefix ? places.keys.contains { $0.hasPrefix(term.text) } : places[term.text[...]] != nil
    }

    /// Whether the terms stand in a row somewhere.
    func contains(phrase: [String]) -> Bool {
        guard let first = phrase.first, let starts = places[first[...]] else { return false }
        let rest = phrase.dropFirst().map { Set(places[$0[...]] ?? []) }
        return starts.contains { start in
            rest.enumerated().allSatisfy { offset, places in places.contains(start + offset + 1) }
        }
    }
}
