import Accounts
import Contacts
import Events
import Markup
import Primitives
import Search
import Storage

/// What a new ticket is made of. Only a subject or a text is needed.
package struct NewTicket: Sendable {
    package var subject: String
    package var requester: ID<Contact>
    package var message: NewMessage?
    /// `nil`: where tickets arrive.
    package var queue: ID<Queue>?
    package var kind = TicketKind.question
    package var priority = Priority.normal
    package var category: ID<Category>?
    package var affected: ID<Contact>?
    package var complainedAbout: ID<Contact>?
    package var assignee: ID<Agent>?
    package var language: Language?
    package var channel: ChannelName
    package var tags: [Tag] = []
    /// The question of the log that it takes on.
    package var question: ID<Question>?
    /// Contacts who are copied from the first message on.
    package var copies: [ID<Contact>] = []

    package init(subject: String, requester: ID<Contact>, channel: ChannelName, message: NewMessage? = nil) {
        self.subject = subject
        self.requester = requester
        self.channel = channel
        self.message = message
    }
}

/// A ticket that was opened, and its first message.
package struct Opened: Sendable {
    package let ticket: Ticket
    package let message: ID<Message>?
}

extension Desk {
    /// Opens a ticket. Throws ``TicketError/subjectMissing`` when it has neither subject nor text.
    package func open(_ new: NewTicket, as access: Access) async throws -> Opened {
        let now = now()
        return try await db.write { tx in
            try access.demand(.create, .ticket)
            return try open(new, as: access, at: now, tx)
        }
    }

    /// The same within a transaction of the caller's, who has asked the policy.
    /// - Parameter told: `false` where the caller tells of it, as of a ticket that was opened elsewhere
    package func open(_ new: NewTicket, as access: Access, at now: Instant, told: Bool = true, _ tx: Transaction) throws -> Opened {
        let store = TicketStore(tx, department: access.department)
        let queues = QueueStore(tx, department: access.department)
        let queue = try new.queue.map(queues.require) ?? queues.first()
        let ticket = try ticket(new, in: queue, number: NumberStore(tx, department: access.department).next(), at: now)
        if let assignee = new.assignee, try !store.mayTake(assignee, ticket) { throw TicketError.cannotTake }
        if let category = new.category { try store.demandCategory(category) }
        try store.insert(ticket)
        try store.index(ticket, isNew: true)
        if told { try tell(ticket, in: queue, as: access, at: now, tx) }
        try TimelineStore(tx, department: access.department).append(
            ids.next(), .opened, of: new.requester, channel: new.channel.rawValue, ticket: ticket.id.rawValue, at: now)
        for copy in new.copies where copy != new.requester {
            try ParticipantStore(tx, department: access.department).add(copy, .copy, to: ticket.id, isAccepted: true, at: now)
        }
        if let question = new.question { try passOn(question, to: ticket, as: access, at: now, tx) }
        guard let message = new.message else { return Opened(ticket: ticket, message: nil) }
        let id: ID<Message> = ids.next()
        try say(message, as: id, on: ticket, as: access, at: now, tx)
        return Opened(ticket: ticket, message: id)
    }

    private func tell(_ ticket: Ticket, in queue: Queue, as access: Access, at now: Instant, _ tx: Transaction) throws {
        let opened = EventDraft(
            .ticketOpened, department: access.department, actor: access.actor, ticket: ticket.id.rawValue,
            values: ["channel": ticket.channel.rawValue, "queue": queue.id.text, "assignee": ticket.assignee?.text ?? ""])
        try EventStore(tx).append(opened, id: ids.next(), at: now)
    }

    private func ticket(_ new: NewTicket, in queue: Queue, number: TicketNumber, at now: Instant) throws -> Ticket {
        let text = new.message?.text ?? ""
        let subject = new.subject.trimmed.isEmpty ? PlainText.excerpt(of: text.cut(1000), length: 100) : new.subject.trimmed
        guard !subject.isEmpty || new.message?.attachments.isEmpty == false || new.channel == .email else {
            throw TicketError.subjectMissing
        }
        let isFromCustomer = new.message.map { $0.direction == .incoming } ?? true
        return Ticket(
            id: ids.next(), version: .first, department: queue.department, number: number, subject: subject.cut(500),
            state: new.assignee == nil ? .new : .open, kind: new.kind, priority: new.priority, category: new.category,
            queue: queue.id, tier: queue.tier, assignee: new.assignee, requester: new.requester, affected: new.affected, complainedAbout: new.complainedAbout,
            isConfidential: false,
            language: new.language, channel: new.channel, tags: Tag.distinct(new.tags), snippet: Snippet.of(text),
            spokeLast: isFromCustomer ? .customer : .desk, opened: now, active: now,
            waitingSince: isFromCustomer && new.message?.isAutomatic != true ? now : nil, solved: nil, mergedInto: nil, binned: nil,
            stateBefore: nil)
    }

    /// Writes a message with its files, search document, timeline and event; the ticket's row is the caller's.
    /// - Parameter told: `false` where the caller tells of it
    func say(
        _ message: NewMessage, as id: ID<Message>, on ticket: Ticket, as access: Access, at now: Instant, told: Bool = true, _ tx: Transaction
    ) throws {
        let store = MessageStore(tx, department: access.department)
        try store.insert(id, message, on: ticket.id, thread: ticket.id, at: now)
        for attachment in message.attachments {
            try store.insert(ids.next(), attachment, on: ticket.id, owner: id.rawValue, at: now)
        }
        try SearchStore(tx, department: access.department).put(
            SearchDocument(
                .message, id.rawValue, ticket: ticket.id.rawValue, text: message.searchText, language: message.language ?? ticket.language),
            isNew: true)
        try TimelineStore(tx, department: access.department).append(
            ids.next(), message.direction == .incoming ? .wrote : .answered, of: message.author.contact ?? ticket.requester,
            channel: message.channel.rawValue, ticket: ticket.id.rawValue, object: id.rawValue, at: now)
        if !told { return }
        let said = EventDraft(
            .ticketMessage, department: access.department, actor: message.author, ticket: ticket.id.rawValue,
            values: [
                "message": id.text, "direction": message.direction.rawValue, "channel": message.channel.rawValue,
                "automatic": message.isAutomatic ? "1" : "0", "verified": message.isVerified ? "1" : "0",
            ])
        try EventStore(tx).append(said, id: ids.next(), at: now)
    }
}

extension NewMessage {
    fileprivate var searchText: String {
        ([fromName, fromAddress, text, quoted] + attachments.map(\.name)).filter { !$0.isEmpty }.joined(separator: "\n")
    }
}

extension TicketStore {
    /// Renews the search document of the ticket itself.
    /// - Parameter thread: where it is told; `nil` for itself
    func index(_ ticket: Ticket, in thread: ID<Ticket>? = nil, isNew: Bool = false) throws {
        let text = ([ticket.number.text, ticket.subject] + ticket.tags.map(\.text)).joined(separator: "\n")
        try SearchStore(tx, department: department).put(
            SearchDocument(.ticket, ticket.id.rawValue, ticket: (thread ?? ticket.id).rawValue, text: text, language: ticket.language),
            isNew: isNew)
    }
}
