import Accounts
import Contacts
import Events
import Jobs
import Primitives
import Search
import Storage

/// Brings tickets that were handed over to the department that has them now, in one database or another.
///
/// What arrives is one commit there, under what it was called here; only then its number is written down here. Run again after a crash
/// on either side, it goes on where it was and brings nothing twice.
package struct HandingOver: Sendable {
    package static let job = "ticket.handOver"

    private let desk: Desk
    private let branches: Branches

    /// - Parameter desk: of the departments that hand over
    package init(_ desk: Desk, _ branches: Branches) {
        self.desk = desk
        self.branches = branches
    }

    /// How long it waits for a department that is away, as often as it takes.
    private static let pause = Duration.seconds(15)

    package var handler: JobHandler {
        JobHandler(Self.job) { job in
            guard let id = HandOverPayload(job.payload).flatMap({ ID<Ticket>($0.ticket) }) else { return }
            do {
                try await carry(id, of: job.department)
            } catch is BranchError {
                let now = desk.now(), later = now + Self.pause
                try await desk.db.write { tx in try desk.carryOn(id, in: job.department, at: now, due: later, tx) }
            }
        }
    }

    /// Throws ``BranchError/away(_:)`` while the other department's database does not answer.
    package func carry(_ id: ID<Ticket>, of department: ID<Department>) async throws {
        let desk = desk
        guard let shipment = try await desk.db.read({ tx in try Shipment(id, of: department, desk, tx) }) else { return }
        let other = try branches.desk(of: shipment.handOver.to)
        let blobs = try await shipment.prepared(by: other.blobs), now = other.now()
        let number = try await other.db.write { tx in
            try Arriving(shipment, blobs, at: other, now, tx).number()
        }
        guard shipment.handOver.number == nil else { return }
        let told = EventDraft(.ticketHandedOver, department: department, actor: .system, ticket: id.rawValue, values: ["number": number.text])
        try await desk.db.write { tx in
            try HandOverStore(tx, department: department).setNumber(of: id, number)
            try EventStore(tx).append(told, id: desk.ids.next(), at: now)
        }
    }
}

extension Shipment {
    /// Its files, ready to be named by a commit there, by their hash.
    fileprivate func prepared(by blobs: BlobStore) async throws -> [[UInt8]: Blob] {
        var ready: [[UInt8]: Blob] = [:]
        for file in letters.flatMap(\.files) + notes.flatMap(\.files) where ready[file.attachment.hash] == nil {
            if let bytes = file.bytes { ready[file.attachment.hash] = try await blobs.prepare(bytes) }
        }
        return ready
    }
}

/// One arrival, within a transaction of the department that it reaches.
private struct Arriving {
    private let shipment: Shipment
    private let blobs: [[UInt8]: Blob]
    private let desk: Desk
    private let now: Instant
    private let tx: Transaction
    private let department: ID<Department>
    private let arrivals: ArrivalStore
    private let access: Access

    init(_ shipment: Shipment, _ blobs: [[UInt8]: Blob], at desk: Desk, _ now: Instant, _ tx: Transaction) {
        (self.shipment, self.blobs, self.desk, self.now, self.tx) = (shipment, blobs, desk, now, tx)
        department = shipment.handOver.to
        arrivals = ArrivalStore(tx, in: department, from: shipment.ticket.department)
        access = .system(department)
    }

    /// The number the ticket has here, after all that was said on it so far is here too.
    func number() throws -> TicketNumber {
        let store = TicketStore(tx, department: department), origin = shipment.ticket.id.rawValue
        if let known = try arrivals.object(.ticket, origin) {
            // One that was deleted here since stays deleted.
            guard let ticket = try store.find(ID(known)) else { return shipment.handOver.number ?? shipment.ticket.number }
            return try follow(ticket)
        }
        let ticket = try open(store)
        try arrivals.note(.ticket, origin, as: ticket.id.rawValue, at: now)
        for letter in shipment.letters { try put(letter, on: ticket) }
        for (note, files) in shipment.notes { try put(note, files, on: ticket) }
        var change = Change(ticket, in: store, by: access, of: desk, at: now)
        try change.retellWaiting()
        change.tell(.ticketArrived, ["from": shipment.ticket.department.text])
        try change.write(desk.ids.next(), "\(shipment.from)\n\n\(shipment.handOver.reason)")
        return try change.save().number
    }

    private func open(_ store: TicketStore) throws -> Ticket {
        let old = shipment.ticket
        var new = NewTicket(subject: old.subject, requester: try person(old.requester), channel: old.channel)
        (new.kind, new.priority, new.language, new.tags) = (old.kind, old.priority, old.language, old.tags)
        let ticket = try desk.open(new, as: access, at: old.opened, told: false, tx).ticket
        for participant in shipment.participants {
            try ParticipantStore(tx, department: department).add(
                try person(participant.contact), participant.role, to: ticket.id, isAccepted: participant.isAccepted,
                seesFrom: participant.seesFrom, at: now)
        }
        return ticket
    }

    /// What was said there since wakes the ticket here, as if it had come here.
    private func follow(_ ticket: Ticket) throws -> TicketNumber {
        var current = ticket
        for letter in shipment.letters where try arrivals.object(.message, letter.message.id.rawValue) == nil {
            let (id, next) = try desk.receive(try message(letter), on: current, as: access, at: now, tx)
            try arrivals.note(.message, letter.message.id.rawValue, as: id.rawValue, at: now)
            current = next
        }
        for (note, files) in shipment.notes where try arrivals.object(.note, note.id.rawValue) == nil {
            try put(note, files, on: current)
        }
        return ticket.number
    }

    private func put(_ letter: Shipment.Letter, on ticket: Ticket) throws {
        let id: ID<Message> = desk.ids.next()
        try desk.say(try message(letter), as: id, on: ticket, as: access, at: letter.message.at, told: false, tx)
        if letter.message.withdrawn != nil || letter.message.redacted != nil {
            try tx.run(
                """
                UPDATE message SET withdrawn_at = \(letter.message.withdrawn), redacted_at = \(letter.message.redacted)
                WHERE department = \(department) AND id = \(id)
                """)
        }
        try arrivals.note(.message, letter.message.id.rawValue, as: id.rawValue, at: now)
    }

    private func put(_ note: Note, _ files: [Shipment.File], on ticket: Ticket) throws {
        let author = Access(actor: note.author, department: department, grants: Grant.everything)
        var change = Change(ticket, in: TicketStore(tx, department: department), by: author, of: desk, at: note.at)
        let id: ID<Note> = desk.ids.next()
        try change.write(id, note.text, attachments(files))
        try arrivals.note(.note, note.id.rawValue, as: id.rawValue, at: now)
    }

    private func message(_ letter: Shipment.Letter) throws -> NewMessage {
        let old = letter.message
        let author = try old.author.contact.map { Actor.contact(try person($0)) } ?? old.author
        var message = NewMessage(old.direction, old.channel, by: author, text: old.text)
        (message.fromName, message.fromAddress, message.recipients) = (old.fromName, old.fromAddress, old.recipients)
        (message.subject, message.quoted, message.html, message.htmlVersion) = (old.subject, old.quoted, old.html, old.htmlVersion)
        (message.language, message.messageID, message.relatedIDs) = (old.language, old.messageID, letter.relatedIDs)
        (message.why, message.notices, message.mark) = (old.why, old.notices, old.mark)
        (message.isAutomatic, message.isVerified, message.written) = (old.isAutomatic, old.isVerified, old.written)
        message.attachments = attachments(letter.files)
        return message
    }

    private func attachments(_ files: [Shipment.File]) -> [NewAttachment] {
        files.compactMap { file in
            guard file.attachment.redacted == nil, let blob = blobs[file.attachment.hash] else { return nil }
            return NewAttachment(
                name: file.attachment.name, type: file.attachment.type, blob: blob, contentID: file.attachment.contentID,
                isInline: file.attachment.isInline)
        }
    }

    /// Whom the department knows by one of their ways, or somebody new to it.
    private func person(_ id: ID<Contact>) throws -> ID<Contact> {
        guard let person = shipment.people[id] else { throw TicketError.unknown }
        let contacts = ContactStore(tx, department: department), identities = IdentityStore(tx, department: department)
        for identity in person.identities {
            if let known = try contacts.find(identity.kind, identity.value) { return try contacts.current(known.id).id }
        }
        let contact = Contact(id: desk.ids.next(), department: department, name: person.contact.name, language: person.contact.language)
        try contacts.insert(contact, at: now)
        for identity in person.identities {
            try identities.add(desk.ids.next(), identity.kind, identity.value, to: contact.id, at: now)
            if let why = identity.suppressedWhy { try identities.suppress(identity.kind, identity.value, why: why, at: now) }
        }
        try EventStore(tx).append(
            EventDraft(.contactCreated, department: department, actor: .system, values: ["contact": contact.id.text]), id: desk.ids.next(), at: now)
        return contact.id
    }
}
