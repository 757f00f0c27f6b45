import Foundation
import Logging
import Ops
import Primitives
import Storage

/// The copy of a desk on a server that is taken before its tables are changed: a backup in the desk's folder, sealed under its master key.
/// Attachments that lie beside the database stay where they are, as nothing changes them.
struct SchemaCopy {
    private let db: Database
    private let settings: ServerSettings
    private let clock: Clock
    private let log: Logger

    init(_ db: Database, _ settings: ServerSettings, _ clock: Clock, _ log: Logger) {
        (self.db, self.settings, self.clock, self.log) = (db, settings, clock, log)
    }

    /// Throws ``StorageError/full`` when there is no room for it, ``StorageError/wrongKey``.
    func take(before number: Int) async throws {
        let folder = URL(fileURLWithPath: settings.data, isDirectory: true)
        let path = folder.appending(path: "before-\(number).backup").path
        // It is read back into a file beside it.
        try Snapshot.demandRoom(for: try await db.size() * 2, beside: path)
        let master = try House.masterKey(in: folder, .system)
        let secrets = [DeskSecret(DeskSecret.masterKey, Array("\(master.text)\n".utf8))]
        let backup = Backup(db, blobs: nil, secrets: secrets, schema: Schema.desk, clock: clock, randomness: .system)
        let outcome = try await backup.take(to: path, try Passphrase(master.text)) { _ in }
        log.notice(
            "copied before the tables change",
            metadata: [
                "file": "\(path)", "rows": "\(outcome.totals.rows)",
                "to go back": "with the program of before: amparo restore \(path) --replace --data \(folder.path) --database … --blobs …",
                "passphrase": "the master key, which is AMPARO_MASTER_KEY or the line of \(folder.path)/master.key",
            ])
    }
}
