import Foundation

/// A SQLite file that is filled beside its place and then moved there in one step.
package struct SQLiteReplacement: Sendable {
    private let path: String
    private let draft: String

    package init(_ path: String) {
        self.path = path
        draft = SQLiteEngine.restoring(path)
    }

    /// Whether there is a file in its place.
    package var isTaken: Bool { FileManager.default.fileExists(atPath: path) }

    /// A new file; what an earlier process left of one goes.
    package func begin() throws -> Database {
        discard()
        return try Database.sqlite(draft, readers: 1, for: .loading)
    }

    /// Nothing is left of the new file.
    package func discard() {
        for end in Self.parts { unlink(draft + end) }
    }

    /// The same file again, with all its rules.
    package func reopen() throws -> Database { try Database.sqlite(draft, readers: 1) }

    /// Moves it to its place, when it is closed. What was there stays beside it as `FILE.before-restore`.
    package func place() throws {
        let kept = "\(path).before-restore"
        if isTaken {
            for end in Self.parts { unlink(kept + end) }
            guard link(path, kept) == 0 else { throw SyncedFile.failure(kept) }
            // Its log would be taken for the new file's.
            for end in Self.parts.dropFirst() { rename(path + end, kept + end) }
        }
        try SyncedFile.place(draft, at: path)
    }

    private static let parts = ["", "-wal", "-shm"]
}
