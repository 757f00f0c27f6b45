/// A filter of the search language, named by the target that owns what it filters.
package struct FilterDefinition: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// One of these words.
        case choice([String])
        /// Any text; what it is compared with is the owner's affair.
        case text
        case number
        /// A time past: `<7d` is younger than seven days.
        case instant
        /// A time to come: `<7d` is due within seven days.
        case deadline
        case flag
    }

    package let name: String
    package let kind: Kind

    /// - Parameter name: small ASCII letters, digits, `_` and `-`.
    package init(_ name: String, _ kind: Kind) {
        self.name = name
        self.kind = kind
    }
}

/// The filters a query may use. A name that is not among them is a word like any other.
package struct FilterNames: Sendable {
    private let definitions: [String: FilterDefinition]

    package init(_ definitions: [FilterDefinition]) {
        self.definitions = Dictionary(definitions.map { (Folding.name($0.name), $0) }) { first, _ in first }
    }

    package static let none = FilterNames([])

    /// In alphabetical order.
    package var names: [String] { definitions.values.map(\.name).sorted() }

    package subscript(name: some StringProtocol) -> FilterDefinition? { definitions[Folding.name(name)] }

    package func adding(_ more: [FilterDefinition]) -> FilterNames { FilterNames(Array(definitions.values) + more) }
}

extension Folding {
    /// A name or a choice as it is compared: folded, with its `_`, `-` and dots.
    static func name(_ text: some StringProtocol) -> String {
        text.split(whereSeparator: { $0 == "_" || $0 == "-" }).map { fold($0) }.joined(separator: "-")
    }
}
