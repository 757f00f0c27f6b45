import Primitives
import Storage

/// The rows of the queue.
package struct JobStore {
    private static let columns: SQL = "id, department, kind, payload, state, due_at, tries, words"

    private let tx: Transaction

    package init(_ tx: Transaction) {
        self.tx = tx
    }

    /// Queues work. With `once`, nothing happens while a job of that name waits or is done.
    package func add(
        _ id: ID<Job>, kind: String, department: ID<Department>, payload: String, once: String? = nil, due: Instant, at now: Instant
    ) throws {
        try tx.insertMissing(
            """
            INSERT INTO job (id, department, kind, payload, once, state, due_at, tries, made_at)
            VALUES (\(id), \(department), \(kind), \(payload), \(once), \(Job.State.waiting), \(due), 0, \(now))
            """, key: "once")
    }

    /// Takes due jobs that nobody holds, oldest first, and holds them until `lease`, when they are due again.
    /// - Returns: the jobs as they were before
    package func take(most: Int, at now: Instant, lease: Instant) throws -> [Job] {
        let jobs = try tx.all(
            Job.self,
            """
            SELECT \(Self.columns) FROM job WHERE state = \(Job.State.waiting) AND due_at <= \(now)
            ORDER BY due_at LIMIT \(most) \(.forUpdateSkipLocked)
            """)
        for job in jobs {
            try tx.run("UPDATE job SET due_at = \(lease), tries = tries + 1 WHERE id = \(job.id)")
        }
        return jobs
    }

    /// When the next job may be taken; `nil` when none waits.
    package func nextDue() throws -> Instant? {
        try tx.value(Instant.self, "SELECT min(due_at) FROM job WHERE state = \(Job.State.waiting)")
    }

    /// Holds a taken job longer, unless its lease ended and another took it.
    package func hold(_ job: Job, lease: Instant) throws {
        try tx.run("UPDATE job SET due_at = \(lease) WHERE \(holding(job))")
    }

    /// Puts a taken job back as it was.
    package func release(_ job: Job) throws {
        try tx.run("UPDATE job SET due_at = \(job.due), tries = \(job.tries) WHERE \(holding(job))")
    }

    package func finish(_ id: ID<Job>) throws {
        try tx.run("DELETE FROM job WHERE id = \(id)")
    }

    /// Has a job that was done come again.
    package func again(_ job: Job, due: Instant) throws {
        try tx.run("UPDATE job SET due_at = \(due), tries = 0, words = NULL WHERE \(holding(job))")
    }

    /// Those of the names that no job has.
    package func unnamed(_ names: [String]) throws -> [String] {
        let known = Set(try tx.column(String.self, "SELECT once FROM job WHERE once IN \(anyOf: names)"))
        return names.filter { !known.contains($0) }
    }

    package func retry(_ job: Job, due: Instant, words: String) throws {
        try tx.run("UPDATE job SET due_at = \(due), words = \(words) WHERE \(holding(job))")
    }

    package func bury(_ job: Job, words: String) throws {
        try tx.run("UPDATE job SET state = \(Job.State.dead), once = NULL, words = \(words) WHERE \(holding(job))")
    }

    /// The row of a job that was taken and that nobody took since.
    private func holding(_ job: Job) -> SQL {
        "id = \(job.id) AND state = \(Job.State.waiting) AND tries = \(job.tries + 1)"
    }

    /// Jobs given up, of the department and of the whole desk, newest first.
    package func dead(department: ID<Department>, most: Int) throws -> [Job] {
        try tx.all(
            Job.self,
            """
            SELECT \(Self.columns) FROM job WHERE state = \(Job.State.dead) 
                AND department IN \(anyOf: [department, Job.everywhere])
            ORDER BY due_at DESC LIMIT \(most)
            """)
    }

    /// Starts a dead job again.
    package func revive(_ id: ID<Job>, at now: Instant) throws {
        try tx.run(
            """
            UPDATE job SET state = \(Job.State.waiting), tries = 0, due_at = \(now)
            WHERE id = \(id) AND state = \(Job.State.dead)
            """)
    }
}
