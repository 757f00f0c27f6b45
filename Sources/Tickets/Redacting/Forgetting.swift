import Primitives
import Search
import Storage

/// Has what was redacted, erased or purged leave the files as well: the segments of the index, the files of blobs, the database's
/// own log and unused room. Out of pages, lists and hits it is before, by the transaction that removed it.
package struct Forgetting: Sendable {
    private let db: Database
    private let erased: ErasedFiles

    package init(db: Database, blobs: BlobStore, clock: Clock) {
        self.db = db
        erased = ErasedFiles(db, blobs, clock: clock)
    }

    /// Works until the task is cancelled or the database closed.
    package func run(failed: @escaping @Sendable (any Error) -> Void) async {
        await db.commits.watch(rest: .seconds(1)) {
            do { return try await step() ? .seconds(30) : .seconds(2) } catch { failed(error) }
            return .seconds(30)
        }
    }

    /// Does what was asked for.
    /// - Returns: whether all of it is done: readers, backups and commits under way can be in the way
    @discardableResult
    package func step() async throws -> Bool {
        let areFilesGone = try await erased.remove()
        guard let asked = try await db.read({ tx in try ForgettingStore(tx).due() }) else { return areFilesGone }
        try await SearchPurge(db).finish()
        guard try await db.scrub() else { return false }
        try await db.write { tx in try ForgettingStore(tx).finish(asked) }
        return areFilesGone
    }
}

/// The row that says whether something is to be forgotten.
package struct ForgettingStore {
    private let tx: Transaction

    package init(_ tx: Transaction) {
        self.tx = tx
    }

    /// Asks for it, in the transaction that removes something from what can be found on these shelves.
    package func ask(_ shelves: Shelf..., department: ID<Department>) throws {
        for shelf in shelves { try SearchStore(tx, department: department).askForPurge(shelf) }
        try tx.run("UPDATE forgetting SET asked = asked + 1 WHERE id = 1")
    }

    /// `nil` where nothing is to be done.
    func due() throws -> Int64? {
        try tx.value(Int64.self, "SELECT asked FROM forgetting WHERE id = 1 AND done < asked")
    }

    func finish(_ asked: Int64) throws {
        try tx.run("UPDATE forgetting SET done = \(asked) WHERE id = 1")
    }
}
