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

struct NameStore {
    let tx: Transaction
    let department: ID<Department>

    func named(_ tickets: [Ticket]) throws -> [NamedTicket] {
        let names = try names(of: tickets)
        return tickets.map { NamedTicket(ticket: $0, names: names) }
    }

    private func names(of tickets: [Ticket]) throws -> Names {
        var names = Names()
        guard !tickets.isEmpty else { return names }
        try read("SELECT id, name FROM queue WHERE id IN \(anyOf: Set(tickets.map(\.queue)))", into: &names.queues)
        let agents = Set(tickets.compactMap(\.assignee)), categories = Set(tickets.compactMap(\.category))
        if !agents.isEmpty { try read("SELECT id, name FROM agent WHERE id IN \(anyOf: agents)", into: &names.agents) }
        if !categories.isEmpty { try read("SELECT id, name FROM category WHERE id IN \(anyOf: categories)", into: &names.categories) }
        let contacts = Set(tickets.map(\.requester) + tickets.compactMap(\.affected))
        try read("SELECT id, name FROM contact WHERE +department = \(department) AND id IN \(anyOf: contacts)", into: &names.contacts)
        names.addresses = try addresses(of: contacts)
        return names
    }

    func addresses(of contacts: Set<ID<Contact>>) throws -> [ID<Contact>: String] {
        let rows = try tx.rows(
            "SELECT contact, value FROM identity WHERE kind = \(Identity.Kind.email) AND contact IN \(anyOf: contacts) ORDER BY id DESC")
        return try rows.reduce(into: [:]) { addresses, row in addresses[try row("contact")] = try row("value", as: String.self) }
    }

    private func read<Named>(_ sql: SQL, into names: inout [ID<Named>: String]) throws {
        for row in try tx.rows(sql) { names[try row("id")] = try row("name", as: String.self) }
    }
}
