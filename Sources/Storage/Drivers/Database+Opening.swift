import Primitives

extension Database {
    /// Opens what an address names; a SQLite file is made when missing, a server's database must be there.
    package static func open(_ address: DatabaseAddress, for use: Use = .work) throws -> Database {
        switch address {
        case .file(let path): try .sqlite(path, for: use)
        case .server(let server):
            server.dialect == .postgres
                ? Database(engine: try ServerEngine<PostgresConnection>(server, for: use))
                : Database(engine: try ServerEngine<MariaDBConnection>(server, for: use))
        }
    }

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
