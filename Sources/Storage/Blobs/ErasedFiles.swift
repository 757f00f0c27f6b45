import Primitives
import Synchronization

/// Files of blobs that were erased or swept: the row goes with its transaction, the file after it.
package struct ErasedFiles: Sendable {
    private let database: Database
    private let store: BlobStore
    private let clock: Clock
    private let pace = Pace()

    package init(_ database: Database, _ store: BlobStore, clock: Clock) {
        self.database = database
        self.store = store
        self.clock = clock
    }

    /// Removes those that no commit under way can still name.
    /// - Returns: whether none is left; `false` also while a backup holds the folder
    package func remove() async throws -> Bool {
        guard try await !waiting.isEmpty else { return true }
        guard pace.isDue(after: store.pace) else { return false }
        guard let lock = try BlobSweep.lock(store.folder, .exclusive) else { return false }
        defer { withExtendedLifetime(lock) {} }
        try await removeAll()
        return try await waiting.isEmpty
    }

    /// The caller holds the folder.
    func removeAll() async throws {
        let limit = clock.now() - BlobSweep.erasedPatience
        for hash in try await waiting {
            let isNamed = try await database.read { tx in try tx.exists("SELECT 1 AS one FROM \(.blob) WHERE hash = \(hash)") }
            let isDone = isNamed ? true : try await store.remove(hash, notAfter: limit)
            if isDone { try await database.write { tx in try tx.run("DELETE FROM blob_removal WHERE hash = \(hash)") } }
        }
    }

    private var waiting: [[UInt8]] {
        get async throws { try await database.read { tx in try tx.column([UInt8].self, "SELECT hash FROM blob_removal") } }
    }
}

/// When something was done last.
private final class Pace: Sendable {
    private let last = Mutex<ContinuousClock.Instant?>(nil)

    func isDue(after time: Duration) -> Bool {
        last.withLock { last in
            let now = ContinuousClock.now
            if let last, now - last < time { return false }
            last = now
            return true
        }
    }
}

extension BlobStore {
    /// What lies on another machine is asked for less often.
    fileprivate var pace: Duration {
        if case .bucket = place { .minutes(1) } else { .zero }
    }
}
