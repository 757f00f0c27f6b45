import Foundation

/// A copy of a SQLite file, taken while it serves.
package enum Snapshot {
    /// Writes a copy of the file at `path` to `destination`, whole or not at all; free space is checked first.
    /// Throws ``StorageError/full`` when there is less room than the file takes.
    package static func take(of path: String, to destination: String) throws {
        try demandRoom(for: [path, "\(path)-wal"], beside: destination)
        let draft = "\(destination).part"
        unlink(draft)
        do {
            try copy(path, to: draft)
            try SyncedFile.place(draft, at: destination)
        } catch {
            unlink(draft)
            throw error
        }
    }

    private static func copy(_ path: String, to draft: String) throws {
        let file = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw SyncedFile.failure(draft) }
        defer { close(file) }
        let connection = try SQLiteConnection(path: path, readOnly: true)
        _ = try connection.execute("VACUUM INTO \(draft)")
        guard fsync(file) == 0 else { throw SyncedFile.failure(draft) }  // VACUUM INTO does not
    }

    private static func demandRoom(for files: [String], beside destination: String) throws {
        let size = files.reduce(0) { sum, file in
            sum + ((try? FileManager.default.attributesOfItem(atPath: file)[.size] as? Int) ?? 0)
        }
        try demandRoom(for: size + size / 10, beside: destination)
    }

    /// Throws ``StorageError/full`` when so many bytes would not fit.
    package static func demandRoom(for size: Int, beside destination: String) throws {
        let folder = URL(fileURLWithPath: destination).deletingLastPathComponent().path
        guard let free = try? FileManager.default.attributesOfFileSystem(forPath: folder)[.systemFreeSize] as? Int else {
            throw StorageError.unreachable(folder)
        }
        guard free > size else { throw StorageError.full }
    }
}
