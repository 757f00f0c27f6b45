/// A term as the engines hold it, or the beginning of terms.
package struct TermPattern: Hashable, Sendable {
    package let text: String
    package var isPrefix = false

    package init(text: String, isPrefix: Bool = false) {
        self.text = text
        self.isPrefix = isPrefix
    }
}

/// What a text must hold. Never only a negation, so that every engine can say it.
package indirect enum TextMatch: Hashable, Sendable {
    /// One of these terms: a word, its stems.
    case word([TermPattern])
    /// These terms in a row.
    case phrase([String])
    case all([TextMatch])
    case any([TextMatch])
    /// The first without the second.
    case except(TextMatch, TextMatch)

    /// Whether a text holds it: the same answer as the engines'.
    package func matches(_ text: FoldedText) -> Bool {
        switch self {
        case .word(let terms): terms.contains { text.contains($0) }
        case .phrase(let terms): text.contains(phrase: terms)
        case .all(let parts): parts.allSatisfy { $0.matches(text) }
        case .any(let parts): parts.contains { $0.matches(text) }
        case .except(let wanted, let unwanted): wanted.matches(text) && !unwanted.matches(text)
        }
    }

    /// The words and phrases a hit shows: all but what is excluded.
    package var shown: [TextMatch] {
        switch self {
        case .word, .phrase: [self]
        case .all(let parts), .any(let parts): parts.flatMap(\.shown)
        case .except(let wanted, _): wanted.shown
        }
    }

    /// All of them, without a level for one alone.
    static func together(_ parts: [TextMatch]) -> TextMatch {
        parts.count == 1 ? parts[0] : .all(parts.flatMap(\.conjuncts))
    }

    /// One of them, without a level for one alone.
    static func either(_ parts: [TextMatch]) -> TextMatch {
        parts.count == 1 ? parts[0] : .any(parts.flatMap(\.alternatives))
    }

    private var conjuncts: [TextMatch] {
        if case .all(let parts) = self { parts } else { [self] }
    }

    private var alternatives: [TextMatch] {
        if case .any(let parts) = self { parts } else { [self] }
    }
}
