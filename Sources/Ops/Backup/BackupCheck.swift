import Foundation
import Primitives
import Storage

/// Restores a backup into a place of its own, compares every table with what was read from the desk, and removes it again.
struct BackupCheck: Sendable {
    let schema: DeskSchema
    let clock: Clock
    let randomness: Randomness

    /// Throws ``BackupError/differs(table:)``, and ``StorageError/wrongKey`` for a master key that does not open what is in it.
    func run(_ file: String, _ passphrase: Passphrase, expected: [String: RowSum], told: @escaping CopyProgress) async throws {
        let scratch = "\(file).check"
        try? FileManager.default.removeItem(atPath: scratch)
        try SyncedFile.makeFolder(scratch)
        defer { try? FileManager.default.removeItem(atPath: scratch) }
        let db = try Database.sqlite("\(scratch)/desk.sqlite", readers: 1, for: .loading)
        do {
            try await check(file, passphrase, in: db, expected, told)
        } catch {
            await db.close()
            throw error
        }
        await db.close()
    }

    private func check(
        _ file: String, _ passphrase: Passphrase, in db: Database, _ expected: [String: RowSum], _ told: @escaping CopyProgress
    ) async throws {
        let loading = BackupLoading(db, schema: schema, clock: clock)
        // Their bytes are the name they are asked for by: a wrong one is not found.
        let loaded = try await loading.load(file, passphrase, keep: { _ in }, told: { if case .checking = $0 { try told($0) } })
        guard loaded.sums == expected else { throw BackupError.differs(table: loaded.sums.first { expected[$0.key] != $0.value }?.key ?? "") }
        if let key = loaded.masterKey { _ = try await Keyring.load(db, master: key, randomness: randomness, clock: clock) }
    }
}
