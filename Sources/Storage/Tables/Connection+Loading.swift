// What an engine may do better.
extension Connection {
    package func send(_ sql: SQL) throws(StorageError) {
        _ = try execute(sql)
    }

    package func each(_ sql: SQL, _ body: (Row) throws -> Bool) throws {
        for row in try query(sql) where try !body(row) { return }
    }

    /// Many rows in a statement, in numbers that come again, so that few statements are prepared.
    package func load(_ rows: [[Value]], into table: Table) throws(StorageError) {
        let most = max(1, min(512, 30_000 / table.columns.count))
        for some in rows.inPowersOfTwo(most: most) { _ = try execute(dialect.loading(some, into: table)) }
    }
}

extension Dialect {
    /// Adds rows instead of those that have the same key, in a database opened for loading.
    fileprivate func loading(_ rows: ArraySlice<[Value]>, into table: Table) -> SQL {
        let marks = "(" + table.columns.map { _ in "?" }.joined(separator: ", ") + ")"
        let places = SQL(text: rows.map { _ in marks }.joined(separator: ", "), values: rows.flatMap(\.self))
        let columns: SQL = "\(table.sql) (\(table.columnList)) VALUES \(places)"
        switch self {
        case .sqlite: return "INSERT OR REPLACE INTO \(columns)"
        case .mariadb: return "REPLACE INTO \(columns)"
        case .postgres:
            let others = table.columns.filter { !table.keyColumns.contains($0) }.map { "\(SQL(name: $0.name)) = excluded.\(SQL(name: $0.name))" as SQL }
            let change: SQL = others.isEmpty ? "NOTHING" : "UPDATE SET \(others.joined(separator: ", "))"
            return "INSERT INTO \(columns) ON CONFLICT (\(table.keyList)) DO \(change)"
        }
    }
}
