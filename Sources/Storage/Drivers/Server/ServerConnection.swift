import Primitives

/// A connection to a database server, for ``ServerEngine``.
protocol ServerConnection: Connection, SendableMetatype {
    /// - Parameters:
    ///   - use: for loading it need not look at what rows name, nor wait for the disk
    ///   - limit: how long a statement may take, `nil` for as long as it needs
    /// Throws ``StorageError/unreachable(_:)``, ``StorageError/denied(_:)``, ``StorageError/missing(_:)`` and
    /// ``StorageError/outdated(_:version:needed:)``.
    init(_ address: ServerAddress, for use: Database.Use, limit: Duration?) throws(StorageError)

    /// Begins a transaction that sees one state of the database.
    func begin(writing: Bool) throws(StorageError)
    /// Has done what waits, where it cannot travel with the commit: before the server answered once it may be gone since long, and who
    /// learns so before the commit knows that nothing was committed.
    func settle() throws(StorageError)
    func commit() throws(StorageError)
    func rollBack()

    /// Whether the server or the way to it is gone.
    var isLost: Bool { get }

    /// Waits for word of another process's commit, `limit` at most; whether there was one.
    func waitForOthers(atMost limit: Duration) throws(StorageError) -> Bool

    /// Has what was overwritten leave the tables, on a connection of its own; `false` while somebody still sees it.
    func scrub() throws(StorageError) -> Bool

    /// Nothing can be asked afterwards.
    func close()
}
