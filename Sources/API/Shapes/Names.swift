import Accounts
import Contacts
import Primitives
import Storage
import Tickets

/// What the ids on tickets are called, looked up together.
struct Names: Sendable {
    fileprivate(set) var queues: [ID<Queue>: String] = [:]
    fileprivate(set) var agents: [ID<Agent>: String] = [:]
    fileprivate(set) var contacts: [ID<Contact>: String] = [:]
    /// Their first mail address.
    fileprivate(set) var addresses: [ID<Contact>: String] = [:]
    fileprivate(set) var categories: [ID<Category>: String] = [:]
}

/// A ticket as it is shown, and what its ids are called.
struct NamedTicket: Sendable {
    let ticket: Ticket
    let names: Names
}

/// Looks up what the ids on tickets are called.
struct TicketNaming {
    private let tx: Transaction
    private let department: ID<Department>

    init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    func named(_ tickets: [Ticket]) throws -> [NamedTicket] {
        let names = try names(of: tickets)
        return tickets.map { NamedTicket(ticket: $0, names: names) }
    }

    private func names(of tickets: [Ticket]) throws -> Names {
        var names = Names()
        guard !tickets.isEmpty else { return names }
        let queues = try QueueStore(tx, department: department).all()
        names.queues = Dictionary(queues.map { ($0.id, $0.name) }) { first, _ in first }
        let people = NameStore(tx, department: department)
        names.agents = try people.agents(tickets.compactMap(\.assignee))
        names.categories = try CategoryStore(tx, department: department).names(of: Set(tickets.compactMap(\.category)))
        let contacts = Set(tickets.map(\.requester) + tickets.compactMap(\.affected))
        names.contacts = try people.given(contacts)
        names.addresses = try addresses(of: contacts)
        return names
    }

    private func addresses(of contacts: Set<ID<Contact>>) throws -> [ID<Contact>: String] {
        let rows = try tx.rows(
            "SELECT contact, value FROM identity WHERE kind = \(Identity.Kind.email) AND contact IN \(anyOf: contacts) ORDER BY id DESC")
        return try rows.reduce(into: [:]) { addresses, row in addresses[try row("contact")] = try row("value", as: String.self) }
    }
}
