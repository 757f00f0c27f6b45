import Contacts
import Customisation
import Mail
import Markup
import Outbox
import Primitives
import Storage
import Tickets

/// Why a message will never be a mail.
enum OutgoingLetterError: Error, Equatable {
    /// It was redacted or erased.
    case gone
    /// Every recipient is our own address or one where mail did not arrive.
    case nobodyLeft
    case unwritable(MailHeaderError)

    /// For the outbox, where other mail servers' words stand.
    var words: String {
        switch self {
        case .gone: "not sent: the message was removed"
        case .nobodyLeft: "not sent: no recipient is left that mail may go to"
        case .unwritable(let error): "not sent: \(error)"
        }
    }
}

/// A message of ours as bytes for a relay.
struct OutgoingLetter: Sendable {
    let sender: String
    let recipients: [String]
    let bytes: [UInt8]

    /// Throws ``OutgoingLetterError``.
    init(of parcel: Parcel, desk: Desk, offices: Offices, _ tx: Transaction) throws {
        let messages = MessageStore(tx, department: parcel.department)
        guard let message = try messages.find(ID(parcel.owner)), message.redacted == nil,
            let ticket = try TicketStore(tx, department: parcel.department).find(message.thread)
        else { throw OutgoingLetterError.gone }
        let department = try DepartmentStore(tx).require(parcel.department)
        let identity = offices.identity(of: department)
        recipients = try Self.recipients(of: message, parcel, offices, tx)
        guard !recipients.isEmpty else { throw OutgoingLetterError.nobodyLeft }
        // Machine mail has no return path, so that nothing answers it (RFC 3834 §3.3).
        sender = parcel.isMachine ? "" : identity.address
        if let content = parcel.content, let kept = try desk.blobs.read(content, department: parcel.department.rawValue, tx) {
            bytes = kept
            return
        }
        let pen = Pen(
            ticket: ticket, identity: identity, from: offices.from(ticket.queue, of: department), isMachine: parcel.isMachine,
            chain: try ConversationStore(tx, department: parcel.department).chain(of: ticket.id, before: message.id))
        let files = try Self.files(of: message, on: ticket, desk, messages, tx)
        do {
            bytes = try pen.mail(of: message, files).compose()
        } catch let error as MailHeaderError {
            throw OutgoingLetterError.unwritable(error)
        }
    }

    /// Those that have not got it, without our own addresses and those where mail does not arrive.
    private static func recipients(of message: Message, _ parcel: Parcel, _ offices: Offices, _ tx: Transaction) throws -> [String] {
        let left = EmailEnvelope(of: parcel).left
        let identities = IdentityStore(tx, department: parcel.department)
        var seen: Set<String> = []
        return try message.recipients.all.map(\.address).filter { address in
            guard seen.insert(address.lowercased()).inserted, left?.contains(address) ?? true, !offices.isOurs(address) else { return false }
            return try identities.find(.email, address)?.suppressed == nil
        }
    }

    private static func files(
        of message: Message, on ticket: Ticket, _ desk: Desk, _ messages: MessageStore, _ tx: Transaction
    ) throws -> [MailAttachment] {
        let files = try messages.attachments(of: [message.id.rawValue]).filter { $0.redacted == nil }
        try desk.blobs.gather(files.map(\.hash), department: ticket.department.rawValue, tx)
        return try files.compactMap { file in
            try desk.blobs.read(file.hash, department: ticket.department.rawValue, tx).map {
                MailAttachment(name: file.name, type: file.type, bytes: $0, inlineAs: file.isInline ? file.contentID : nil)
            }
        }
    }
}

/// Writes messages of a ticket as mail.
struct Pen {
    let ticket: Ticket
    let identity: MailIdentity
    /// The address it is written from.
    let from: String
    let isMachine: Bool
    /// What was said before, oldest first.
    let chain: [ConversationStore.Link]

    func mail(of message: Message, _ files: [MailAttachment]) throws -> OutgoingMail {
        let parent = chain.last { $0.direction == .incoming && $0.isVerified && $0.theirID != nil }?.theirID
        let ids = chain.compactMap { $0.direction == .incoming ? $0.theirID : identity.messageID(of: $0.id) }
        let name = message.fromName.isEmpty ? identity.name : "\(message.fromName) (\(identity.name))"
        return OutgoingMail(
            from: MailAddress(name: name.oneLine, address: from), to: message.recipients.to.map(\.mail),
            cc: message.recipients.cc.map(\.mail),
            replyTo: [MailAddress(name: identity.name.oneLine, address: identity.replyAddress(of: ticket.id))],
            subject: subject(of: message, isReply: parent != nil), text: message.text, html: PlainText.html(ofText: message.text).text,
            attachments: files, messageID: identity.messageID(of: message.id), inReplyTo: parent,
            references: MessageIdentifiers.chain(ids, parent: parent), date: MailDate(instant: message.at, offset: 0),
            headers: try headers(of: message))
    }

    /// Machine mail says that it is, and carries our mark.
    private func headers(of message: Message) throws -> [MailHeaderField] {
        let topic = SubjectLine((isMachine ? message.subject : ticket.subject).oneLine).core
        let fields = [try MailHeaderField("Thread-Topic", topic)]
        guard isMachine else { return fields }
        return fields + [
            try MailHeaderField("Auto-Submitted", "auto-replied"), try MailHeaderField("X-Auto-Response-Suppress", "All"),
            try MailHeaderField(MailIdentity.loopHeader, identity.loopMark),
        ]
    }

    /// A machine's own: the ticket's subject is the sender's words, which nobody may have checked.
    private func subject(of message: Message, isReply: Bool) -> String {
        let subject = (isMachine ? message.subject : ticket.subject).oneLine
        let number = "[\(ticket.number)]"
        let core = SubjectLine(subject).core
        let isNumbered = core.contains(ticket.number.text)
        return "\(isReply ? "Re: " : "")\(core)\(isNumbered ? "" : " \(number)")".trimmed
    }
}

extension ConversationStore.Link {
    /// An id that its sender knows, too.
    fileprivate var theirID: String? { messageID.flatMap { $0.hasSuffix(Letter.madeID) ? nil : $0 } }
}

extension Recipients.Address {
    fileprivate var mail: MailAddress { MailAddress(name: name.oneLine, address: address) }
}

extension String {
    /// Control characters and line separators, which a customer's subject may hold, could begin a header of their own.
    fileprivate var oneLine: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.map { [.control, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory) ? " " : $0 }))
    }
}
