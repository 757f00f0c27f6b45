import Foundation

/// A file written piece by piece beside its place, as `FILE.part`, and moved there when it is whole and synced. What an earlier process
/// left half written is thrown away; a draft that another process is writing is left to it.
package final class DraftFile: Sendable {
    package let path: String
    package let draft: String
    private let descriptor: Int32

    /// Throws ``StorageError/busy`` when another process writes the same file, ``StorageError/unreachable(_:)``.
    package init(for path: String) throws {
        self.path = path
        draft = "\(path).part"
        descriptor = try Self.open(draft)
    }

    deinit { close(descriptor) }

    package func write(_ bytes: [UInt8]) throws {
        var written = 0
        while written < bytes.count {
            let count = bytes[written...].withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw SyncedFile.failure(draft) }
            written += count
        }
    }

    /// What was written is on disk.
    package func sync() throws {
        guard fsync(descriptor) == 0 else { throw SyncedFile.failure(draft) }
    }

    /// Moves it to its place, over what lies there.
    package func place() throws {
        try SyncedFile.place(draft, at: path)
    }

    package func discard() {
        unlink(draft)
    }

    /// A new file that nobody else writes: the lock stays on it when it is renamed.
    private static func open(_ draft: String) throws -> Int32 {
        while true {
            let file = Foundation.open(draft, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0o600)
            guard file >= 0 else { throw SyncedFile.failure(draft) }
            guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
                close(file)
                throw StorageError.busy
            }
            // Between opening and locking its last owner may have moved it to its place.
            if isSame(file, draft) {
                guard ftruncate(file, 0) == 0 else {
                    close(file)
                    throw SyncedFile.failure(draft)
                }
                return file
            }
            close(file)
        }
    }

    private static func isSame(_ file: Int32, _ path: String) -> Bool {
        var one = stat(), other = stat()
        return fstat(file, &one) == 0 && stat(path, &other) == 0 && one.st_ino == other.st_ino && one.st_dev == other.st_dev
    }
}
