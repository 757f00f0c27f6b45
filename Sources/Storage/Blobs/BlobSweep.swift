import Primitives

/// A column that names blobs, in a table with a column `department`; both written in the program, the column with an index.
package struct BlobReference: Sendable {
    let table: SQL
    let column: SQL

    package init(_ table: SQL, _ column: SQL) {
        self.table = table
        self.column = column
    }
}

/// Removes the blobs that nobody names: 24 h after the last row that did, and files that no commit ever named.
package struct BlobSweep: Sendable {
    /// How long a blob stays that nobody names.
    package static let patience = Duration.hours(24)
    /// What was erased goes sooner: only so late that a commit under way can still name the same bytes.
    package static let erasedPatience = Duration.minutes(10)
    private static let slice = 200

    private let database: Database
    private let store: BlobStore
    private let references: [BlobReference]
    private let clock: Clock

    /// - Parameter references: every column that names blobs; what is not among them is taken for unnamed
    package init(_ database: Database, _ store: BlobStore, namedBy references: [BlobReference], clock: Clock) {
        self.database = database
        self.store = store
        self.references = references
        self.clock = clock
    }

    /// Held by a backup from before its snapshot until it has copied the files: nothing is swept meanwhile.
    /// `nil` while a sweep runs; try again.
    package static func pause(_ store: BlobStore) throws -> FileLock? {
        try lock(store.folder, .shared)
    }

    /// One round over everything, in slices. Does nothing while a backup holds the folder.
    /// - Returns: whether it was done
    @discardableResult
    package func run() async throws -> Bool {
        guard let lock = try Self.lock(store.folder, .exclusive) else { return false }
        defer { withExtendedLifetime(lock) {} }
        try await sweepRows()
        try await ErasedFiles(database, store, clock: clock).removeAll()
        for first in UInt8.min...UInt8.max { try await removeUnnamedFiles(first) }
        if case .bucket(let bucket) = store.place { try await bucket.each { try await removeUnnamed($0) } }
        return true
    }

    static func lock(_ folder: BlobFolder, _ kind: FileLock.Kind) throws -> FileLock? {
        try SyncedFile.makeFolder(folder.path)
        return try FileLock("\(folder.path)/sweep.lock", kind)
    }

    private func sweepRows() async throws {
        var last: BlobKey?
        repeat {
            let from = last, references = references, now = clock.now()
            let keys = try await database.read { tx in try SweepStore(tx, references).keys(after: from, most: Self.slice) }
            let changing = keys.filter { $0.isOrphan || !$0.isNamed }
            if !changing.isEmpty {
                try await database.write { tx in
                    let store = SweepStore(tx, references)
                    for key in changing { try store.judge(key, at: now, orphanedBy: now - Self.patience) }
                }
            }
            last = keys.last
        } while last != nil
    }

    /// What a crash left between writing a file and the commit that was to name it.
    private func removeUnnamedFiles(_ first: UInt8) async throws {
        let limit = clock.now() - Self.patience, (hashes, drafts) = store.folder.list(first)
        for draft in drafts { store.folder.removeDraft(draft, notAfter: limit) }
        try await removeUnnamed(hashes)
    }

    private func removeUnnamed(_ hashes: [[UInt8]]) async throws {
        let limit = clock.now() - Self.patience
        for begin in stride(from: 0, to: hashes.count, by: Self.slice) {
            let some = hashes[begin..<min(begin + Self.slice, hashes.count)]
            let named = try await database.read { tx in
                Set(try tx.column([UInt8].self, "SELECT hash FROM \(.blob) WHERE hash IN \(anyOf: some)"))
            }
            for hash in some where !named.contains(hash) { _ = try await store.remove(hash, notAfter: limit) }
        }
    }
}

/// A row of a blob, and whether anything names it.
private struct BlobKey: Fetchable, Sendable {
    let department: Int64
    let hash: [UInt8]
    let isOrphan: Bool
    let isNamed: Bool

    init(_ row: Row) throws {
        department = try row("department")
        hash = try row("hash")
        isOrphan = try row("orphan_since", as: Int64?.self) != nil
        isNamed = try row("is_named")
    }
}

/// The statements of the sweep.
private struct SweepStore {
    private let tx: Transaction
    /// True where some row names the blob.
    private let isNamed: SQL

    init(_ tx: Transaction, _ references: [BlobReference]) {
        self.tx = tx
        let tests = references.map { reference -> SQL in
            """
            EXISTS (SELECT 1 FROM \(reference.table) WHERE \(reference.table).department = \(.blob).department
                AND \(reference.table).\(reference.column) = \(.blob).hash)
            """
        }
        isNamed = tests.isEmpty ? "(1 = 0)" : "(" + tests.joined(separator: " OR ") + ")"
    }

    func keys(after last: BlobKey?, most: Int) throws -> [BlobKey] {
        try tx.all(
            BlobKey.self,
            """
            SELECT department, hash, orphan_since, CASE WHEN \(isNamed) THEN 1 ELSE 0 END AS is_named FROM \(.blob)
            WHERE (department, hash) > (\(last?.department ?? .min), \(last?.hash ?? []))
            ORDER BY department, hash LIMIT \(most)
            """)
    }

    /// Marks a blob that nobody names, takes the mark away, or removes what was marked by `limit`. Looks again at what
    /// names it, since that may have changed after it was read.
    func judge(_ key: BlobKey, at now: Instant, orphanedBy limit: Instant) throws {
        let row: SQL = "department = \(key.department) AND hash = \(key.hash)"
        try tx.run("UPDATE \(.blob) SET orphan_since = NULL WHERE \(row) AND orphan_since IS NOT NULL AND \(isNamed)")
        try tx.run("UPDATE \(.blob) SET orphan_since = \(now) WHERE \(row) AND orphan_since IS NULL AND NOT \(isNamed)")
        let gone = try tx.changed(by: "DELETE FROM \(.blob) WHERE \(row) AND orphan_since <= \(limit) AND NOT \(isNamed)")
        if gone > 0 { try tx.run("DELETE FROM blob_piece WHERE department = \(key.department) AND hash = \(key.hash)") }
        if gone > 0 { try BlobStore.markForRemoval(key.hash, tx) }
    }
}
