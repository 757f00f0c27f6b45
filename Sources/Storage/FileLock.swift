import Foundation

/// A lock between processes on a small file of its own; let go with the value, or with the process.
package final class FileLock: Sendable {
    package enum Kind: Sendable { case shared, exclusive }

    private let descriptor: Int32

    /// `nil` when somebody else holds it; does not wait. Throws ``StorageError/unreachable(_:)`` where no file can be.
    package init?(_ path: String, _ kind: Kind) throws {
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SyncedFile.failure(path) }
        guard flock(descriptor, (kind == .shared ? LOCK_SH : LOCK_EX) | LOCK_NB) == 0 else { return nil }
    }

    deinit {
        // A child that was started meanwhile may have it open for a moment, too.
        flock(descriptor, LOCK_UN)
        close(descriptor)
    }
}
