import Accounts
import Events
import Primitives
import Storage

extension Desk {
    /// Tickets closed in one transaction.
    private static let slice = 50

    /// Closes tickets that were solved so many days ago, a few at a time. Each queue has its own time, so that none waits for
    /// another's.
    package func closeSolved(afterDays days: (ID<Department>, ID<Queue>) -> Int) async throws {
        let queues = try await db.read { tx in try QueueStore.everywhere(tx) }
        for queue in queues {
            while try await closeSlice(of: queue, solvedBy: now() - .days(days(queue.department, queue.id))) == Self.slice {}
        }
    }

    /// How many were closed.
    private func closeSlice(of queue: Queue, solvedBy limit: Instant) async throws -> Int {
        let isDue = try await db.read { tx in try !QueueStore.solved(in: queue, by: limit, most: 1, tx).isEmpty }
        guard isDue else { return 0 }
        let now = now()
        return try await db.write { tx in
            let access = Access.system(queue.department)
            let due = try QueueStore.solved(in: queue, by: limit, most: Self.slice, tx)
            for ticket in due {
                var change = Change(ticket, in: TicketStore(tx, department: queue.department), by: access, of: self, at: now)
                change.set(.closed)
                _ = try change.save()
            }
            return due.count
        }
    }
}

extension QueueStore {
    /// The queues of all departments.
    static func everywhere(_ tx: Transaction) throws -> [Queue] {
        try tx.all(Queue.self, "SELECT \(columns) FROM queue q JOIN team t ON t.id = q.team ORDER BY q.id")
    }

    /// Tickets of a queue that were solved by then, the oldest first.
    static func solved(in queue: Queue, by limit: Instant, most: Int, _ tx: Transaction) throws -> [Ticket] {
        try tx.all(
            Ticket.self,
            """
            SELECT \(Ticket.columns) FROM ticket
            WHERE department = \(queue.department) AND queue = \(queue.id) AND state = \(State.solved) AND solved_at <= \(limit)
                AND binned_at IS NULL
            ORDER BY solved_at LIMIT \(most)
            """)
    }
}
