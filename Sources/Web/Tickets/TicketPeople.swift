import Accounts
import Contacts
import Primitives
import Storage
import Tickets

/// Everybody who stands on a ticket.
struct TicketPeople: Sendable {
    struct Standing: Sendable {
        let participant: Participant
        let name: String
    }

    let requester: Contact
    let identities: [Identity]
    let organisation: Organisation?
    let affected: String?
    let standing: [Standing]
    /// Whom a reply goes to unless the agent says otherwise.
    let answerTo: Recipients

    init(_ ticket: Ticket, last messages: [Message], _ tx: Transaction) throws {
        let names = NameStore(tx, department: ticket.department)
        requester = try ContactStore(tx, department: ticket.department).require(ticket.requester)
        identities = try IdentityStore(tx, department: ticket.department).of(ticket.requester)
        organisation = try requester.organisation.flatMap { try PeopleStore(tx, department: ticket.department).organisation($0) }
        let participants = try ParticipantStore(tx, department: ticket.department).of(ticket.id)
        let named = try names.contacts(participants.map(\.contact) + (ticket.affected.map { [$0] } ?? []))
        affected = ticket.affected.flatMap { named[$0] }
        standing = participants.map { Standing(participant: $0, name: named[$0.contact] ?? "") }
        let copies = participants.filter { $0.role == .copy && $0.isAccepted }.map(\.contact)
        let addresses = try IdentityStore(tx, department: ticket.department).addresses(of: copies, takingMail: true)
        answerTo = Self.recipients(requester, identities, messages, copies.compactMap { copy in addresses[copy].map { (named[copy] ?? "", $0) } })
    }

    /// The requester at the address they last wrote from, else at their first that takes mail; a copy to everybody who is copied.
    private static func recipients(
        _ requester: Contact, _ identities: [Identity], _ messages: [Message], _ copies: [(name: String, address: String)]
    ) -> Recipients {
        let own = identities.filter { $0.kind == .email && $0.suppressed == nil }.map(\.value)
        let wrote = messages.last { $0.author.contact == requester.id && $0.isVerified && $0.channel == .email && !$0.fromAddress.isEmpty }
        let known = Set(own.map { $0.lowercased() })
        let address = wrote.map(\.fromAddress).flatMap { known.contains($0.lowercased()) ? $0 : nil } ?? own.first
        let to = address.map { [Recipients.Address(name: requester.name, address: $0)] } ?? []
        let cc = copies.filter { copy in !to.contains { $0.address.lowercased() == copy.address.lowercased() } }
        return Recipients(to: to, cc: cc.map { Recipients.Address(name: $0.name, address: $0.address) })
    }
}

/// What is read of people for many at once.
struct PeopleStore {
    private let tx: Transaction
    private let department: ID<Department>

    init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    func organisation(_ id: ID<Organisation>) throws -> Organisation? {
        try tx.first(
            Organisation.self,
            """
            SELECT id, version, department, parent, name, customer_number, domains, notes, shares_tickets FROM organisation
            WHERE department = \(department) AND id = \(id)
            """)
    }

    /// Who is found by what was typed, with their addresses.
    func recipients(_ typed: String, most: Int) throws -> [Recipients.Address] {
        let contacts = try ContactStore(tx, department: department).suggest(typed, most: most)
        let addresses = try IdentityStore(tx, department: department).addresses(of: contacts.map(\.id), takingMail: true)
        return contacts.compactMap { contact in addresses[contact.id].map { Recipients.Address(name: contact.name, address: $0) } }
    }
}
