/// Notes each write to a table while a desk moves, and holds writes up at its end.
extension Dialect {
    /// What a trigger says when writing rests, and when the desk has gone.
    enum MoveWord {
        static let moving = "amparo: moving"
        static let moved = "amparo: moved"
    }

    /// The database's own clock, in seconds since 1970.
    var seconds: SQL {
        switch self {
        case .sqlite: "CAST(strftime('%s', 'now') AS INTEGER)"
        }
    }

    /// Makes the triggers of a table; done again it changes nothing.
    func tracking(_ table: Table) -> [SQL] {
        switch self {
        case .sqlite:
            [("insert", ["NEW"]), ("update", ["OLD", "NEW"]), ("delete", ["OLD"])].map { verb, rows in
                let name = SQL(name: "move_\(verb)_\(table.name)").text
                return SQL(
                    text: """
                        CREATE TRIGGER IF NOT EXISTS \(name) AFTER \(verb) ON \(table.sql.text) BEGIN
                            SELECT RAISE(ABORT, '\(MoveWord.moved)') WHERE EXISTS (SELECT 1 FROM move_state WHERE moved_at IS NOT NULL);
                            SELECT RAISE(ABORT, '\(MoveWord.moving)') WHERE EXISTS (
                                SELECT 1 FROM move_state WHERE paused_until > \(seconds.text));
                            INSERT INTO move_change (of_table, of_key) \(rows.map { note(table, $0) }.joined(separator: " UNION "));
                        END
                        """, values: [])
            }
        }
    }

    func untracking(_ table: Table) -> [SQL] {
        switch self {
        case .sqlite: ["insert", "update", "delete"].map { "DROP TRIGGER IF EXISTS \(SQL(name: "move_\($0)_\(table.name)"))" }
        }
    }

    /// Selects the table and the key of a row, as ``Table/key(written:)`` reads it.
    private func note(_ table: Table, _ row: String) -> String {
        let parts = table.keyColumns.map { column -> String in
            let name = "\(row).\(SQL(name: column.name).text)"
            return switch (self, column.kind) {
            case (.sqlite, .int), (.sqlite, .double): "CAST(\(name) AS TEXT)"
            case (.sqlite, .text), (.sqlite, .bytes): "hex(\(name))"
            }
        }
        return "SELECT '\(table.name.replacing("'", with: "''"))', \(parts.joined(separator: " || '.' || "))"
    }
}
