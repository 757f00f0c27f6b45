import Outbox
import Primitives
import Search
import Storage
import Tickets

/// Brings a desk back from a backup, into a database that is empty. Until ``finish(_:)`` the database is marked as being filled, and
/// nobody works with it.
package struct Restoring: Sendable {
    private let file: String
    private let passphrase: Passphrase
    private let schema: DeskSchema
    private let clock: Clock

    package init(_ file: String, _ passphrase: Passphrase, schema: DeskSchema, clock: Clock) {
        (self.file, self.passphrase, self.schema, self.clock) = (file, passphrase, schema, clock)
    }

    /// What a backup brought back.
    package struct Restored: Sendable {
        package let manifest: BackupManifest
        package let totals: BackupTotals
        /// The files of the desk's folder that hold secrets.
        package let secrets: [DeskSecret]
        package let master: MasterKey
    }

    /// Looks whether it is a backup and the passphrase its own, before anything is touched. Throws ``BackupError``.
    package func inspect() throws {
        var reader = try BackupReader(file, passphrase)
        guard case .manifest(let manifest) = try reader.next() else { throw BackupError.damaged(file) }
        let known = schema.migrator(clock).known
        guard manifest.schema <= known else { throw BackupError.newerSchema(manifest.schema, known: known) }
    }

    /// Fills a database opened for loading, brings it to this program's schema, and puts the files where they belong.
    /// Throws ``BackupError`` and ``StorageError``.
    package func fill(_ db: Database, _ blobs: BlobStore, told: @escaping CopyProgress) async throws -> Restored {
        let loading = BackupLoading(db, schema: schema, clock: clock), migrator = schema.migrator(clock)
        let loaded = try await loading.load(file, passphrase, keep: { try await blobs.restore($0, db) }, told: told)
        guard let master = loaded.masterKey else { throw BackupError.damaged(file) }
        // What the engine knows of empty tables would lead it astray.
        try await db.analyse()
        let rebuild = SearchRebuild(db)
        try await rebuild.begin()
        try await rebuild.run { _, _, count in try told(.search(count)) }
        try await migrator.makeIndexes(db, upTo: loaded.manifest.schema) { try told(.index($0, of: $1)) }
        try await migrator.bindRows(db)
        try await migrator.checkRows(db)
        try await db.write { tx in try TableStore(tx).continueSerials() }
        try await migrator.goOn(db)
        return Restored(manifest: loaded.manifest, totals: loaded.totals, secrets: loaded.secrets, master: master)
    }

    /// Makes what it holds safe to serve: what was erased after the backup is erased again, and what waited to leave waits for a person,
    /// since nobody knows whether it left.
    /// - Parameter desk: of the database reopened for work
    package func settle(_ desk: Desk, erasures: [Erasure]) async throws {
        let known = try await desk.db.read { tx in try Erased.all(tx) }
        let missing = Set(erasures.map(\.id)).subtracting(known.map(\.id))
        try await desk.apply(erasures.filter { missing.contains($0.id) })
        let now = clock.now()
        try await desk.db.write { tx in try OutboxStore(tx).doubtAll(at: now) }
        try await desk.db.analyse()
    }

    /// From now on it is a desk like any other.
    package func finish(_ db: Database) async throws {
        try await db.write { tx in try LoadingStore(tx).finish() }
    }
}
