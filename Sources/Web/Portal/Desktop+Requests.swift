import Accounts
import Contacts
import Gate
import Primitives
import Search
import Storage
import Tickets

/// A request and whoever came for it, after it was found to be theirs.
struct FoundRequest: Sendable {
    let ticket: Ticket
    let contact: ID<Contact>

    /// What the asker may do to what is theirs. Below this it is treated as by one who may see it: whose it is was asked above.
    var access: Access {
        Access(
            actor: .contact(contact), department: ticket.department,
            grants: [Grant(.see, .ticket, .department), Grant(.solve, .ticket, .department)])
    }
}

extension Desktop {
    /// By a private link. Throws ``TicketError/linkExpired``.
    func request(secret: String, _ tx: Transaction) throws -> FoundRequest {
        let guest = try desk.guest(secret, tx)
        guard let ticket = try TicketStore(tx, department: guest.department).find(guest.ticket), ticket.binned == nil else {
            throw TicketError.linkExpired
        }
        return FoundRequest(ticket: ticket, contact: guest.contact)
    }

    /// By its number, for who is signed in. Throws ``TicketError/unknown`` for one that is not theirs.
    func request(number: String, _ context: ContactContext, _ tx: Transaction) throws -> FoundRequest {
        let department = context.access.department
        let contact = try ContactStore(tx, department: department).current(ID(context.contact))
        let family = Set(try ContactStore(tx, department: department).family(of: [contact.id]))
        guard let number = TicketNumber(number), let ticket = try TicketStore(tx, department: department).find(number),
            family.contains(ticket.requester), ticket.binned == nil
        else { throw TicketError.unknown }
        return FoundRequest(ticket: ticket, contact: contact.id)
    }

    /// Takes an asker's further words. On what is closed they begin a request of their own, which follows it.
    /// - Returns: the secret of the new one, where there is one
    func answer(
        _ text: String, _ files: [UploadedFile], language: Language,
        of find: @escaping @Sendable (Transaction) throws -> FoundRequest
    ) async throws -> Taken? {
        let attachments = try await attachments(files), now = now()
        guard !text.trimmed.isEmpty || !attachments.isEmpty else { throw TicketError.textMissing }
        return try await db.write { tx in
            let found = try find(tx)
            let shown = try RequestTalk(of: found.ticket, for: found.contact, tx).ticket
            var message = NewMessage(.incoming, .form, by: .contact(found.contact), text: text.trimmed)
            message.language = LanguageGuess.of(text, leaningTo: shown.language ?? language)?.language ?? shown.language ?? language
            message.attachments = attachments
            message.subject = shown.subject
            message.why = [Notice("portal.why.link", .told)]
            (message.fromName, message.fromAddress) = try person(found.contact, in: shown.department, tx)
            let access = Access(actor: .contact(found.contact), department: shown.department, grants: [])
            guard shown.state == .closed else {
                _ = try desk.receive(message, on: shown, as: access, at: now, tx)
                return nil
            }
            return try follow(shown, with: message, found, access, at: now, tx)
        }
    }

    private func follow(
        _ closed: Ticket, with message: NewMessage, _ found: FoundRequest, _ access: Access, at now: Instant, _ tx: Transaction
    ) throws -> Taken {
        var new = NewTicket(subject: closed.subject, requester: found.contact, channel: .form, message: message)
        new.language = message.language
        let opened = try desk.open(new, as: access, at: now, tx)
        try LinkStore(tx, department: closed.department).add(ids.next(), opened.ticket.id, .follows, closed.id, at: now)
        return Taken(number: opened.ticket.number, secret: try desk.guestLink(to: opened.ticket.id, for: found.contact, tx))
    }

    private func person(_ id: ID<Contact>, in department: ID<Department>, _ tx: Transaction) throws -> (String, String) {
        let contact = try ContactStore(tx, department: department).require(id)
        let address = try IdentityStore(tx, department: department).of(id).first { $0.kind == .email }?.value ?? ""
        return (contact.name, address)
    }

    /// The asker says that it is done.
    func solve(_ found: FoundRequest) async throws {
        let shown = try await db.read { tx in try RequestTalk(of: found.ticket, for: found.contact, tx).ticket }
        guard shown.state.isActive else { return }
        try await desk.solve(shown.id, seen: shown.version, as: found.access, with: .nothing(.solved))
    }

    /// The asker says that it is not.
    func reopen(_ found: FoundRequest) async throws {
        let shown = try await db.read { tx in try RequestTalk(of: found.ticket, for: found.contact, tx).ticket }
        guard shown.state == .solved else { return }
        try await desk.reopen(shown.id, as: found.access)
    }
}
