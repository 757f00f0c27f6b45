import Outbox
import Primitives
import Storage

/// What channels write on parcels: of their envelopes, and of those that left.
struct ParcelStore {
    private let tx: Transaction

    init(_ tx: Transaction) {
        self.tx = tx
    }

    /// Mail that was sent came back.
    func bounced(owner: Int64, department: ID<Department>, words: String, at now: Instant) throws {
        try tx.run(
            """
            UPDATE outbox SET state = \(Parcel.State.failed), words = \(words), done_at = \(now)
            WHERE department = \(department) AND owner = \(owner) AND state <> \(Parcel.State.withdrawn)
            """)
    }

    /// The other side said something of mail that was sent.
    func note(_ words: String, owner: Int64, department: ID<Department>) throws {
        try tx.run("UPDATE outbox SET words = \(words) WHERE department = \(department) AND owner = \(owner)")
    }

    /// What the channel needs to know when it handles the parcel again.
    func write(_ envelope: some Codable & Sendable, on parcel: ID<Parcel>) throws {
        try tx.run("UPDATE outbox SET envelope = \(JSON(envelope)) WHERE id = \(parcel)")
    }
}
