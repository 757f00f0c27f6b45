import Primitives
import Storage

/// The rows of the outbox.
package struct OutboxStore {
    private static let columns: SQL =
        "id, department, channel, owner, is_machine, envelope, content, state, due_at, tries, words, made_at, done_at"

    private let tx: Transaction

    package init(_ tx: Transaction) {
        self.tx = tx
    }

    /// Narrows a statement that is ordered by `state, id`. Said as a range, so that no server takes all parcels in the order of their
    /// numbers and leaves out those of other states.
    package static func inState(_ state: Parcel.State) -> SQL { "state >= \(state) AND state <= \(state)" }

    /// Puts something in, to leave at `due`; until then it can be withdrawn.
    package func put(
        _ id: ID<Parcel>, department: ID<Department>, channel: String, owner: Int64, isMachine: Bool, envelope: String,
        due: Instant, at now: Instant
    ) throws {
        let state = due > now ? Parcel.State.held : .due
        try tx.run(
            """
            INSERT INTO outbox (id, department, channel, owner, is_machine, envelope, state, due_at, tries, made_at)
            VALUES (\(id), \(department), \(channel), \(owner), \(isMachine), \(envelope), \(state), \(due), 0, \(now))
            """)
    }

    package func find(_ id: ID<Parcel>, department: ID<Department>) throws -> Parcel? {
        try tx.first(Parcel.self, "SELECT \(Self.columns) FROM outbox WHERE department = \(department) AND id = \(id)")
    }

    package func find(owner: Int64, department: ID<Department>) throws -> [Parcel] {
        try tx.all(
            Parcel.self,
            "SELECT \(Self.columns) FROM outbox WHERE \(filter: "department = \(department)") AND owner = \(owner) ORDER BY id")
    }

    /// A page of a department's outbox, newest first, behind `key`.
    package func list(department: ID<Department>, before key: ID<Parcel>?, most: Int) throws -> [Parcel] {
        try tx.all(
            Parcel.self,
            """
            SELECT \(Self.columns) FROM outbox WHERE department = \(department) AND id < \(key?.rawValue ?? .max)
            ORDER BY id DESC LIMIT \(most)
            """)
    }

    /// Takes it back. Throws ``OutboxError/tooLate`` when it is no longer held.
    package func withdraw(_ id: ID<Parcel>, department: ID<Department>, at now: Instant) throws {
        let changed = try tx.changed(by: 
            """
            UPDATE outbox SET state = \(Parcel.State.withdrawn), done_at = \(now)
            WHERE department = \(department) AND id = \(id) AND state = \(Parcel.State.held) AND due_at > \(now)
            """)
        guard changed == 1 else { throw OutboxError.tooLate }
    }

    /// Takes parcels whose time has come, oldest first, and holds them until `lease`, when they may be taken again. They are
    /// not `sending` yet.
    /// - Returns: the parcels as they were before
    package func take(most: Int, at now: Instant, lease: Instant) throws -> [Parcel] {
        let ready = try ready(.held, most, now) + ready(.due, most, now)
        let parcels = ready.sorted { $0.due < $1.due }.prefix(most)
        for parcel in parcels {
            try tx.run(
                "UPDATE outbox SET state = \(Parcel.State.due), due_at = \(lease), tries = tries + 1 WHERE id = \(parcel.id)")
        }
        return Array(parcels)
    }

    // A state at a time: of two at once no index gives the oldest.
    private func ready(_ state: Parcel.State, _ most: Int, _ now: Instant) throws -> [Parcel] {
        try tx.all(
            Parcel.self,
            """
            SELECT \(Self.columns) FROM outbox WHERE state = \(state) AND due_at <= \(now)
            ORDER BY due_at LIMIT \(most) \(.forUpdateSkipLocked)
            """)
    }

    /// When the next parcel may be taken; `nil` when none waits.
    package func nextDue() throws -> Instant? {
        let states: [Parcel.State] = [.held, .due]
        return try states.compactMap { state in
            try tx.value(Instant.self, "SELECT min(due_at) FROM outbox WHERE state = \(state)")
        }.min()
    }

    /// How many parcels were tried in vain and wait, up to a thousand, and what was said to the oldest; `nil` where none is.
    package func troubles(of department: ID<Department>) throws -> (count: Int, words: String?) {
        let words = try tx.column(
            String.self,
            """
            SELECT COALESCE(words, '') FROM outbox
            WHERE department = \(department) AND \(Self.inState(.due)) AND tries > 0 AND words IS NOT NULL ORDER BY state, id LIMIT 1000
            """)
        return (words.count, words.first)
    }

    /// Committed before the last byte leaves. Throws ``OutboxError/tooLate`` unless the parcel is still to leave: whoever held
    /// it too long finds that another sent it.
    package func markSending(_ id: ID<Parcel>, content: [UInt8]?) throws {
        let changed = try tx.changed(by: 
            """
            UPDATE outbox SET state = \(Parcel.State.sending), content = \(content)
            WHERE id = \(id) AND state = \(Parcel.State.due)
            """)
        guard changed == 1 else { throw OutboxError.tooLate }
    }

    /// Holds those longer that are still held until `lease` and not done with.
    package func hold(_ ids: [ID<Parcel>], from lease: Instant, until later: Instant) throws {
        try tx.run(
            """
            UPDATE outbox SET due_at = \(later)
            WHERE id IN \(anyOf: ids) AND \(filter: "due_at = \(lease)") AND state IN \(anyOf: [Parcel.State.due, .sending])
            """)
    }

    /// Also of a parcel in doubt, or about to leave again: a late answer is an answer.
    package func markSent(_ id: ID<Parcel>, words: String, at now: Instant) throws {
        try tx.run(
            """
            UPDATE outbox SET state = \(Parcel.State.sent), words = \(words), done_at = \(now)
            WHERE id = \(id) AND state IN \(anyOf: Self.open + [.inDoubt])
            """)
    }

    /// Nothing happens to a parcel that was sent, withdrawn or given up.
    package func retry(_ id: ID<Parcel>, due: Instant, words: String) throws {
        try tx.run(
            """
            UPDATE outbox SET state = \(Parcel.State.due), words = \(words), due_at = \(due)
            WHERE id = \(id) AND state IN \(anyOf: Self.open)
            """)
    }

    /// There is no way out now: they wait as if they had not been taken.
    package func wait(_ ids: [ID<Parcel>], until due: Instant) throws {
        try tx.run(
            """
            UPDATE outbox SET due_at = \(due), tries = tries - 1
            WHERE id IN \(anyOf: ids) AND \(filter: "state = \(Parcel.State.due)") AND tries > 0
            """)
    }

    /// It left and nobody said whether it arrived; it is not sent again. Nothing happens to a parcel that was sent, withdrawn
    /// or given up.
    package func markInDoubt(_ id: ID<Parcel>, words: String, at now: Instant) throws {
        try tx.run(
            """
            UPDATE outbox SET state = \(Parcel.State.inDoubt), words = \(words), done_at = \(now)
            WHERE id = \(id) AND state IN \(anyOf: Self.open)
            """)
    }

    /// Whether there are parcels that ``resolveAbandoned(at:)`` would find.
    package func hasAbandoned(at now: Instant) throws -> Bool {
        // In order, so that no engine looks for it from the beginning of the table.
        try tx.exists("SELECT 1 AS one FROM outbox WHERE state = \(Parcel.State.sending) AND due_at <= \(now) ORDER BY due_at LIMIT 1")
    }

    /// Nothing happens to a parcel that was sent, withdrawn or given up.
    package func markFailed(_ id: ID<Parcel>, words: String, at now: Instant) throws {
        try tx.run(
            """
            UPDATE outbox SET state = \(Parcel.State.failed), words = \(words), done_at = \(now)
            WHERE id = \(id) AND state IN \(anyOf: Self.open)
            """)
    }

    /// Parcels found `sending` whose lease is over: machine mail is in doubt and stays so, a person's goes out again.
    /// - Returns: the parcels that may arrive twice
    package func resolveAbandoned(at now: Instant) throws -> [Parcel] {
        let abandoned = try tx.all(
            Parcel.self,
            """
            SELECT \(Self.columns) FROM outbox WHERE state = \(Parcel.State.sending) AND due_at <= \(now) \(.forUpdateSkipLocked)
            """)
        for parcel in abandoned {
            let state = parcel.isMachine ? Parcel.State.inDoubt : .due
            try tx.run("UPDATE outbox SET state = \(state), due_at = \(now) WHERE id = \(parcel.id)")
        }
        return abandoned.filter { !$0.isMachine }
    }

    /// Of a desk that was brought back from a backup nobody knows what left since: none of it leaves by itself.
    package func doubtAll(at now: Instant) throws {
        try tx.run("UPDATE outbox SET state = \(Parcel.State.inDoubt), done_at = \(now) WHERE state IN \(anyOf: Self.open)")
    }

    private static let open: [Parcel.State] = [.held, .due, .sending]
}
