import Accounts
import Contacts
import Primitives
import Storage
import Tickets

/// The tickets a contact asked, as far as the actor may see them.
struct TicketsOfContactStore {
    private let tx: Transaction
    private let access: Access

    init(_ tx: Transaction, for access: Access) {
        self.tx = tx
        self.access = access
    }

    /// Newest first; of the newest hundred.
    func list(_ contact: ID<Contact>, most: Int) throws -> [Ticket] {
        let ids = try tx.column(
            ID<Ticket>.self,
            """
            SELECT t.id FROM ticket t WHERE t.requester = \(contact) AND t.id IN (
                SELECT id FROM (SELECT id FROM ticket WHERE requester = \(contact) ORDER BY id DESC LIMIT 100) AS found)
            AND \(access.condition(.see)) ORDER BY t.id DESC LIMIT \(most)
            """)
        return try TicketStore(tx, department: access.department).find(ids).sorted { $0.id > $1.id }
    }
}
