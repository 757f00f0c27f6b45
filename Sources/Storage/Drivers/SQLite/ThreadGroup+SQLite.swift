import Dispatch

extension ThreadGroup {
    typealias Body = @Sendable (SQLiteConnection) -> Void

    func start(_ name: String, owning connection: sending SQLiteConnection, _ body: @escaping Body) {
        nonisolated(unsafe) let connection = connection  // handed over: nobody else holds it
        start(name) {
            body(connection)
            connection.close()  // not left to the end of the thread, for which nobody waits
        }
    }

    /// Its connection is closed after those of all others, so that SQLite can tidy up its files.
    func startLast(_ name: String, owning connection: sending SQLiteConnection, _ body: @escaping Body) {
        nonisolated(unsafe) let connection = connection
        startLast(name) { others in
            body(connection)
            others.wait()
            connection.close()
        }
    }

    /// Commits of other processes are seen by the file's version, every 100 ms.
    func watch(_ connection: SQLiteConnection, raising signal: CommitSignal) {
        var seen: Value?
        repeat {
            let version = (try? connection.query("PRAGMA data_version"))?.first?.values.first
            if version != seen {
                seen = version
                signal.raise()
            }
        } while rest(.milliseconds(100))
    }
}
