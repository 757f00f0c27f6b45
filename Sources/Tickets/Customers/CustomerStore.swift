import Contacts
import Primitives
import Storage

/// A ticket that somebody stands on, and since when they see what is said there; `nil` for all of it.
struct Sight: Sendable, Equatable {
    let ticket: ID<Ticket>
    let from: Instant?
}

/// Reads what customers see.
struct CustomerStore {
    private let tx: Transaction
    private let department: ID<Department>

    init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    /// The contact under all the ids they ever had.
    func family(of contact: ID<Contact>) throws -> [ID<Contact>] {
        let contacts = ContactStore(tx, department: department)
        return try contacts.family(of: [contacts.current(contact).id])
    }

    /// On which of the tickets told in this one they stand: as requester, affected, accepted participant, or colleague where an
    /// organisation shares its tickets. What was said on another's ticket before it was merged stays between that one and us.
    func sight(of people: [ID<Contact>], on shown: Ticket) throws -> [Sight] {
        let family = try MergeStore(tx, department: department).family(of: shown.id)
        let tickets = family == [shown.id] ? [shown] : try TicketStore(tx, department: department).find(family)
        return try tickets.compactMap { ticket in
            let isTheirs = people.contains(ticket.requester) || ticket.affected.map(people.contains) == true
            if isTheirs { return Sight(ticket: ticket.id, from: nil) }
            let own = try ParticipantStore(tx, department: department).of(ticket.id).filter { $0.isAccepted && people.contains($0.contact) }
            if own.contains(where: { $0.seesFrom == nil }) { return Sight(ticket: ticket.id, from: nil) }
            if try isShared(ticket, with: people) { return Sight(ticket: ticket.id, from: nil) }
            return own.compactMap(\.seesFrom).min().map { Sight(ticket: ticket.id, from: $0) }
        }
    }

    /// Public messages that an agent released, newest first.
    func messages(of thread: ID<Ticket>, _ sight: [Sight], before key: Int64?, most: Int) throws -> [Message] {
        let parts = sight.map { part -> SQL in
            "(ticket = \(part.ticket) AND at >= \(part.from ?? Instant(microseconds: 0)))"
        }
        return try tx.all(
            Message.self,
            """
            SELECT \(Message.columns) FROM message
            WHERE department = \(department) AND thread = \(thread) AND id < \(key ?? .max) AND is_verified = 1 AND withdrawn_at IS NULL
                AND (\(parts.joined(separator: " OR ")))
            ORDER BY id DESC LIMIT \(most)
            """)
    }

    private func isShared(_ ticket: Ticket, with people: [ID<Contact>]) throws -> Bool {
        guard !ticket.isConfidential else { return false }
        return try tx.exists(
            """
            SELECT 1 AS one FROM contact r JOIN organisation o ON o.id = r.organisation JOIN contact c ON c.organisation = o.id
            WHERE r.id = \(ticket.requester) AND r.department = \(department) AND o.shares_tickets = 1 AND c.id IN \(anyOf: people)
            """)
    }
}
