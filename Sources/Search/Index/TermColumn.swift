import Foundation

/// The terms of one document, looked through as they are written: for the few that wait for the full text.
package struct TermColumn: Sendable {
    /// Terms in order, a space before each and one at the end, as a C string.
    private let letters: ContiguousArray<CChar>

    package init(_ terms: String) {
        letters = " \(terms) ".utf8CString
    }

    /// The same answer as the engine's.
    package func matches(_ match: TextMatch) -> Bool {
        switch match {
        case .word(let terms): terms.contains { contains($0.isPrefix ? " \($0.text)" : " \($0.text) ") }
        case .phrase(let terms): contains(" \(terms.joined(separator: " ")) ")
        case .all(let parts): parts.allSatisfy(matches)
        case .any(let parts): parts.contains(where: matches)
        case .except(let wanted, let unwanted): matches(wanted) && !matches(unwanted)
        }
    }

    /// Whether it holds one of these terms.
    package func holds(anyOf terms: [String]) -> Bool { terms.contains { contains(" \($0) ") } }

    /// Whether these terms stand in a row.
    package func holds(inRow terms: [String]) -> Bool { contains(" \(terms.joined(separator: " ")) ") }

    private func contains(_ needle: String) -> Bool {
        letters.withUnsafeBufferPointer { letters in
            guard let start = letters.baseAddress else { return false }
            return strstr(start, needle) != nil
        }
    }
}
