import Accounts
import Primitives
import Storage
import Tickets

/// Tickets as far as an actor may see them.
struct VisibleTicketStore {
    private let tx: Transaction
    private let access: Access

    init(_ tx: Transaction, for access: Access) {
        self.tx = tx
        self.access = access
    }

    /// Those of these that the actor may see.
    func find(_ ids: [ID<Ticket>]) throws -> [ID<Ticket>: Ticket] {
        let tickets = try TicketStore(tx, department: access.department).find(try visible(ids))
        return Dictionary(uniqueKeysWithValues: tickets.map { ($0.id, $0) })
    }

    func visible(_ ids: [ID<Ticket>]) throws -> [ID<Ticket>] {
        if ids.isEmpty { return [] }
        return try tx.column(
            ID<Ticket>.self, "SELECT t.id FROM ticket t WHERE t.id IN \(anyOf: ids) AND \(access.condition(.see))")
    }
}

/// What tickets are about, as the department lists it.
struct CategoryStore {
    private let tx: Transaction
    private let department: ID<Department>

    init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    func name(of id: ID<Tickets.Category>) throws -> String? {
        try tx.value(String.self, "SELECT name FROM category WHERE department = \(department) AND id = \(id)")
    }

    /// Those that may be chosen, by name.
    func choices() throws -> [Tickets.Category] {
        try tx.all(
            Tickets.Category.self, "SELECT id, name FROM category WHERE department = \(department) AND is_active = 1 ORDER BY name LIMIT 500")
    }
}
