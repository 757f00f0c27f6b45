import Primitives
import Storage
import Tickets

/// The rows that give a desk its shape, as far as its settings change them.
struct ShapeStore {
    struct CategoryRow: Sendable, Fetchable {
        let id: ID<Category>
        let name: String
        /// Can be chosen for a ticket.
        let isActive: Bool

        init(_ row: Row) throws {
            id = try row("id")
            name = try row("name")
            isActive = try row("is_active")
        }
    }

    private let tx: Transaction
    private let department: ID<Department>

    init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    /// Name and team; where tickets arrive is ``makeFirst(_:)``'s.
    func update(_ queue: Queue) throws {
        try tx.run(
            """
            UPDATE queue SET version = version + 1, name = \(queue.name), team = \(queue.team)
            WHERE department = \(department) AND id = \(queue.id)
            """)
    }

    /// Lets tickets arrive there and nowhere else.
    func makeFirst(_ id: ID<Queue>) throws {
        try tx.run("UPDATE queue SET is_first = 0 WHERE department = \(department) AND id <> \(id)")
        try tx.run("UPDATE queue SET is_first = 1 WHERE department = \(department) AND id = \(id)")
    }

    /// By name.
    func categories() throws -> [CategoryRow] {
        try tx.all(CategoryRow.self, "SELECT id, name, is_active FROM category WHERE department = \(department) ORDER BY name LIMIT 1000")
    }

    func update(_ id: ID<Category>, category name: String, isActive: Bool) throws {
        try tx.run("UPDATE category SET name = \(name), is_active = \(isActive) WHERE department = \(department) AND id = \(id)")
    }
}
