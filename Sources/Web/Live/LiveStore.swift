import Accounts
import Events
import Primitives
import Storage
import Tickets

/// What the live pages read of tickets that changed.
struct LiveStore {
    private let tx: Transaction

    init(_ tx: Transaction) {
        self.tx = tx
    }

    /// What these events say, ticket by ticket, in the order of the log; tickets that are gone are left out.
    func news(of events: [Event]) throws -> [LiveNews] {
        var news: [LiveNews] = []
        for (department, events) in Dictionary(grouping: events.filter { $0.ticket != nil }, by: \.department) {
            let byTicket = Dictionary(grouping: events) { $0.ticket ?? 0 }
            let tickets = try TicketStore(tx, department: department).find(byTicket.keys.map { ID($0) })
            let followers = try followers(of: tickets.map(\.id))
            news += tickets.compactMap { ticket in
                LiveNews(ticket, byTicket[ticket.id.rawValue] ?? [], followers: followers[ticket.id] ?? [])
            }
        }
        return news.sorted { $0.position < $1.position }
    }

    private func followers(of tickets: [ID<Ticket>]) throws -> [ID<Ticket>: Set<Int64>] {
        let rows = try tx.rows("SELECT ticket, contact FROM participant WHERE ticket IN \(anyOf: tickets) AND is_accepted = 1")
        return try rows.reduce(into: [:]) { followers, row in followers[try row("ticket"), default: []].insert(try row("contact")) }
    }

    /// The newest events behind a position, at most so many, in order.
    func newest(after position: Int64, most: Int) throws -> [Event] {
        let last = try EventStore(tx).last()
        return try EventStore(tx).after(max(position, last - Int64(most)), most: most)
    }
}
