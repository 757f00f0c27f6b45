import Foundation

/// What a text must hold, spelt once to be looked for in many columns of terms.
package indirect enum TermProbe: Sendable {
    static let space = UInt8(ascii: " ")

    /// One of these rows of letters, each a C string.
    case letters([[UInt8]])
    case all([TermProbe])
    case any([TermProbe])
    case except(TermProbe, TermProbe)

    package init(_ match: TextMatch) {
        self =
            switch match {
            case .word(let terms): .letters(terms.map { Self.spelt($0.text, $0.isPrefix ? [] : [Self.space]) })
            case .phrase(let terms): .letters([Self.spelt(terms.joined(separator: " "), [Self.space])])
            case .all(let parts): .all(parts.map(Self.init))
            case .any(let parts): .any(parts.map(Self.init))
            case .except(let wanted, let unwanted): .except(Self(wanted), Self(unwanted))
            }
    }

    private static func spelt(_ terms: String, _ end: [UInt8]) -> [UInt8] { [space] + Array(terms.utf8) + end + [0] }

    func isMet(by column: UnsafeRawBufferPointer) -> Bool {
        switch self {
        case .letters(let rows):
            rows.contains { row in
                row.withUnsafeBytes { row in
                    guard let column = column.baseAddress, let row = row.baseAddress else { return false }
                    return strstr(column.assumingMemoryBound(to: CChar.self), row.assumingMemoryBound(to: CChar.self)) != nil
                }
            }
        case .all(let parts): parts.allSatisfy { $0.isMet(by: column) }
        case .any(let parts): parts.contains { $0.isMet(by: column) }
        case .except(let wanted, let unwanted): wanted.isMet(by: column) && !unwanted.isMet(by: column)
        }
    }
}
