import Accounts
import Contacts
import Customisation
import Primitives
import Storage

/// A ticket as it leaves for another department: what was said, with files, and who is on it. Read in one look; what a department keeps
/// for itself (its queue, assignee, drafts, links) stays.
struct Shipment: Sendable {
    /// Someone on the ticket, with the ways they are known by.
    struct Person: Sendable {
        let contact: Contact
        let identities: [Identity]
    }

    struct Letter: Sendable {
        let message: Message
        /// Other mails of the conversation, by which a later one is known to belong to it.
        let relatedIDs: [String]
        let files: [File]
    }

    struct File: Sendable {
        let attachment: Attachment
        /// `nil` once erased.
        let bytes: [UInt8]?
    }

    let ticket: Ticket
    let handOver: HandOver
    /// What the desk it comes from is called, and who handed it over.
    let from: String
    let people: [ID<Contact>: Person]
    let participants: [Participant]
    let letters: [Letter]
    let notes: [(note: Note, files: [File])]

    /// So many messages and notes follow a ticket, the newest.
    static let most = 10_000

    /// `nil` where the ticket was not handed over.
    init?(_ id: ID<Ticket>, of department: ID<Department>, _ desk: Desk, _ tx: Transaction) throws {
        guard let ticket = try TicketStore(tx, department: department).find(id),
            let handOver = try HandOverStore(tx, department: department).find(id)
        else { return nil }
        let messages = MessageStore(tx, department: department)
        let said = try messages.messages(of: id, most: Self.most).reversed(), told = try messages.notes(of: id, most: Self.most).reversed()
        let byOwner = try Dictionary(grouping: messages.attachments(of: said.map(\.id.rawValue) + told.map(\.id.rawValue)), by: \.owner)
        func files(of owner: Int64) throws -> [File] {
            try (byOwner[owner] ?? []).map { File(attachment: $0, bytes: try desk.blobs.read($0.hash, department: department.rawValue, tx)) }
        }
        self.ticket = ticket
        self.handOver = handOver
        let actor = try handOver.actor.agent.flatMap { try NameStore(tx, department: department).agents([$0])[$0] }
        from = [ticket.number.text, try DepartmentStore(tx).require(department).name, actor].compactMap(\.self).joined(separator: ", ")
        participants = try ParticipantStore(tx, department: department).of(id)
        letters = try said.map { message in
            let related = try tx.column(
                String.self, "SELECT id FROM mail_id WHERE department = \(department) AND message = \(message.id) AND is_own = 0")
            return Letter(message: message, relatedIDs: related, files: try files(of: message.id.rawValue))
        }
        notes = try told.map { ($0, try files(of: $0.id.rawValue)) }
        let ids = Set([ticket.requester] + participants.map(\.contact) + said.compactMap(\.author.contact))
        people = try Dictionary(uniqueKeysWithValues: ids.map { ($0, try Person($0, of: department, tx)) })
    }
}

extension Shipment.Person {
    fileprivate init(_ id: ID<Contact>, of department: ID<Department>, _ tx: Transaction) throws {
        contact = try ContactStore(tx, department: department).current(id)
        identities = try IdentityStore(tx, department: department).of(contact.id)
    }
}
