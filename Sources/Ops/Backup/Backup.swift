import Foundation
import Primitives
import Storage

/// Copies a desk into one file while it serves: every table as one state of the database, the files of its attachments wherever they lie, its secrets;
/// sealed under a passphrase, and read back before it counts as made.
package struct Backup: Sendable {
    private let db: Database
    private let blobs: BlobStore?
    private let secrets: [DeskSecret]
    private let schema: DeskSchema
    private let clock: Clock
    private let randomness: Randomness

    /// - Parameter blobs: `nil` leaves out what lies beside the database, for a copy that comes back to the same place
    package init(
        _ db: Database, blobs: BlobStore?, secrets: [DeskSecret], schema: DeskSchema, clock: Clock, randomness: Randomness
    ) {
        (self.db, self.blobs, self.secrets, self.schema) = (db, blobs, secrets, schema)
        (self.clock, self.randomness) = (clock, randomness)
    }

    /// What was made, and which files the desk names but has not.
    package struct Outcome: Sendable {
        package let totals: BackupTotals
        package let missing: [[UInt8]]
    }

    /// Writes `path`, over an older backup only when the new one is whole and was read back.
    /// Throws ``BackupError`` and ``StorageError``; what was written so far is removed.
    package func take(to path: String, _ passphrase: Passphrase, told: @escaping CopyProgress) async throws -> Outcome {
        let pause = try await pausedSweep()
        defer { withExtendedLifetime(pause) {} }
        let file = try DraftFile(for: path)
        do {
            let (written, missing) = try await write(file, passphrase, told)
            try await BackupCheck(schema: schema, clock: clock, randomness: randomness)
                .run(file.draft, passphrase, expected: written.sums, told: told)
            try file.place()
            return Outcome(totals: written.totals, missing: missing)
        } catch {
            file.discard()
            throw error
        }
    }

    private func write(_ file: DraftFile, _ passphrase: Passphrase, _ told: @escaping CopyProgress) async throws -> (BackupWriter, [[UInt8]]) {
        let manifest = BackupManifest(
            schema: try await schema.migrator(clock).schema(of: db), made: clock.now(), program: schema.program, place: db.place)
        var writer = BackupWriter(try SealedWriter(file, passphrase, randomness: randomness))
        try writer.append(.manifest(manifest))
        for secret in secrets { try writer.append(.secret(name: secret.name, bytes: secret.bytes)) }
        let begun = writer, derived = schema.derived, takesFiles = blobs != nil
        let (tables, files) = try await db.surveyOnce(limit: Database.copyLimit) { tx in
            let tables = try Self.snapshot(begun, leavingOut: derived, tx, told)
            return (tables, takesFiles ? try BlobStore.files(tx) : nil)
        }
        writer = tables
        let missing = try await append(files, to: &writer, told)
        try writer.finish()
        return (writer, missing)
    }

    /// All tables.
    private static func snapshot(
        _ begun: BackupWriter, leavingOut derived: Set<String>, _ tx: Transaction, _ told: CopyProgress
    ) throws -> BackupWriter {
        var writer = begun
        for table in try TableStore(tx).all() where !derived.contains(table.name) {
            try told(.table(table.name, rows: 0))
            try writer.append(table, tx) { try told(.table(table.name, rows: $0)) }
        }
        return writer
    }

    /// - Returns: those that are not there or not as they were
    private func append(_ files: HashList?, to writer: inout BackupWriter, _ told: CopyProgress) async throws -> [[UInt8]] {
        var missing: [[UInt8]] = []
        guard let blobs, let files else { return [] }
        try await blobs.each(of: files) { number, bytes in
            try told(.file(number, of: files.count))
            if let bytes { try writer.append(file: bytes) } else { missing.append(files[number]) }
        }
        return missing
    }

    /// Waits for a sweep that runs. Throws ``BackupError/sweeping``.
    private func pausedSweep() async throws -> FileLock? {
        guard let blobs else { return nil }
        for _ in 0..<Self.mostWaits {
            if let lock = try BlobSweep.pause(blobs) { return lock }
            try await Task.sleep(for: .milliseconds(500))
        }
        throw BackupError.sweeping
    }

    private static let mostWaits = 120
}

/// A file of the desk's folder that holds a secret.
package struct DeskSecret: Sendable, Equatable {
    package static let masterKey = "master.key"

    package let name: String
    package let bytes: [UInt8]

    package init(_ name: String, _ bytes: [UInt8]) {
        (self.name, self.bytes) = (name, bytes)
    }
}

/// What this program knows of a desk's tables.
package struct DeskSchema: Sendable {
    let migrations: [Migration]
    /// Tables that are made from others and not copied.
    let derived: Set<String>
    let program: String

    package init(_ migrations: [Migration], derived: Set<String>, program: String) {
        (self.migrations, self.derived, self.program) = (migrations, derived, program)
    }

    func migrator(_ clock: Clock) -> Migrator { Migrator(migrations, clock: clock) }
}

/// How far a copy is.
package enum CopyStep: Sendable, Equatable {
    case table(String, rows: Int)
    case file(Int, of: Int)
    /// What was written is read back.
    case checking(String)
    case index(Int, of: Int)
    case search(Int)
    /// So many changes wait to be copied.
    case changes(Int)
}

/// Told of each step; what it throws ends the copy.
package typealias CopyProgress = @Sendable (CopyStep) throws -> Void
