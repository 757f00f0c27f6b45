import Accounts
import Contacts
import Customisation
import Mail
import Primitives
import Storage
import Tickets

/// The second of a mail's two commits: from a letter to what it becomes on the desk.
struct EmailIntake {
    /// What a department's mail needs to know of it.
    struct Office: Sendable {
        let department: ID<Department>
        let identity: MailIdentity
        /// Of ticket numbers.
        let prefixes: Set<String>
        /// Mail servers whose word on a sender counts.
        let trustedHosts: Set<String>
        /// Whether an address is one of the desk's own.
        let isOurs: @Sendable (String) -> Bool
        /// Whether checked colleagues of a requester may write at once.
        let acceptsColleagues: @Sendable (ID<Queue>) -> Bool
    }

    let tx: Transaction
    let desk: Desk
    let office: Office
    let letter: Letter
    let now: Instant

    /// The row's outcome; the row itself is the caller's.
    func take() throws -> MailOutcome {
        if let dropped = ourOwn() { return dropped }
        if let seen = try ArchiveStore(tx).same(as: letter) {
            return MailOutcome(
                outcome: seen.outcome, ticket: seen.ticket, message: seen.message, why: [Notice("why.seenBefore", .told)])
        }
        switch letter.report.kind {
        case .bounce: return try EmailBounce(tx: tx, desk: desk, office: office, letter: letter, now: now).take()
        case .feedbackLoop, .deliveryReport: return automatic(on: try originalTicket()?.id)
        case .autoReply, .message: return try place()
        }
    }

    /// Mail of ours that came back: dropped, or two desks would talk for ever.
    private func ourOwn() -> MailOutcome? {
        let isMarked = letter.mail.headers.all(MailIdentity.loopHeader).contains(where: office.identity.isLoopMark)
        let isOwnID = letter.mail.messageID.flatMap(office.identity.message) != nil
        guard isMarked || isOwnID, letter.report.kind == .message || letter.report.kind == .autoReply else { return nil }
        let values = ["from": letter.sender.address, "to": letter.recipientAddresses.first ?? ""]
        return MailOutcome(outcome: .ignored, ticket: nil, message: nil, why: [Notice("why.ourOwn", .refused, values)])
    }

    private func originalTicket() throws -> Ticket? {
        let ids = letter.report.originalMessageIDs.compactMap(office.identity.message)
        guard let id = ids.first, let message = try MessageStore(tx, department: office.department).find(id) else { return nil }
        return try TicketStore(tx, department: office.department).find(message.thread)
    }

    private func automatic(on ticket: ID<Ticket>?) -> MailOutcome {
        MailOutcome(
            outcome: .automatic, ticket: ticket, message: nil, why: [Notice("why.automatic", .told, ["reason": letter.report.reason])])
    }

    private func place() throws -> MailOutcome {
        let check = SenderCheck(of: letter.mail, trusting: office.trustedHosts)
        let writer = try writer(check)
        if writer.agent != nil, let inner = letter.forwarded, let address = inner.address, !office.isOurs(address) {
            return try openForwarded(inner, by: writer)
        }
        let threading = Threading(tx, department: office.department, identity: office.identity)
        var placement = try threading.place(letter, from: writer.id, prefixes: office.prefixes)
        if letter.report.kind == .message { try join(&placement) }
        if let check { placement.why.append(Notice("why.senderProven", .told, ["host": check.host])) }
        switch placement.place {
        case .on(let ticket): return try attach(to: ticket, by: writer, placement, isProven: check != nil)
        case .new where isMachineAnswer: return automatic(on: nil)
        case .new: return try open(for: writer, placement.why)
        case .claiming(let claimed) where isMachineAnswer: return automatic(on: claimed.id)
        case .claiming(let claimed): return try open(for: writer, placement.why, link: .claims, to: claimed)
        case .followUp(let closed) where letter.report.kind == .autoReply || letter.isOnlyThanks:
            return try attach(to: closed, by: writer, placement, isProven: check != nil)
        case .followUp(let closed):
            let why = placement.why + [Notice("why.closed", .told, ["number": closed.number.text])]
            return try open(for: writer, why, link: .follows, to: closed)
        }
    }

    /// Whose address was checked it is; an organisation's address makes them one of its people.
    private func writer(_ check: SenderCheck?) throws -> Contact {
        let writers = EmailWriter(tx: tx, desk: desk, letter: letter, now: now)
        let writer = try writers.find()
        guard check != nil else { return writer }
        try IdentityStore(tx, department: office.department).verify(.email, letter.sender.address, at: now)
        return try writers.find()
    }

    /// An answer without a question is nobody's request; what a monitor reports is, and what only looks like an answer by its
    /// subject: "Out of office: how do I turn it on?"
    private var isMachineAnswer: Bool {
        guard letter.report.kind == .autoReply, letter.report.automaticSigns.contains(where: { !$0.hasPrefix("Subject: ") }) else {
            return false
        }
        return letter.mail.headers["Auto-Submitted"]?.lowercased().hasPrefix("auto-generated") != true
    }

    private func attach(to ticket: Ticket, by writer: Contact, _ placement: Placement, isProven: Bool) throws -> MailOutcome {
        let standing = Standing(tx, department: office.department)
        let asks = try standing.asks(writer.id, on: ticket)
        if let agent = writer.agent, !asks { return try note(on: ticket, by: agent, writer, placement.why) }
        let belongs = try standing.belongs(writer.id, to: ticket)
        var message = letter.message(by: writer.id, placement.why)
        if !belongs {
            let entry = try entry(of: writer, to: ticket, placement, isProven, standing)
            message.isVerified = entry != nil
            message.why.append(contentsOf: entry ?? [Notice("why.unverified", .refused, ["address": letter.sender.address])])
        }
        message.mark = try mark(on: ticket)
        let (id, _) = try desk.receive(message, on: ticket, as: access(of: writer), at: now, tx)
        if placement.isSigned && belongs {
            try IdentityStore(tx, department: office.department).verify(.email, letter.sender.address, at: now)
        }
        try addCopies(to: ticket.id, isAccepted: asks)
        try relate(ticket, to: placement.related)
        let outcome: RawMail.Outcome = letter.report.kind == .autoReply ? .automatic : .reply
        return MailOutcome(outcome: outcome, ticket: ticket.id, message: id, why: message.why)
    }

    /// Tickets that turn out to be one conversation are told as one, where nobody has worked on them yet.
    private func join(_ placement: inout Placement) throws {
        guard case .on(var ticket) = placement.place else { return }
        let merges = MergeStore(tx, department: office.department)
        for other in try placement.related.map(merges.survivor) where other.id != ticket.id {
            guard let joined = try desk.join(ticket.id, other.id, in: office.department, at: now, tx) else { continue }
            ticket = joined.survivor
            placement.why.append(
                Notice("why.joined", .told, ["number": joined.loser.number.text, "survivor": joined.survivor.number.text]))
        }
        placement.place = .on(ticket)
    }

    /// Those on which someone has are linked, so that an agent can merge them.
    private func relate(_ ticket: Ticket, to others: [Ticket]) throws {
        let merges = MergeStore(tx, department: office.department)
        for other in try others.map(merges.survivor) where other.id != ticket.id && other.binned == nil {
            try LinkStore(tx, department: office.department).add(desk.ids.next(), ticket.id, .related, other.id, at: now)
        }
    }

    /// Why someone who does not stand on the ticket is heard at once; `nil` when an agent has to let them in. Machines never are
    /// let in: a service that mails a code to the reply address must not tell it to whoever reads the ticket.
    private func entry(
        of writer: Contact, to ticket: Ticket, _ placement: Placement, _ isProven: Bool, _ standing: Standing
    ) throws -> [Notice]? {
        guard letter.report.kind == .message, !letter.sender.isReadByNobody else { return nil }
        if try placement.isSigned || standing.sharesTickets(writer.id, ticket) { return [] }
        guard isProven, office.acceptsColleagues(ticket.queue),
            try standing.isNear(writer.id, address: letter.sender.address, to: ticket, at: now)
        else { return nil }
        return [Notice("why.colleague", .told, ["address": letter.sender.address])]
    }

    /// An agent's mail without a proof that it is theirs tells colleagues, not the customer.
    private func note(on ticket: Ticket, by agent: ID<Agent>, _ writer: Contact, _ why: [Notice]) throws -> MailOutcome {
        guard letter.report.kind == .message else { return automatic(on: ticket.id) }
        try desk.note(on: ticket, text: letter.trimmed.reply, letter.attachments, as: access(of: writer), at: now, tx)
        try ConversationStore(tx, department: office.department).remember(letter, on: ticket.id)
        return MailOutcome(
            outcome: .reply, ticket: ticket.id, message: nil, why: why + [Notice("why.agentByMail", .told)])
    }

    private func open(for writer: Contact, _ why: [Notice], link kind: Link.Kind? = nil, to other: Ticket? = nil) throws -> MailOutcome {
        var message = letter.message(by: writer.id, why)
        if try hasCollision() { message.mark = .idCollision }
        var new = NewTicket(subject: letter.mail.subject, requester: writer.id, channel: .email, message: message)
        new.language = letter.language ?? writer.language
        if letter.report.automaticSigns.isEmpty { new.copies = try copies() }
        let opened = try desk.open(new, as: access(of: writer), at: now, tx)
        if let kind, let other {
            try LinkStore(tx, department: office.department).add(desk.ids.next(), opened.ticket.id, kind, other.id, at: now)
        }
        return MailOutcome(outcome: .ticket, ticket: opened.ticket.id, message: opened.message, why: why)
    }

    /// An agent forwarded a customer's mail: the ticket is the customer's.
    private func openForwarded(_ inner: ForwardedSender, by agent: Contact) throws -> MailOutcome {
        let sender = MailAddress(name: inner.name, address: inner.address ?? "")
        let customer = try EmailWriter(tx: tx, desk: desk, letter: letter, now: now).find(sender)
        let why = [Notice("why.forwarded", .told, ["agent": letter.sender.address, "address": sender.address])]
        var said = letter.message(by: customer.id, why)
        (said.fromName, said.fromAddress) = (sender.name, sender.address)
        said.text = inner.after
        said.quoted = inner.before
        said.html = nil
        said.htmlVersion = 0
        let subject = inner.subject.isEmpty ? SubjectLine(letter.mail.subject).core : inner.subject
        var new = NewTicket(subject: subject, requester: customer.id, channel: .email, message: said)
        new.language = letter.language
        let opened = try desk.open(new, as: access(of: customer), at: now, tx)
        return MailOutcome(outcome: .ticket, ticket: opened.ticket.id, message: opened.message, why: why)
    }

    private func access(of contact: Contact) -> Access {
        Access(actor: .contact(contact.id), department: office.department, grants: [])
    }

    private func mark(on ticket: Ticket) throws -> Message.Mark? {
        if try hasCollision() { return .idCollision }
        if letter.isOnlyThanks { return .thanks }
        let isSame = SubjectLine(letter.mail.subject).isSame(as: SubjectLine(ticket.subject))
        return !isSame && letter.trimmed.quoted.isEmpty ? .newRequest : nil
    }

    /// Another mail carries its id; the same mail would have been known by its content.
    private func hasCollision() throws -> Bool {
        try ConversationStore(tx, department: office.department).has(letter.messageID)
    }

    private func addCopies(to ticket: ID<Ticket>, isAccepted: Bool) throws {
        guard letter.report.automaticSigns.isEmpty else { return }
        let store = ParticipantStore(tx, department: office.department)
        for contact in try copies() { try store.add(contact, .copy, to: ticket, isAccepted: isAccepted, at: now) }
    }

    /// Whoever it went to besides us: not our addresses, not those that nobody reads.
    private func copies() throws -> [ID<Contact>] {
        let writers = EmailWriter(tx: tx, desk: desk, letter: letter, now: now)
        return try letter.others(besides: office.isOurs).prefix(20).map { try writers.find($0, isWriter: false).id }
    }
}
