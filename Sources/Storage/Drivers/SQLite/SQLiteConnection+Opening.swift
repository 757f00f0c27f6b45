import Foundation

extension SQLiteConnection {
    /// Throws ``StorageError/corrupt(_:)`` for a file that is no database, ``StorageError/unreachable(_:)`` where none can be.
    static func forWriting(_ path: String, patience: Duration) throws(StorageError) -> SQLiteConnection {
        makePrivate(path)
        let connection = try SQLiteConnection(path: path, readOnly: false, patience: patience)
        // A file system without shared memory refuses: readers would block the writer there.
        guard try connection.query("PRAGMA journal_mode = WAL").first?.values == [.text("wal")] else {
            throw StorageError.unreachable(path)
        }
        _ = try connection.execute("PRAGMA synchronous = FULL")
        _ = try connection.execute("PRAGMA foreign_keys = ON")
        _ = try connection.execute("PRAGMA secure_delete = ON")
        _ = try connection.execute("PRAGMA cache_size = -16000")
        _ = try connection.query("PRAGMA wal_autocheckpoint = 4000")
        _ = try connection.query("PRAGMA journal_size_limit = 67108864")
        _ = try connection.execute("PRAGMA temp_store = MEMORY")
        // Read once, so that this connection, the last to be closed, tidies up even if nothing is written.
        _ = try connection.query("SELECT name FROM sqlite_schema LIMIT 1")
        return connection
    }

    /// Rows come in bulk and in any order, and nothing was there before that could be left over.
    func prepareForLoading() throws(StorageError) {
        _ = try execute("PRAGMA foreign_keys = OFF")
        _ = try execute("PRAGMA synchronous = NORMAL")
        _ = try execute("PRAGMA secure_delete = OFF")
        _ = try execute("PRAGMA cache_size = -65536")
    }

    static func forReading(_ path: String) throws(StorageError) -> SQLiteConnection {
        let connection = try SQLiteConnection(path: path, readOnly: true)
        _ = try connection.execute("PRAGMA query_only = ON")
        _ = try connection.execute("PRAGMA cache_size = -16000")
        _ = try connection.execute("PRAGMA temp_store = MEMORY")
        return connection
    }

    /// On a connection of its own, which ends after `limit`.
    static func survey<T>(_ path: String, _ limit: Duration, _ body: (Transaction) throws -> T) throws -> T {
        let connection = try forReading(path)
        defer { connection.close() }
        connection.demandEnd(within: limit)
        return try connection.reading(body)
    }

    /// One state of the database from begin to end.
    func reading<T>(_ body: (Transaction) throws -> T) throws -> T {
        _ = try execute("BEGIN")
        defer { _ = try? execute("COMMIT") }
        let transaction = Transaction(self)
        let result = try body(transaction)
        try transaction.demandIntact()
        return result
    }

    /// Makes a missing file for its owner's eyes only; SQLite gives the files beside it the same rights.
    private static func makePrivate(_ path: String) {
        let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if file >= 0 { Foundation.close(file) }
    }
}
