import Accounts
import Outbox
import Primitives
import Storage
import Tickets

/// Which parcels of the outbox an actor may see: those of tickets they may see; what belongs to no ticket, whoever sees all.
struct OutboxListStore {
    /// Parcels that one page looks through.
    private static let mostLookedAt = 1000

    private let tx: Transaction
    private let access: Access

    init(_ tx: Transaction, for access: Access) {
        self.tx = tx
        self.access = access
    }

    /// Newest first, behind `key`. A page may be short, or empty, and not the last.
    func page(_ states: [Parcel.State], before key: ID<Parcel>?, most: Int) throws -> Page<ID<Parcel>> {
        let near = try newest(states, before: key)
        let seen = try visible(near.map(\.owner))
        let shown = near.filter { seen.contains($0.owner) }
        if shown.count > most { return Page(rows: shown.prefix(most).map(\.id), next: shown[most - 1].id.text) }
        return Page(rows: shown.map(\.id), next: near.count == Self.mostLookedAt ? near.last?.id.text : nil)
    }

    /// How many there are in these states, of the newest thousand.
    func count(_ states: [Parcel.State]) throws -> Int {
        let near = try newest(states, before: nil)
        let seen = try visible(near.map(\.owner))
        return near.count { seen.contains($0.owner) }
    }

    private func newest(_ states: [Parcel.State], before key: ID<Parcel>?) throws -> [(id: ID<Parcel>, owner: Int64)] {
        // State by state, as few of them lie among all that was sent.
        let found = try Set(states).flatMap { state in
            try tx.rows(
                """
                SELECT id, owner FROM outbox
                WHERE department = \(access.department) AND \(OutboxStore.inState(state)) AND id < \(key?.rawValue ?? .max)
                ORDER BY state DESC, id DESC LIMIT \(Self.mostLookedAt)
                """
            ).map { row in (id: try row("id", as: ID<Parcel>.self), owner: try row("owner", as: Int64.self)) }
        }
        return Array(found.sorted { $0.id > $1.id }.prefix(Self.mostLookedAt))
    }

    func maySee(_ parcel: Parcel) throws -> Bool {
        try parcel.department == access.department && visible([parcel.owner]).contains(parcel.owner)
    }

    private func visible(_ owners: [Int64]) throws -> Set<Int64> {
        let ofTickets = try tx.column(
            Int64.self,
            """
            SELECT m.id FROM message m JOIN ticket t ON t.id = m.thread
            WHERE m.department = \(access.department) AND m.id IN \(anyOf: owners) AND \(access.condition(.see))
            """)
        guard access.reach(.see, .outbox) >= .department else { return Set(ofTickets) }
        let messages = try tx.column(
            Int64.self, "SELECT id FROM message WHERE department = \(access.department) AND id IN \(anyOf: owners)")
        return Set(ofTickets).union(Set(owners).subtracting(messages))
    }
}
