import Contacts
import Mail
import Primitives
import Storage
import Tickets

/// Where a letter belongs, and why.
struct Placement: Sendable {
    enum Place: Sendable {
        /// A ticket of its own.
        case new
        /// A ticket of its own whose sender named the number of another without belonging to it.
        case claiming(Ticket)
        /// A ticket of its own that goes on from a closed one.
        case followUp(Ticket)
        case on(Ticket)
    }

    var place: Place
    var why: [Notice]
    /// It came to the signed reply address, which only those know whom we wrote to.
    var isSigned = false
    /// Other tickets of the same conversation: mails that would have led from one to the other came late or never.
    var related: [Ticket] = []
}

/// Finds the ticket of a letter (spec e-mail, "Finding the ticket"). Every step is written down for "Why here?".
struct Threading {
    private let tx: Transaction
    private let department: ID<Department>
    private let identity: MailIdentity
    private let tickets: TicketStore
    private let standing: Standing

    init(_ tx: Transaction, department: ID<Department>, identity: MailIdentity) {
        self.tx = tx
        self.department = department
        self.identity = identity
        tickets = TicketStore(tx, department: department)
        standing = Standing(tx, department: department)
    }

    /// - Parameters:
    ///   - contact: who wrote it
    ///   - prefixes: of ticket numbers
    func place(_ letter: Letter, from contact: ID<Contact>, prefixes: Set<String>) throws -> Placement {
        if let found = try bySignedAddress(letter) ?? byOwnID(letter) ?? byForeignID(letter) {
            return try following(found)
        }
        return try byNumber(letter, from: contact, prefixes: prefixes)
            ?? Placement(place: .new, why: [Notice("why.new", .told)])
    }

    private func bySignedAddress(_ letter: Letter) throws -> Placement? {
        for address in letter.recipientAddresses {
            guard let id = identity.ticket(ofReplyAddress: address), let ticket = try tickets.find(id) else { continue }
            let why = Notice("why.signedAddress", .told, ["number": ticket.number.text])
            return Placement(place: .on(ticket), why: [why], isSigned: true)
        }
        return nil
    }

    private func byOwnID(_ letter: Letter) throws -> Placement? {
        for id in letter.namedIDs {
            guard let message = identity.message(ofMessageID: id),
                let ticket = try MessageStore(tx, department: department).find(message).flatMap({ try tickets.find($0.ticket) })
            else { continue }
            return Placement(place: .on(ticket), why: [Notice("why.ownID", .told, ["id": id, "number": ticket.number.text])])
        }
        return nil
    }

    /// A message that shares an ancestor belongs to the same conversation, even when we never saw that ancestor. The same id over
    /// other words is no relative.
    private func byForeignID(_ letter: Letter) throws -> Placement? {
        let store = ConversationStore(tx, department: department)
        var found: [(ticket: Ticket, why: Notice)] = []
        func add(_ id: String, _ ticket: ID<Ticket>?, _ key: String) throws {
            guard let ticket, !found.contains(where: { $0.ticket.id == ticket }), let ticket = try tickets.find(ticket) else { return }
            found.append((ticket, Notice(key, .told, ["id": id, "number": ticket.number.text])))
        }
        for id in letter.relatedIDs.prefix(Self.mostIDs) where id != letter.mail.messageID {
            try add(id, store.ticket(sharing: id), "why.foreignID")
        }
        if let own = letter.mail.messageID { try add(own, store.ticket(awaiting: own), "why.awaited") }
        guard let first = found.first else { return nil }
        return Placement(place: .on(first.ticket), why: [first.why], related: found.dropFirst().prefix(5).map(\.ticket))
    }

    /// Nearest first; a conversation that shares none of so many is another.
    private static let mostIDs = 60

    /// A number alone never gives access.
    private func byNumber(_ letter: Letter, from contact: ID<Contact>, prefixes: Set<String>) throws -> Placement? {
        for text in SubjectLine(letter.mail.subject).numbers(prefixes: prefixes) {
            guard let number = TicketNumber(text), let ticket = try tickets.find(number) else { continue }
            let values = ["number": number.text]
            if try standing.mayName(contact, ticket) {
                return try following(Placement(place: .on(ticket), why: [Notice("why.number", .told, values)]))
            }
            return Placement(place: .claiming(ticket), why: [Notice("why.numberOfStranger", .refused, values)])
        }
        return nil
    }

    /// Merged: the survivor. Closed: a follow-up.
    private func following(_ found: Placement) throws -> Placement {
        guard case .on(let first) = found.place else { return found }
        var placement = found
        let ticket = try MergeStore(tx, department: department).survivor(of: first)
        placement.place = .on(ticket)
        if ticket.id != first.id {
            placement.why.append(Notice("why.merged", .told, ["number": first.number.text, "survivor": ticket.number.text]))
        }
        if ticket.binned != nil || ticket.state == .spam {
            placement.place = .new
            placement.why.append(Notice("why.binned", .told, ["number": ticket.number.text]))
        } else if ticket.state == .closed {
            placement.place = .followUp(ticket)
        }
        return placement
    }
}
