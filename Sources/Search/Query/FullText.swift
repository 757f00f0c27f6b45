/// A ``TextMatch`` in each engine's own language, to be bound as a parameter. Terms are letters and digits only
/// (``TermAlphabet``), so nothing in them needs quotes and nothing a person types reaches the engine's syntax.
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

    /// For `to_tsquery('simple', …)` (PostgreSQL): `(xsize | zsize) & xrefund:* & !(xnot <-> xthis)`.
    package static func postgres(_ match: TextMatch) -> String {
        switch match {
        case .word(let terms): group(terms.map { $0.text + ($0.isPrefix ? ":*" : "") }, by: " | ")
        case .phrase(let terms): group(terms, by: " <-> ")
        case .all(let parts): group(parts.map(postgres), by: " & ")
        case .any(let parts): group(parts.map(postgres), by: " | ")
        case .except(let wanted, let unwanted): "(\(postgres(wanted)) & !(\(postgres(unwanted))))"
        }
    }

    /// For `MATCH … AGAINST (… IN BOOLEAN MODE)` (MariaDB): `(+(xsize zsize) +(+xrefund*) -"xnot xthis")`.
    ///
    /// A beginning stands in a group of its own with `+`: InnoDB (10.11) finds nothing for a bare one, or one after `-`, that
    /// follows a phrase without hits.
    package static func mariadb(_ match: TextMatch) -> String {
        switch match {
        case .word(let terms): group(terms.map { $0.isPrefix ? "(+\($0.text)*)" : $0.text }, by: " ")
        case .phrase(let terms): "\"\(terms.joined(separator: " "))\""
        case .all(let parts): "(\(parts.map { "+" + mariadb($0) }.joined(separator: " ")))"
        case .any(let parts): group(parts.map(mariadb), by: " ")
        case .except(let wanted, let unwanted): "(+\(mariadb(wanted)) -\(mariadb(unwanted)))"
        }
    }

    private static func group(_ parts: [String], by mark: String) -> String {
        parts.count == 1 ? parts[0] : "(\(parts.joined(separator: mark)))"
    }
}
