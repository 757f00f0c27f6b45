import Primitives
import Storage

/// The automatic answers that went out.
package struct AnswerStore {
    private let tx: Transaction
    private let department: ID<Department>

    package init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    func insert(_ id: ID<AutomaticAnswer>, to mailbox: String, ticket: Int64, because event: Int64, at now: Instant) throws {
        try tx.run(
            """
            INSERT INTO automatic_answer (id, department, address, ticket, event, at)
            VALUES (\(id), \(department), \(mailbox.cut(320)), \(ticket), \(event), \(now))
            """)
    }

    func count(to mailbox: String, since start: Instant, most: Int) throws -> Int {
        try count("department = \(department) AND address = \(mailbox.cut(320)) AND at > \(start)", most)
    }

    func count(to mailbox: String, on ticket: Int64, since start: Instant, most: Int) throws -> Int {
        try count("ticket = \(ticket) AND address = \(mailbox.cut(320)) AND at > \(start)", most)
    }

    func count(on ticket: Int64, most: Int) throws -> Int {
        try count("ticket = \(ticket)", most)
    }

    func count(since start: Instant, most: Int) throws -> Int {
        try count("department = \(department) AND at > \(start)", most)
    }

    private func count(_ condition: SQL, _ most: Int) throws -> Int {
        try tx.value(
            Int.self, "SELECT count(*) FROM (SELECT 1 AS one FROM automatic_answer WHERE \(condition) LIMIT \(most)) AS first_ones") ?? 0
    }

    /// When answers last stopped because there were too many; admins are told. `nil` when they never did.
    package func halted() throws -> Instant? {
        try tx.value(Instant.self, "SELECT halted_at FROM answer_halt WHERE department = \(department)")
    }

    func halt(at now: Instant) throws {
        try tx.upsert(
            "INSERT INTO answer_halt (department, halted_at) VALUES (\(department), \(now))", key: "department",
            update: "halted_at = \(now)")
    }
}

enum AutomaticAnswer {}
