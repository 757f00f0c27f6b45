/// The terms of one document, looked through as they are written: for the few that wait for the full text.
package struct TermColumn: Sendable {
    /// Terms in order, a space before each and one at the end, as a C string.
    private let letters: [UInt8]

    package init(_ terms: String) {
        letters = [TermProbe.space] + Array(terms.utf8) + [TermProbe.space, 0]
    }

    /// The same answer as the engine's.
    package func matches(_ probe: TermProbe) -> Bool { letters.withUnsafeBytes { probe.isMet(by: $0) } }
}
