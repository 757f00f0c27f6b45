/// What the engines do not share, by name.
package enum Dialect: Sendable {
    case sqlite

    /// Stands in a statement as `\(.forUpdate)`.
    package enum Word: String, Sendable, CaseIterable {
        /// Locks the rows read until the transaction ends; empty where there is one writer.
        case forUpdate
        /// The same, leaving out rows that others hold.
        case forUpdateSkipLocked
        /// A table with a column `value` from a bound JSON array.
        case list
        /// A key that the engine counts up, in order of commits where one writer commits.
        case serial
        /// The type of an identifier that is alone its table's primary key: `id \(.id) PRIMARY KEY`. In SQLite the word makes
        /// it the row's own number, which saves an index.
        case id
        /// The type of bytes in a table.
        case bytes
        /// How a table ends: collation and engine.
        case tableEnd
    }

    package func spelling(_ word: Word) -> String {
        switch (self, word) {
        case (.sqlite, .forUpdate), (.sqlite, .forUpdateSkipLocked): ""
        case (.sqlite, .list): "json_each(?)"
        case (.sqlite, .serial): "INTEGER PRIMARY KEY"
        case (.sqlite, .id): "INTEGER"
        case (.sqlite, .bytes): "BLOB"
        case (.sqlite, .tableEnd): ""
        }
    }

    /// The text with every word spelled out.
    func spelledOut(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "{")) else { return text }
        return Word.allCases.reduce(text) { $0.replacing("{\($1.rawValue)}", with: spelling($1)) }
    }

    /// Inserts a row, or changes the one that has the same key.
    /// - Parameters:
    ///   - insert: `INSERT INTO table (…) VALUES (…)`
    ///   - key: the columns of the unique key
    ///   - update: what to set, where a column of the table is written with its table's name
    package func upsert(_ insert: SQL, key: SQL, update: SQL) -> SQL {
        switch self {
        case .sqlite: insert + " ON CONFLICT (" + key + ") DO UPDATE SET " + update
        }
    }

    /// Inserts a row unless one has the same key.
    package func insertMissing(_ insert: SQL, key: SQL) -> SQL {
        switch self {
        case .sqlite: insert + " ON CONFLICT (" + key + ") DO NOTHING"
        }
    }

    /// The first rows of several selections together, each row once. An engine that can follows them side by side, each in the order of
    /// its index, and goes no further than it must.
    /// - Parameters:
    ///   - parts: `SELECT column, … FROM … WHERE …`, all of the same columns
    ///   - order: by names of these columns, each plain or given with `AS`
    package func merged(_ parts: [SQL], order: SQL, most: Int) -> SQL {
        switch self {
        case .sqlite: parts.joined(separator: " UNION ") + " ORDER BY " + order + " LIMIT \(most)"
        }
    }

    /// The names of the tables there are.
    var tables: SQL {
        switch self {
        case .sqlite: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite|_%' ESCAPE '|'"
        }
    }

    /// Every column of every table: `in_table`, `name`, `type` as declared, and `key_place` in the primary key from 1 on, else 0; by
    /// table, in order.
    var columns: SQL {
        switch self {
        case .sqlite:
            """
            SELECT l.name AS in_table, c.name AS name, c.type AS type, c.pk AS key_place
            FROM pragma_table_list AS l JOIN pragma_table_info(l.name) AS c
            WHERE l.schema = 'main' AND l.type = 'table' AND l.name NOT LIKE 'sqlite|_%' ESCAPE '|' ORDER BY l.name, c.cid
            """
        }
    }

    /// Statements after which keys that the engine counts up go on behind the greatest; none where it does so by itself.
    func serialsContinued(_ tables: [Table]) -> [SQL] {
        switch self {
        case .sqlite: []
        }
    }

    /// Whether the columns of a key come after these values, so that an index on them leads there.
    func after(_ values: [Value], of columns: [SQL]) -> SQL {
        switch self {
        case .sqlite:
            "(" + columns.joined(separator: ", ") + ") > (" + values.map { "\($0)" }.joined(separator: ", ") + ")"
        }
    }

    /// Statements that have the engine look at what its tables hold; empty where it does so itself. SQLite looks at 1,000 rows of each
    /// index, which takes some 100 ms at most; that a table comes and goes has every connection read what was found.
    var analysis: [SQL] {
        switch self {
        case .sqlite: ["PRAGMA analysis_limit = 1000", "ANALYZE", "CREATE TABLE analysed (one INTEGER)", "DROP TABLE analysed"]
        }
    }

    /// Whether one writer alone commits, so that the order of commits is known while writing.
    package var hasOneWriter: Bool {
        switch self {
        case .sqlite: true
        }
    }
}
