import Foundation

extension PostgresConnection {
    /// How long to wait for those who still see what was.
    private static let patience = Duration.seconds(3)

    /// Removes what was overwritten or deleted from the tables and from their indexes, where it lies as dead rows until somebody tidies
    /// up. Nobody is in the way of it, and it is in nobody's.
    /// - Returns: `false` when somebody still sees an older state
    func scrub() throws(StorageError) -> Bool {
        guard let mark = String(try query("SELECT (pg_snapshot_xmax(pg_current_snapshot())::xid)::text AS mark")[0].values[0]) else { return false }
        let end = ContinuousClock.now + Self.patience
        while try isSeen(before: mark) {
            guard ContinuousClock.now < end else { return false }
            Thread.sleep(forTimeInterval: 0.1)
        }
        do {
            for table in try query(dialect.tables).compactMap({ String($0.values[0]) }) {
                try runAlone("VACUUM (INDEX_CLEANUP ON, TRUNCATE OFF) \"\(table)\"")
            }
        } catch StorageError.busy {
            return false
        }
        return true
    }

    /// Whether a transaction sees the state before the one that gets the number `mark`.
    private func isSeen(before mark: String) throws(StorageError) -> Bool {
        let others: SQL = """
            SELECT 1 AS one FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND age(backend_xmin) > age(CAST(CAST(\(mark) AS text) AS xid))
            """
        return try !query(others + " LIMIT 1").isEmpty
    }
}
