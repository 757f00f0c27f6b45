import Accounts
import Contacts
import Primitives
import Storage
import Tickets

/// What the ids on tickets are called, looked up together.
struct Names: Sendable {
    let queues: [ID<Queue>: String]
    let agents: [ID<Agent>: String]
    let contacts: [ID<Contact>: String]
    /// Their first mail address.
    let addresses: [ID<Contact>: String]
    let categories: [ID<Category>: String]

    fileprivate init(of tickets: [Ticket], in department: ID<Department>, _ tx: Transaction) throws {
        let people = NameStore(tx, department: department), contacts = Set(tickets.map(\.requester) + tickets.compactMap(\.affected))
        queues = try QueueStore(tx, department: department).all().reduce(into: [:]) { $0[$1.id] = $1.name }
        agents = try people.agents(tickets.compactMap(\.assignee))
        self.contacts = try people.given(contacts)
        addresses = try IdentityStore(tx, department: department).addresses(of: contacts)
        categories = try CategoryStore(tx, department: department).names(of: Set(tickets.compactMap(\.category)))
    }
}

/// A ticket as it is shown, and what its ids are called.
struct NamedTicket: Sendable {
    let ticket: Ticket
    let names: Names

    init(_ ticket: Ticket, _ tx: Transaction) throws {
        self.init(ticket: ticket, names: try Names(of: [ticket], in: ticket.department, tx))
    }

    private init(ticket: Ticket, names: Names) {
        self.ticket = ticket
        self.names = names
    }

    /// Of one department, in their order.
    static func all(_ tickets: [Ticket], in department: ID<Department>, _ tx: Transaction) throws -> [NamedTicket] {
        if tickets.isEmpty { return [] }
        let names = try Names(of: tickets, in: department, tx)
        return tickets.map { NamedTicket(ticket: $0, names: names) }
    }
}
