/// Statements that the engines spell each in their own way.
extension Dialect {
    /// Inserts a row, or changes the one that has the same key.
    /// - Parameters:
    ///   - insert: `INSERT INTO table (…) VALUES (…)`
    ///   - key: the columns of the unique key
    ///   - update: what to set, where a column of the table is written with its table's name
    package func upsert(_ insert: SQL, key: SQL, update: SQL) -> SQL {
        switch self {
        case .sqlite, .postgres: insert + " ON CONFLICT (" + key + ") DO UPDATE SET " + update
        case .mariadb: insert + " ON DUPLICATE KEY UPDATE " + update
        }
    }

    /// Inserts a row unless one has the same key.
    package func insertMissing(_ insert: SQL, key: SQL) -> SQL {
        switch self {
        case .sqlite, .postgres: insert + " ON CONFLICT (" + key + ") DO NOTHING"
        // Its connection refuses whatever else is ignored than a row with the same key.
        case .mariadb: SQL(text: "INSERT IGNORE" + insert.text.dropFirst("INSERT".count), values: insert.values)
        }
    }

    /// The first rows of several selections together, each row once. An engine that can follows them side by side, each in the order of
    /// its index, and goes no further than it must.
    /// - Parameters:
    ///   - parts: `SELECT column, … FROM … WHERE …`, all of the same columns
    ///   - order: by names of these columns, each plain or given with `AS`
    package func merged(_ parts: [SQL], order: SQL, most: Int) -> SQL {
        let end: SQL = " ORDER BY " + order + " LIMIT \(most)"
        if parts.count == 1 { return parts[0] + end }
        return switch self {
        case .sqlite: parts.joined(separator: " UNION ") + end
        case .postgres, .mariadb: parts.map { "(" + $0 + end + ")" }.joined(separator: " UNION ") + end
        }
    }

    /// Behind a table of a statement that goes along one of these indexes, or the primary key. MariaDB may forget, when it runs a statement again, which of
    /// its columns an index holds; it would then begin at the end of the index.
    package func along(_ indexes: [SQL]) -> SQL {
        self == .mariadb ? " FORCE INDEX (PRIMARY, " + indexes.joined(separator: ", ") + ")" : ""
    }

    /// The names of the tables there are.
    package var tables: SQL {
        switch self {
        case .sqlite: "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite|_%' ESCAPE '|'"
        case .postgres: "SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()"
        case .mariadb: "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = database()"
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
        case .postgres:
            """
            SELECT t.relname AS in_table, a.attname AS name, format_type(a.atttypid, NULL) AS type,
                coalesce(array_position(i.indkey::int2[], a.attnum) + 1, 0) AS key_place
            FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
            LEFT JOIN pg_index i ON i.indrelid = t.oid AND i.indisprimary
            WHERE t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace ORDER BY t.relname, a.attnum
            """
        case .mariadb:
            // Each by itself, as the server looks through all its databases where their name is not written beside it.
            """
            SELECT c.table_name AS in_table, c.column_name AS name, c.column_type AS type, coalesce(k.seq_in_index, 0) AS key_place
            FROM information_schema.columns c
            LEFT JOIN (
                SELECT table_name, column_name, seq_in_index FROM information_schema.statistics
                WHERE table_schema = database() AND index_name = 'PRIMARY'
            ) k ON k.table_name = c.table_name AND k.column_name = c.column_name
            WHERE c.table_schema = database() ORDER BY c.table_name, c.ordinal_position
            """
        }
    }

    /// Takes tables away, whatever names their rows.
    func dropping(_ tables: [String]) -> [SQL] {
        let names = tables.map { SQL(name: $0) }
        return switch self {
        case .sqlite: names.map { "DROP TABLE IF EXISTS \($0)" }
        case .postgres: ["DROP TABLE IF EXISTS \(names.joined(separator: ", ")) CASCADE"]
        case .mariadb: ["DROP TABLE IF EXISTS \(names.joined(separator: ", "))"]
        }
    }

    /// Unique and foreign keys beside the tables' own ones, as `in_table`, `name` and `definition`, where they are taken away while a
    /// database is being filled; `nil` where a connection opened for loading does not look at them or has rows replaced.
    var constraints: SQL? {
        guard self == .postgres else { return nil }
        return """
            SELECT t.relname AS in_table, c.conname AS name, pg_get_constraintdef(c.oid) AS definition
            FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
            WHERE c.connamespace = current_schema()::regnamespace AND c.contype IN ('f', 'u')
            """
    }

    /// Those of them for which not all rows were looked at.
    var uncheckedConstraints: SQL? {
        constraints.map { $0 + " AND NOT c.convalidated" }
    }

    /// Statements after which keys that the engine counts up go on behind the greatest; none where it does so by itself.
    func serialsContinued(_ tables: [Table]) -> [SQL] {
        guard self == .postgres else { return [] }
        return tables.filter { $0.keyColumns.map(\.kind) == [.int] }.map { table in
            """
            SELECT setval(sequence, (SELECT coalesce(max(\(table.keyList)), 0) + 1 FROM \(table.sql)), false)
            FROM (SELECT pg_get_serial_sequence(\(table.sql.text), \(table.keyColumns[0].name)) AS sequence) found WHERE sequence IS NOT NULL
            """
        }
    }

    /// Whether the columns of a key come after these values, so that an index on them leads there.
    func after(_ values: [Value], of columns: [SQL]) -> SQL {
        switch self {
        case .sqlite, .postgres:
            "(" + columns.joined(separator: ", ") + ") > (" + values.map { "\($0)" }.joined(separator: ", ") + ")"
        case .mariadb:
            // Its indexes answer no comparison of rows.
            "(" + columns.indices.map { last -> SQL in
                let same = (0..<last).map { "\(columns[$0]) = \(values[$0])" as SQL }
                return "(" + (same + ["\(columns[last]) > \(values[last])"]).joined(separator: " AND ") + ")"
            }.joined(separator: " OR ") + ")"
        }
    }

    /// Statements that have the engine look at what its tables hold. SQLite looks at 1,000 rows of each
    /// index, which takes some 100 ms at most; that a table comes and goes has every connection read what was found.
    func analysis(_ tables: [String]) -> [SQL] {
        switch self {
        case .sqlite: ["PRAGMA analysis_limit = 1000", "ANALYZE", "CREATE TABLE analysed (one INTEGER)", "DROP TABLE analysed"]
        case .postgres: ["ANALYZE"]
        case .mariadb: tables.map { "ANALYZE TABLE \(SQL(name: $0))" }
        }
    }

    /// How many bytes the database takes.
    var size: SQL {
        switch self {
        case .sqlite: "SELECT page_count * page_size AS size FROM pragma_page_count(), pragma_page_size()"
        case .postgres: "SELECT pg_database_size(current_database()) AS size"
        case .mariadb:
            "SELECT CAST(coalesce(sum(data_length + index_length), 0) AS SIGNED) AS size FROM information_schema.tables WHERE table_schema = DATABASE()"
        }
    }

    /// Says `ok`, or what is wrong; `nil` where the server looks after its pages itself.
    var check: SQL? { self == .sqlite ? "PRAGMA quick_check(1)" : nil }

    /// The engine's name and number.
    var version: SQL {
        switch self {
        case .sqlite: "SELECT 'SQLite ' || sqlite_version()"
        case .postgres: "SELECT 'PostgreSQL ' || current_setting('server_version')"
        case .mariadb: "SELECT 'MariaDB ' || version()"
        }
    }

    /// Keeps others from changing the schema until the transaction, or where a change ends it the connection, is over.
    var schemaLock: SQL? {
        switch self {
        case .sqlite: nil
        case .postgres: "SELECT pg_advisory_xact_lock(730504100)"
        case .mariadb: "SELECT GET_LOCK(concat('amparo ', database()), 3600)"
        }
    }

    /// Wakes the other processes on this database when the transaction commits; `nil` where they see it by themselves.
    var wake: SQL? {
        switch self {
        case .sqlite: nil
        case .postgres: "NOTIFY amparo"
        case .mariadb: "UPDATE pulse SET n = n + 1"
        }
    }
}
