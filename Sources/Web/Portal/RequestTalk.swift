import Contacts
import Languages
import Markup
import Outbox
import Primitives
import Storage
import Tickets

/// One request as its asker may see it: what was said between them and us, and nothing else. No notes, nothing taken back or still
/// held, nothing that an agent has not accepted yet, nothing written to others.
struct RequestTalk: Sendable {
    /// Messages shown at most, the newest.
    private static let most = 200

    let ticket: Ticket
    let contact: ID<Contact>
    /// Oldest first.
    let messages: [Message]
    let files: [Int64: [Attachment]]

    /// - Parameter original: the ticket that the asker knows; where it was merged into one of theirs, that one is told
    init(of original: Ticket, for contact: ID<Contact>, _ tx: Transaction) throws {
        self.contact = contact
        let department = original.department
        let family = Set(try ContactStore(tx, department: department).family(of: [contact]))
        let survivor = try MergeStore(tx, department: department).survivor(of: original)
        let isTheirs = family.contains(survivor.requester) && survivor.binned == nil
        ticket = isTheirs ? survivor : original
        let theirs = isTheirs ? try Self.told(in: survivor, of: family, tx) : [original.id]
        let all = try MessageStore(tx, department: department).messages(of: survivor.id, most: Self.most)
            .filter { theirs.contains($0.ticket) }
        let parcels = try TalkStore(tx, department: department).parcels(of: all.filter { $0.direction == .outgoing }.map(\.id))
        let ways = try IdentityStore(tx, department: department).of(contact).filter { $0.kind == .email }.map { $0.value.lowercased() }
        messages = all.reversed().filter { Self.shows($0, parcels[$0.id.rawValue], addresses: Set(ways)) }
        let attachments = try MessageStore(tx, department: department).attachments(of: messages.map(\.id.rawValue))
        files = Dictionary(grouping: attachments.filter { $0.redacted == nil }, by: \.owner)
    }

    /// The tickets told in one that these people asked: what another said before a merge stays between that one and us.
    private static func told(in survivor: Ticket, of people: Set<ID<Contact>>, _ tx: Transaction) throws -> Set<ID<Ticket>> {
        let family = try MergeStore(tx, department: survivor.department).family(of: survivor.id)
        let tickets = try TicketStore(tx, department: survivor.department).find(family)
        return Set(tickets.filter { people.contains($0.requester) }.map(\.id))
    }

    private static func shows(_ message: Message, _ parcel: Parcel?, addresses: Set<String>) -> Bool {
        guard message.withdrawn == nil else { return false }
        switch message.direction {
        case .incoming: return message.isVerified && !message.isAutomatic
        case .outgoing:
            let recipients = message.recipients.all.map { $0.address.lowercased() }
            return parcel?.state != .held && parcel?.state != .withdrawn
                && (message.channel != .email || recipients.contains(where: addresses.contains))
        }
    }

    var state: RequestState { RequestState(ticket) }

    /// A file on one of the messages shown. Throws ``TicketError/attachmentNotFound``.
    func file(_ id: ID<Attachment>) throws(TicketError) -> Attachment {
        guard let file = files.values.joined().first(where: { $0.id == id }) else { throw .attachmentNotFound }
        return file
    }
}

/// A request with its talk, and what its asker can do.
struct RequestPage: Sendable {
    let talk: RequestTalk
    /// Its address: a private link, or a number for who is signed in.
    let path: String
    let desk: String
    /// What was typed and came back.
    var text = ""
    var error: Notice?
    /// Whether the reader came by a private link and should keep it.
    let isGuest: Bool

    var title: String { talk.ticket.subject }

    func view(_ parts: Parts) -> HTML {
        let words = parts.words, ticket = talk.ticket
        return """
            <div class="portal"><section aria-labelledby="subject"><h1 id="subject">\(ticket.subject)</h1>\
            <p class="line wrap quiet">\(talk.state.view(parts))<span class="num">\(ticket.number.text)</span>\
            <span>\(parts.stamp(ticket.opened))</span></p>\
            <div class="thread askbox"><h2 class="sr">\(words("layout.conversation"))</h2>\(talk.messages.map { entry($0, parts) })</div>\
            \(answer(parts))</section><aside class="stack loose">\(verdict(parts))\(keep(parts))</aside></div>
            """
    }

    private func entry(_ message: Message, _ parts: Parts) -> HTML {
        let isOurs = message.direction == .outgoing
        let body: HTML = message.redacted == nil
            ? PlainText.html(ofText: message.text) : "<p class=\"quiet\">\(parts.words("portal.redacted"))</p>"
        var entry = Entry(
            id: "m-\(String(message.id.rawValue, radix: 36))", isOurs ? .agent : .message, channel: ChannelMark(message.channel),
            who: author(message, parts.words), via: parts.words("channel." + ChannelMark(message.channel).rawValue), at: message.at,
            body: body, language: message.language?.rawValue)
        entry.footer = files(message, parts)
        return parts.entry(entry)
    }

    /// Names as they were written; what the desk knows of anybody stays its own.
    private func author(_ message: Message, _ words: Words) -> String {
        if message.direction == .outgoing { return message.fromName.isEmpty ? desk : message.fromName }
        if message.author.contact == talk.contact { return words("portal.you") }
        return message.fromName.isEmpty ? words("portal.someone") : message.fromName
    }

    private func files(_ message: Message, _ parts: Parts) -> HTML {
        let links = (talk.files[message.id.rawValue] ?? []).map { file -> HTML in
            """
            <a class="pill" href="\(path)/files/\(file.id.text)" download>\(Icon.clip.small)<span class="cut">\(file.name)</span>\
            <span class="xs quiet num">\(parts.words.numbers.bytes(file.size))</span></a>
            """
        }
        return links.isEmpty ? .empty : "<span class=\"line wrap\">\(links)</span>"
    }

    private func answer(_ parts: Parts) -> HTML {
        let words = parts.words, isOver = talk.state == .closed
        let field = Field(
            "text", words(isOver ? "portal.askAgain" : "portal.answer"), .area(rows: 4), value: text, hint: isOver ? words("portal.askAgain.hint") : nil,
            error: error.map { words($0) }, required: true, extra: " maxlength=\"50000\"")
        let file = Field("file", words("portal.files"), .file, hint: words("portal.files.hint"), extra: " multiple")
        return parts.form(path, look: "askbox", files: true, """
            \(parts.errorSummary([field]))\(parts.field(field))\(parts.field(file))\
            <p class="line wrap">\(parts.button(words("portal.answer.send"), .primary))</p>
            """)
    }

    private func verdict(_ parts: Parts) -> HTML {
        let words = parts.words
        switch talk.state {
        case .solved, .closed:
            guard talk.state == .solved else { return .empty }
            return "<h2>\(words("portal.isSolved"))</h2><p class=\"small quiet\">\(words("portal.isSolved.text"))</p>"
                + parts.form("\(path)/open", parts.button(words("portal.reopen"), icon: .undo))
        case .received, .working, .waiting:
            return "<h2>\(words("portal.didItHelp"))</h2><p class=\"small quiet\">\(words("portal.didItHelp.text"))</p>"
                + parts.form("\(path)/solved", parts.button(words("portal.solved"), icon: .check))
        }
    }

    private func keep(_ parts: Parts) -> HTML {
        guard isGuest else { return .empty }
        return parts.callout(.plain, icon: .link, "<p>\(parts.words("portal.keepLink"))</p>")
    }
}
