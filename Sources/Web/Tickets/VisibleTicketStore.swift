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
