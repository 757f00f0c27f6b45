import Primitives

extension Database {
    /// Opens or makes the SQLite file at `path`.
    /// - Parameters:
    ///   - readers: threads that read; each keeps a cache of 6 MB at most
    ///   - patience: how long a write waits while another process writes, before it throws ``StorageError/busy``
    package static func sqlite(
        _ path: String, readers: Int = 3, patience: Duration = .seconds(10), for use: Use = .work
    ) throws -> Database {
        Database(engine: try SQLiteEngine(path: path, readers: readers, patience: patience, use: use))
    }
}
