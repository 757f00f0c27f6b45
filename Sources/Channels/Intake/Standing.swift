import Contacts
import Primitives
import Storage
import Tickets

/// What someone who writes is to a ticket.
struct Standing {
    private let tx: Transaction
    private let department: ID<Department>
    private let contacts: ContactStore

    init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
        contacts = ContactStore(tx, department: department)
    }

    /// Requester or affected.
    func asks(_ contact: ID<Contact>, on ticket: Ticket) throws -> Bool {
        let family = try contacts.family(of: [contact])
        return family.contains(ticket.requester) || ticket.affected.map(family.contains) == true
    }

    /// Requester, affected or an accepted participant.
    func belongs(_ contact: ID<Contact>, to ticket: Ticket) throws -> Bool {
        if try asks(contact, on: ticket) { return true }
        let family = try contacts.family(of: [contact])
        let participants = try ParticipantStore(tx, department: department).of(ticket.id)
        return participants.contains { $0.isAccepted && family.contains($0.contact) }
    }

    /// Whether a ticket's number in a subject of theirs leads there: they belong to it, are an agent, or a colleague in an
    /// organisation whose people share tickets.
    func mayName(_ contact: ID<Contact>, _ ticket: Ticket) throws -> Bool {
        let ticket = try MergeStore(tx, department: department).survivor(of: ticket)
        if try belongs(contact, to: ticket) || sharesTickets(contact, ticket) { return true }
        return try contacts.find(contact)?.agent != nil
    }

    /// A colleague in an organisation whose people may write into each other's tickets.
    func sharesTickets(_ contact: ID<Contact>, _ ticket: Ticket) throws -> Bool {
        guard let organisation = try contacts.find(contact)?.organisation,
            try contacts.current(ticket.requester).organisation == organisation
        else { return false }
        return try OrganisationStore(tx, department: department).find(organisation)?.sharesTickets == true
    }

    /// Whether someone whose address was checked is so near to the requester that no agent need let them in: of their
    /// organisation or firm, or their assistant.
    func isNear(_ contact: ID<Contact>, address: String, to ticket: Ticket, at now: Instant) throws -> Bool {
        let writer = try contacts.current(contact), requester = try contacts.current(ticket.requester)
        if let organisation = writer.organisation, organisation == requester.organisation { return true }
        return try sharesDomain(address, requester) || assists(writer, requester, at: now)
    }

    private func sharesDomain(_ address: String, _ requester: Contact) throws -> Bool {
        guard let domain = MailDomain(ofAddress: address), !domain.isPublic else { return false }
        let ways = try IdentityStore(tx, department: department).of(requester.id)
        return ways.contains { $0.kind == .email && MailDomain(ofAddress: $0.value) == domain }
    }

    private func assists(_ writer: Contact, _ requester: Contact, at now: Instant) throws -> Bool {
        let one = try contacts.family(of: [writer.id]), other = try contacts.family(of: [requester.id])
        return try RelationStore(tx, department: department).of(one).contains { relation in
            relation.kind == .assistant && one.contains(relation.contact) && other.contains(relation.other)
                && relation.ends.map { $0 > now } ?? true
        }
    }
}
