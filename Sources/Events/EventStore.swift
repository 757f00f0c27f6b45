import Primitives
import Storage

/// The rows of the log.
package struct EventStore {
    private static let columns: SQL =
        "id, position, department, kind, shape, actor_kind, actor, cause, ticket, data, at"

    private let tx: Transaction

    package init(_ tx: Transaction) {
        self.tx = tx
    }

    /// Writes a fact. Where one writer commits it has its position at once, elsewhere ``position(most:)`` gives it.
    package func append(_ draft: EventDraft, id: ID<Event>, at now: Instant) throws {
        let position = tx.dialect.hasOneWriter ? try last() + 1 : nil
        try tx.run(
            """
            INSERT INTO event (id, position, department, kind, shape, actor_kind, actor, cause, ticket, data, at)
            VALUES (\(id), \(position), \(draft.department), \(draft.kind), \(draft.shape), \(draft.actor.kind.rawValue),
                \(draft.actor.id), \(draft.cause), \(draft.ticket), \(JSON(draft.values)), \(now))
            """)
    }

    /// The position of the newest event that has one.
    package func last() throws -> Int64 {
        try tx.value(Int64.self, "SELECT max(position) FROM event") ?? 0
    }

    /// Whether events were committed that have no position yet.
    package func hasWaiting() throws -> Bool {
        try tx.exists("SELECT 1 AS one FROM event WHERE position IS NULL LIMIT 1")
    }

    /// Gives committed events their positions, oldest id first, without gaps; how many got one. Run by one process at a
    /// time: see ``EventPositioning``.
    package func position(most: Int) throws -> Int {
        let waiting = try tx.column(
            ID<Event>.self, "SELECT id FROM event WHERE position IS NULL ORDER BY id LIMIT \(most)")
        var next = try last() + 1
        for id in waiting {
            try tx.run("UPDATE event SET position = \(next) WHERE id = \(id)")
            next += 1
        }
        if !waiting.isEmpty { try tx.wakeOthers() }
        return waiting.count
    }

    /// Whether `holder` may give positions until `end`: nobody else may, or their time is over. Locks the others out until
    /// the transaction ends.
    package func lead(_ holder: Int64, at now: Instant, until end: Instant) throws -> Bool {
        try tx.insertMissing("INSERT INTO event_lease (name, holder, until) VALUES ('positions', 0, 0)", key: "name")
        let isFree = try tx.exists(
            """
            SELECT 1 AS one FROM event_lease
            WHERE name = 'positions' AND (holder = \(holder) OR until <= \(now)) \(.forUpdate)
            """)
        if isFree { try tx.run("UPDATE event_lease SET holder = \(holder), until = \(end) WHERE name = 'positions'") }
        return isFree
    }

    /// Events behind a position, in order.
    package func after(_ position: Int64, most: Int) throws -> [Event] {
        try tx.all(
            Event.self, "SELECT \(Self.columns) FROM event WHERE position > \(position) ORDER BY position LIMIT \(most)")
    }

    /// The history of a ticket, oldest first.
    package func history(ticket: Int64, department: ID<Department>) throws -> [Event] {
        try tx.all(
            Event.self,
            "SELECT \(Self.columns) FROM event WHERE department = \(department) AND ticket = \(ticket) ORDER BY id")
    }

    /// How far a reader has read; 0 for one that never read.
    package func cursor(of reader: String) throws -> Int64 {
        try tx.value(Int64.self, "SELECT position FROM event_cursor WHERE reader = \(reader)") ?? 0
    }

    /// Sets how far a reader has read, wherever it was.
    package func move(_ reader: String, to position: Int64) throws {
        try tx.upsert(
            "INSERT INTO event_cursor (reader, position) VALUES (\(reader), \(position))",
            key: "reader", update: "position = \(position)")
    }

    /// The same unless it is no longer where it was; whether it was moved.
    func move(_ reader: String, from start: Int64, to position: Int64) throws -> Bool {
        try tx.insertMissing("INSERT INTO event_cursor (reader, position) VALUES (\(reader), 0)", key: "reader")
        return try tx.changed(by: "UPDATE event_cursor SET position = \(position) WHERE reader = \(reader) AND position = \(start)") == 1
    }
}
