// What an engine may do better.
extension Connection {
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
        let places = "(" + table.columns.map { _ in "?" }.joined(separator: ", ") + ")"
        let head: SQL =
            switch self {
            case .sqlite: "INSERT OR REPLACE INTO \(table.sql) (\(table.columnList)) VALUES "
            }
        return head + SQL(text: rows.map { _ in places }.joined(separator: ", "), values: rows.flatMap(\.self))
    }
}
