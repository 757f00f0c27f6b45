import Foundation

/// The place of a database that is to be filled from nothing: a SQLite file is filled beside its place and moved there in one step, a
/// database on a server where it is, marked until it is whole.
package enum Replacement: Sendable {
    case file(SQLiteReplacement)
    case server(DatabaseAddress)

    package init(_ address: DatabaseAddress) {
        self = address.path.map { .file(SQLiteReplacement($0)) } ?? .server(address)
    }

    /// Whether something lies there; what an interrupted restore left does not count.
    /// Throws ``StorageError/unfinished(_:)`` for the copy that a move makes.
    package func isTaken() async throws -> Bool {
        switch self {
        case .file(let file): return file.isTaken
        case .server(let address):
            return try await Database.open(address).closing { database in
                try await database.read { tx in
                    let store = LoadingStore(tx)
                    guard try store.isLoading() else { return try !store.isEmpty() }
                    if try store.note("move") != nil { throw StorageError.unfinished(database.place) }
                    return false
                }
            }
        }
    }

    /// A database without tables, marked as being filled. What was there goes, on a server at once.
    /// - Parameter notes: to be found again by who begins anew, should this be interrupted
    package func begin(keeping notes: [String: String]) async throws -> Database {
        switch self {
        case .file(let file): return try file.begin()
        case .server(let address):
            let database = try Database.open(address, for: .loading)
            try await database.overhaul { tx in
                let store = LoadingStore(tx)
                try store.begin()
                for (name, note) in notes { try store.note(name, note) }
            }
            // Where a change of the schema commits by itself, the notes are safe by now.
            try await database.overhaul { tx in
                try LoadingStore(tx).clear()
                try LoadingStore(tx).forgetAll(but: notes)
            }
            return database
        }
    }

    /// The same database, with all its rules.
    package func reopen() throws -> Database {
        switch self {
        case .file(let file): try file.reopen()
        case .server(let address): try .open(address)
        }
    }

    /// It is whole and closed, and from now on what lies there.
    package func place() throws {
        if case .file(let file) = self { try file.place() }
    }

    /// It will not be whole: nothing of it is left, or on a server nothing that anybody works with.
    package func discard() {
        if case .file(let file) = self { file.discard() }
    }
}

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

extension Database {
    /// Works with it and closes it in any case.
    package func closing<T>(_ body: (Database) async throws -> T) async throws -> T {
        do {
            let result = try await body(self)
            await close()
            return result
        } catch {
            await close()
            throw error
        }
    }
}
