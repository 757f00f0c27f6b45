/// A ``TextMatch`` in the language of FTS5, to be bound as a parameter. Terms are letters and digits only (``TermAlphabet``), so nothing
/// in them needs quotes and nothing a person types reaches the engine's syntax.
package enum FullText {
    /// For `MATCH` on an FTS5 table: `(xsize OR zsize) AND xrefund* NOT "xnot xthis"`.
    package static func fts5(_ match: TextMatch) -> String {
        switch match {
        case .word(let terms): group(terms.map { $0.text + ($0.isPrefix ? " *" : "") }, by: " OR ")
        case .phrase(let terms): "\"\(terms.joined(separator: " "))\""
        case .all(let parts): group(parts.map(fts5), by: " AND ")
        case .any(let parts): group(parts.map(fts5), by: " OR ")
        case .except(let wanted, let unwanted): "(\(fts5(wanted)) NOT \(fts5(unwanted)))"
        }
    }

    private static func group(_ parts: [String], by mark: String) -> String {
        parts.count == 1 ? parts[0] : "(\(parts.joined(separator: mark)))"
    }
}
