import Accounts
import Primitives
import Storage

/// Where tickets wait for one team.
package struct Queue: Sendable, Equatable {
    package let id: ID<Queue>
    package let department: ID<Department>
    package var name: String
    package var team: ID<Team>
    /// That of its team.
    package let tier: Tier
    /// Where tickets arrive when nothing says otherwise.
    package var isFirst: Bool

    package init(id: ID<Queue>, department: ID<Department>, name: String, team: ID<Team>, tier: Tier, isFirst: Bool) {
        self.id = id
        self.department = department
        self.name = name
        self.team = team
        self.tier = tier
        self.isFirst = isFirst
    }
}

extension Queue: Fetchable {
    package init(_ row: Row) throws {
        id = try row("id")
        department = try row("department")
        name = try row("name")
        team = try row("team")
        tier = try row("tier")
        isFirst = try row("is_first")
    }
}

/// The queues of a department.
package struct QueueStore {
    static let columns: SQL = "q.id, q.department, q.name, q.team, t.tier, q.is_first"

    private let tx: Transaction
    private let department: ID<Department>

    package init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    /// By tier, then name.
    package func all() throws -> [Queue] {
        try tx.all(
            Queue.self,
            """
            SELECT \(Self.columns) FROM queue q JOIN team t ON t.id = q.team WHERE q.department = \(department)
            ORDER BY t.tier, q.is_first DESC, q.name
            """)
    }

    /// Throws ``TicketError/queueNotFound``.
    package func require(_ id: ID<Queue>) throws -> Queue {
        let queue = try tx.first(
            Queue.self,
            """
            SELECT \(Self.columns) FROM queue q JOIN team t ON t.id = q.team WHERE q.department = \(department) AND q.id = \(id)
            """)
        guard let queue else { throw TicketError.queueNotFound }
        return queue
    }

    /// Where tickets arrive when nothing says otherwise.
    package func first() throws -> Queue {
        let queue = try tx.first(
            Queue.self,
            """
            SELECT \(Self.columns) FROM queue q JOIN team t ON t.id = q.team WHERE q.department = \(department)
            ORDER BY t.tier, q.is_first DESC, q.name LIMIT 1
            """)
        guard let queue else { throw TicketError.queueNotFound }
        return queue
    }

    package func insert(_ queue: Queue, at now: Instant) throws {
        try tx.run(
            """
            INSERT INTO queue (id, version, department, name, team, is_first, made_at)
            VALUES (\(queue.id), 1, \(department), \(queue.name), \(queue.team), \(queue.isFirst), \(now))
            """)
    }
}
