import Contacts
import Primitives
import Storage
import Tickets

extension Desktop {
    /// The secret of a private link to a request where another department has it now; `nil` where it stays here or has not arrived there.
    /// Throws ``BranchError/away(_:)`` while that department's database does not answer.
    func linkElsewhere(_ find: @escaping @Sendable (Transaction) throws -> FoundRequest) async throws -> String? {
        let left = try await db.read { tx -> (to: ID<Department>, number: TicketNumber, ways: [Identity])? in
            let found = try find(tx), department = found.ticket.department
            guard found.ticket.state == .merged else { return nil }
            let shown = try RequestTalk(of: found.ticket, for: found.contact, tx).ticket
            guard let handOver = try HandOverStore(tx, department: department).find(shown.id), let number = handOver.number else { return nil }
            return (handOver.to, number, try IdentityStore(tx, department: department).of(found.contact))
        }
        guard let left else { return nil }
        let there = try branches.desk(of: left.to)
        return try await there.db.write { tx in
            guard let ticket = try TicketStore(tx, department: left.to).find(left.number), ticket.binned == nil else { return nil }
            return try asker(of: ticket, knownBy: left.ways, tx).map { try there.guestLink(to: ticket.id, for: $0, tx) }
        }
    }

    /// Who of those on a ticket is known by one of these ways.
    private func asker(of ticket: Ticket, knownBy ways: [Identity], _ tx: Transaction) throws -> ID<Contact>? {
        let contacts = ContactStore(tx, department: ticket.department)
        let guests = try ParticipantStore(tx, department: ticket.department).of(ticket.id).filter(\.isAccepted).map(\.contact)
        let onIt = Set(try contacts.family(of: [ticket.requester] + guests))
        for way in ways {
            if let known = try contacts.find(way.kind, way.value), onIt.contains(known.id) { return try contacts.current(known.id).id }
        }
        return nil
    }
}
