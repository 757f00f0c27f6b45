extension TextMatch {
    /// Only the words as typed, without their stems.
    package var exact: TextMatch {
        switch self {
        case .word(let terms): .word(Array(terms.prefix(1)))
        case .phrase: self
        case .all(let parts): .all(parts.map(\.exact))
        case .any(let parts): .any(parts.map(\.exact))
        case .except(let wanted, let unwanted): .except(wanted.exact, unwanted)
        }
    }

    /// What must be there, each by itself; one part where nothing can be taken apart.
    package var parts: [TextMatch] {
        if case .all(let parts) = self { parts } else { [self] }
    }
}
