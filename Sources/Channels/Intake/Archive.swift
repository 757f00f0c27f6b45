import Customisation
import Primitives
import Storage

/// The first of a mail's two commits: its bytes and a row `received`, before any parsing. After it the sender may forget the mail.
package struct Archive: Sendable {
    private let db: Database
    private let blobs: BlobStore
    private let ids: IDMaker
    private let clock: Clock

    package init(db: Database, blobs: BlobStore, ids: IDMaker, clock: Clock) {
        self.db = db
        self.blobs = blobs
        self.ids = ids
        self.clock = clock
    }

    /// Durable when it returns.
    /// - Parameter departments: whom it is for, with the recipients of each
    package func keep(_ bytes: [UInt8], for departments: [ID<Department>: [String]], door: RawMail.Door, sender: String?) async throws {
        let blob = try await blobs.prepare(bytes), now = clock.now()
        let copies = departments.sorted { $0.key < $1.key }.map { (ids.next(RawMail.self), $0.key, $0.value) }
        try await db.write { tx in
            for (id, department, recipients) in copies {
                try ArchiveStore(tx).keep(
                    id, blob, department: department, door: door, sender: sender, recipients: recipients, at: now)
            }
        }
    }
}
