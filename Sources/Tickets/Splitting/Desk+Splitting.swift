import Accounts
import Contacts
import Events
import Markup
import Primitives
import Search
import Storage

extension Desk {
    /// Makes a message that looks like a new request a ticket of its own, linked with the one it came on. Merging the two undoes it.
    ///
    /// Throws ``TicketError/cannotSplit`` for the only message of a ticket and for what is no customer's.
    @discardableResult
    package func split(_ message: ID<Message>, from id: ID<Ticket>, as access: Access) async throws -> Opened {
        let now = now()
        return try await db.write { tx in
            let store = TicketStore(tx, department: access.department), messages = MessageStore(tx, department: access.department)
            try access.demand(.create, .ticket)
            let old = try store.require(id, .answer, by: access)
            guard old.binned == nil else { throw TicketError.isBinned(old.number) }
            guard old.state != .merged else { throw TicketError.isMerged(old.number) }
            let message = try messages.require(message, in: id)
            let isAlone = try messages.messages(of: id, most: 2).count < 2
            guard message.direction == .incoming, message.redacted == nil, !isAlone else { throw TicketError.cannotSplit }
            let ticket = try splitOff(message, from: old, as: access, at: now, tx)
            var change = Change(old, in: store, by: access, of: self, at: now)
            try change.retellWaiting()
            change.tell(.ticketSplit, ["message": message.id.text, "other": ticket.id.text, "what": "to"])
            _ = try change.save()
            return Opened(ticket: ticket, message: message.id)
        }
    }

    private func splitOff(_ message: Message, from old: Ticket, as access: Access, at now: Instant, _ tx: Transaction) throws -> Ticket {
        let store = TicketStore(tx, department: access.department)
        let requester = message.author.contact ?? old.requester
        var new = NewTicket(subject: message.subject, requester: requester, channel: message.channel)
        if new.subject.trimmed.isEmpty { new.subject = PlainText.excerpt(of: message.text, length: 100) }
        if new.subject.trimmed.isEmpty { new.subject = old.subject }
        (new.queue, new.language) = (old.queue, message.language ?? old.language)
        let opened = try open(new, as: access, at: now, tx).ticket
        let messages = MessageStore(tx, department: access.department)
        try messages.move(message, to: opened)
        let files = try messages.attachments(of: [message.id.rawValue]).map(\.name)
        try SearchStore(tx, department: access.department).put(
            SearchDocument(
                .message, message.id.rawValue, ticket: opened.id.rawValue, text: message.searchText(files: files),
                language: message.language ?? old.language))
        try LinkStore(tx, department: access.department).add(ids.next(), opened.id, .related, old.id, at: now)
        var change = Change(opened, in: store, by: access, of: self, at: now)
        try change.retell()
        change.ticket.waitingSince = message.isAutomatic ? nil : message.at
        change.tell(.ticketSplit, ["message": message.id.text, "other": old.id.text, "what": "from"])
        return try change.save()
    }
}

extension MessageStore {
    /// Tells a message, with its files and ids, on another ticket, whose requester wrote it.
    fileprivate func move(_ message: Message, to ticket: Ticket) throws {
        try tx.run(
            """
            UPDATE message SET ticket = \(ticket.id), thread = \(ticket.id), mark = NULL, is_verified = 1, version = version + 1
            WHERE department = \(department) AND id = \(message.id)
            """)
        try tx.run("UPDATE attachment SET ticket = \(ticket.id) WHERE department = \(department) AND owner = \(message.id)")
        try tx.run("UPDATE mail_id SET ticket = \(ticket.id) WHERE department = \(department) AND message = \(message.id)")
        guard let contact = message.author.contact else { return }
        try tx.run(
            """
            UPDATE timeline SET ticket = \(ticket.id)
            WHERE department = \(department) AND contact = \(contact) AND object = \(message.id)
            """)
    }
}
