import Primitives

/// How far the logs of the main database and of departments' own are read: `57`, or `57.4711-12` with one of a department's own.
/// What a browser that was away names, so that it hears all it missed.
package struct LivePositions: Sendable, Equatable {
    /// By the department whose own database it is; 0 for the main one.
    private var values: [Int64: Int64]

    package init(_ position: Int64, of apart: ID<Department>? = nil) {
        values = [apart?.rawValue ?? 0: position]
    }

    init() { values = [:] }

    /// As it stands in a page or a stream; `nil` for anything else.
    init?(_ text: String) {
        values = [:]
        for part in text.split(separator: ".", omittingEmptySubsequences: false) {
            let numbers = part.split(separator: "-", omittingEmptySubsequences: false).map { Int64($0) }
            switch (numbers.count, numbers.first ?? nil, numbers.last ?? nil) {
            case (1, let position?, _) where position >= 0: values[0] = position
            case (2, let apart?, let position?) where apart > 0 && position >= 0: values[apart] = position
            default: return nil
            }
        }
    }

    subscript(apart: ID<Department>?) -> Int64? {
        get { values[apart?.rawValue ?? 0] }
        set { values[apart?.rawValue ?? 0] = newValue }
    }

    /// With those of other logs.
    package func joined(_ others: LivePositions) -> LivePositions {
        var all = self
        all.values.merge(others.values) { $1 }
        return all
    }

    package var text: String {
        values.sorted { $0.key < $1.key }.map { $0.key == 0 ? "\($0.value)" : "\($0.key)-\($0.value)" }.joined(separator: ".")
    }
}
