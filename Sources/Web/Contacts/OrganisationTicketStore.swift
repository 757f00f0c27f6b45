import Accounts
import Contacts
import Primitives
import Storage
import Tickets

/// What the people of an organisation asked, as far as the actor may see it.
struct OrganisationTicketStore {
    /// Tickets that one page looks through.
    private static let slice = 500

    private let tx: Transaction
    private let access: Access

    init(_ tx: Transaction, for access: Access) {
        self.tx = tx
        self.access = access
    }

    /// Newest first, behind `key`. A page may be short, or empty, and not the last.
    func page(of organisation: ID<Organisation>, before key: ID<Ticket>?, most: Int) throws -> Page<Ticket> {
        guard access.reach(.see, .ticket) > .none else { return Page(rows: [], next: nil) }
        // From the index alone; the policy then looks at few rows.
        let near = try tx.column(
            ID<Ticket>.self,
            """
            SELECT t.id FROM contact c JOIN ticket t ON t.requester = c.id
            WHERE c.organisation = \(organisation) AND c.department = \(access.department) AND t.id < \(key?.rawValue ?? .max)
            ORDER BY t.id DESC LIMIT \(Self.slice)
            """)
        let found = try VisibleTicketStore(tx, for: access).find(near)
        let shown = near.compactMap { found[$0] }.filter { $0.binned == nil && $0.state != .merged && $0.state != .spam }
        if shown.count > most { return Page(rows: Array(shown.prefix(most)), next: shown[most - 1].id.text) }
        return Page(rows: shown, next: near.count == Self.slice ? near.last?.text : nil)
    }
}
