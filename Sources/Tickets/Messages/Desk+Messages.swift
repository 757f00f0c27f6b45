import Accounts
import Contacts
import Events
import Outbox
import Primitives
import Search
import Storage

/// An answer as an agent wrote it.
package struct Reply: Sendable {
    /// What happens to the ticket when it goes out.
    package enum Then: String, Sendable, Codable, CaseIterable {
        case wait, solve, keepOpen
    }

    package var text: String
    package var recipients: Recipients
    package var channel: ChannelName
    package var then: Then
    package var attachments: [NewAttachment]
    package var fromName: String
    /// How long it can be taken back.
    package var hold: Duration

    package init(
        text: String, recipients: Recipients, channel: ChannelName = .email, then: Then = .wait, attachments: [NewAttachment] = [],
        fromName: String = "", hold: Duration = .seconds(10)
    ) {
        self.text = text
        self.recipients = recipients
        self.channel = channel
        self.then = then
        self.attachments = attachments
        self.fromName = fromName
        self.hold = hold
    }
}

extension Desk {
    /// Answers the customer. The message is recorded and put into the outbox in one commit; an unassigned ticket becomes the
    /// answering agent's.
    ///
    /// Throws ``TicketError/textMissing``, ``TicketError/noRecipient``, ``TicketError/suppressed(_:)`` and, when something
    /// arrived since `seen`, ``TicketError/changedMeanwhile(_:what:)``; what was typed stays as the draft.
    package func reply(_ id: ID<Ticket>, seen: Version, as access: Access, _ reply: Reply) async throws -> ID<Message> {
        guard !reply.text.trimmed.isEmpty || !reply.attachments.isEmpty else { throw TicketError.textMissing }
        guard !reply.recipients.to.isEmpty else { throw TicketError.noRecipient }
        let message: ID<Message> = ids.next()
        try await change(id, seen: seen, .answer, by: access) { change in
            if reply.channel == .email { try change.demandReachable(reply.recipients, in: access.department) }
            try change.send(reply, as: message, of: self)
            try change.takeUnlessTaken()
            change.spoke(.desk, reply.text)
            switch reply.then {
            case .wait: change.set(.pending)
            case .solve: change.set(.solved)
            case .keepOpen: change.set(.open)
            }
            try ReplyStepStore(change.tx, department: access.department).insert(
                ReplyStep(message: message, from: change.before, to: change.ticket))
            if let agent = access.agent { try DraftStore(change.tx, department: access.department).remove(.reply, of: agent, on: id) }
        }
        return message
    }

    /// Adds a note. It tells colleagues only and has no way out.
    package func note(_ id: ID<Ticket>, as access: Access, text: String, attachments: [NewAttachment] = []) async throws -> ID<Note> {
        guard !text.trimmed.isEmpty || !attachments.isEmpty else { throw TicketError.textMissing }
        let note: ID<Note> = ids.next()
        try await change(id, seen: nil, .answer, by: access) { change in
            try change.write(note, text, attachments)
            if let agent = access.agent { try DraftStore(change.tx, department: access.department).remove(.note, of: agent, on: id) }
        }
        return note
    }

    /// A message that came in for a ticket that is there, within a transaction of the caller's. Told on the survivor of a merged
    /// one; of someone whom an agent accepted for all of the requester's tickets it speaks at once.
    /// - Returns: the message, and the ticket after it
    package func receive(
        _ message: NewMessage, on ticket: Ticket, as access: Access, at now: Instant, _ tx: Transaction
    ) throws -> (ID<Message>, Ticket) {
        let store = TicketStore(tx, department: access.department)
        let ticket = try MergeStore(tx, department: access.department).survivor(of: ticket)
        var change = Change(ticket, in: store, by: access, of: self, at: now)
        var message = message
        if !message.isVerified, let contact = message.author.contact,
            try ParticipantStore(tx, department: access.department).trusts(contact, with: ticket.requester)
        {
            message.isVerified = true
            try change.welcome(contact, always: false)
        }
        let id: ID<Message> = ids.next()
        try say(message, as: id, on: ticket, as: access, at: now, tx)
        // Where it was handed over to, it is heard.
        if try HandOverStore(tx, department: access.department).find(ticket.id) != nil {
            try carryOn(ticket.id, in: access.department, at: now, tx)
            return (id, ticket)
        }
        try change.heard(message)
        return (id, try change.save())
    }
}

extension Desk {
    /// A note that came from outside the pages, within a transaction of the caller's.
    package func note(
        on ticket: Ticket, text: String, _ attachments: [NewAttachment], as access: Access, at now: Instant, _ tx: Transaction
    ) throws {
        var change = Change(ticket, in: TicketStore(tx, department: access.department), by: access, of: self, at: now)
        try change.write(ids.next(), text, attachments)
        _ = try change.save()
    }

    /// Notes that a message may arrive twice.
    package func markTwice(_ id: ID<Message>, in department: ID<Department>, _ tx: Transaction) throws {
        try tx.run("UPDATE message SET twice = 1 WHERE department = \(department) AND id = \(id)")
    }

    /// Tells what became of a message on its way out.
    package func tellDelivery(of message: Message, state: String, in department: ID<Department>, at now: Instant, _ tx: Transaction) throws {
        let told = EventDraft(
            .ticketDelivery, department: department, actor: .system, ticket: message.thread.rawValue,
            values: ["message": message.id.text, "state": state])
        try EventStore(tx).append(told, id: ids.next(), at: now)
    }
}

extension Change {
    /// Notes what the last words were and who said them.
    mutating func spoke(_ side: Ticket.Side, _ text: String) {
        ticket.snippet = Snippet.of(text)
        ticket.spokeLast = side
        ticket.active = at
        if side == .desk { ticket.waitingSince = nil }
    }

    /// What a message from outside does to the ticket: a customer's words wake it, automatic ones, thanks and unverified ones do
    /// not.
    mutating func heard(_ message: NewMessage) throws {
        tell(.ticketActive, ["automatic": message.isAutomatic ? "1" : "0"])
        guard !message.isAutomatic, message.isVerified else {
            ticket.active = at
            return
        }
        spoke(.customer, message.text)
        guard message.mark != .thanks else { return }
        ticket.waitingSince = ticket.waitingSince ?? at
        try wake()
    }

    /// The customer has spoken: a pause ends, and what was solved goes on, with its assignee where they still work the queue.
    mutating func wake() throws {
        guard [.pending, .onHold, .solved, .closed].contains(ticket.state) else { return }
        if !ticket.state.isActive, let assignee = ticket.assignee, try !store.mayTake(assignee, ticket) { unassign() }
        set(.open)
    }

    func demandReachable(_ recipients: Recipients, in department: ID<Department>) throws {
        let identities = IdentityStore(tx, department: department)
        for recipient in recipients.all {
            if try identities.find(.email, recipient.address)?.suppressed != nil { throw TicketError.suppressed(recipient.address) }
        }
    }

    mutating func send(_ reply: Reply, as id: ID<Message>, of desk: Desk) throws {
        var message = NewMessage(.outgoing, reply.channel, by: access.actor, text: reply.text)
        message.recipients = reply.recipients
        message.subject = ticket.subject
        message.fromName = reply.fromName
        message.language = ticket.language
        message.attachments = reply.attachments
        try desk.post(message, as: id, on: ticket, by: access, isMachine: false, due: at + reply.hold, at: at, tx)
        tell(.ticketActive)
    }

    mutating func write(_ id: ID<Note>, _ text: String, _ attachments: [NewAttachment] = []) throws {
        let store = MessageStore(tx, department: store.department)
        let note = Note(id: id, ticket: ticket.id, thread: ticket.id, author: access.actor, text: text, at: at, redacted: nil)
        try store.insert(note)
        for attachment in attachments { try store.insert(newID(), attachment, on: ticket.id, owner: id.rawValue, at: at) }
        try SearchStore(tx, department: access.department).put(
            SearchDocument(.note, id.rawValue, ticket: ticket.id.rawValue, text: text, language: ticket.language), isNew: true)
        tell(.ticketNote, ["note": id.text])
    }
}

extension Desk {
    /// Records a message that goes out and puts it into the outbox, in the caller's transaction.
    package func post(
        _ message: NewMessage, as id: ID<Message>, on ticket: Ticket, by access: Access, isMachine: Bool, due: Instant, at now: Instant,
        _ tx: Transaction
    ) throws {
        try say(message, as: id, on: ticket, as: access, at: now, tx)
        try OutboxStore(tx).put(
            ids.next(), department: access.department, channel: message.channel.rawValue, owner: id.rawValue, isMachine: isMachine,
            envelope: "{}", due: due, at: now)
    }
}
