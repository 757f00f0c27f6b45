import Accounts
import Contacts
import Knowledge
import Markup
import Outbox
import Primitives
import Storage

extension Redactor {
    /// Covers words in everything that belongs to the ticket and those merged into it, but for the ticket's own row.
    mutating func remove(_ wording: Wording) throws {
        let family = try MergeStore(tx, department: department).family(of: ticket.id)
        for message in try messages.messages(of: ticket.id, most: 20_000) { try cover(wording, in: message) }
        for note in try messages.notes(of: ticket.id, most: 20_000) { try cover(wording, in: note) }
        for attachment in try messages.attachments(ofTickets: family) { try cover(wording, in: attachment) }
        for draft in try drafts() { try cover(wording, in: draft) }
        try forgetMailIDs(wording, family)
        for id in family where id != ticket.id { try coverMerged(wording, id) }
        loss.steps += try cover(wording, ["reason", "findings"], of: "escalation", family)
        if try cover(wording, ["old"], of: "ticket_edit", family) > 0 { loss.isInHead = true }
        let tickets = family.map(\.rawValue), articles = ArticleStore(tx, department: department)
        for article in try articles.born(from: tickets) {
            if try articles.rewrite(article, { covered(wording, $0) }) { loss.solutions.append(article.id) }
        }
        loss.questions += try QuestionStore(tx, department: department).rewrite(of: tickets) { covered(wording, $0) }
    }

    private func covered(_ wording: Wording, _ text: String) -> String { wording.covered(text, with: Desk.redactionMark) }

    private mutating func cover(_ wording: Wording, in message: Message) throws {
        let (text, quoted) = (covered(wording, message.text), covered(wording, message.quoted))
        let (subject, name) = (covered(wording, message.subject), covered(wording, message.fromName))
        let address = covered(wording, message.fromAddress)
        let recipients = Recipients(
            to: message.recipients.to.compactMap { covered(wording, $0) }, cc: message.recipients.cc.compactMap { covered(wording, $0) })
        let isInID = message.messageID.map { wording.stands(in: $0) } ?? false
        let isInSaid = (message.why + message.notices).contains { $0.values.values.contains { wording.stands(in: $0) } }
        // Markup may part the words and entities hide them, so a formatted body that holds them is shown as its text.
        let isInHTML = message.html.map { wording.stands(in: PlainText.text(ofHTML: $0)) || wording.stands(in: $0) } ?? false
        let isChanged = text != message.text || quoted != message.quoted || subject != message.subject || name != message.fromName
            || address != message.fromAddress || recipients != message.recipients || isInID || isInHTML || isInSaid
        let isInWords = try coverParcels(wording, of: message)
        guard try isChanged || isInWords || isInSource(wording, of: message) || isInComposed(wording, message) else { return }
        loss.messages.insert(message.id)
        try removeSource(of: message)
        try forgetComposed(message.id)
        try tx.run(
            """
            UPDATE message SET text = \(text), quoted = \(quoted), subject = \(subject.cut(500)), html = NULL,
                from_name = \(name.cut(250)), from_address = \(address.cut(320)), recipients = \(recipients),
                message_id = \(isInID ? nil : message.messageID), why = \(JSON(isInSaid ? [] : message.why)),
                notices = \(JSON(isInSaid ? [] : message.notices)), version = version + 1
            WHERE department = \(department) AND id = \(message.id)
            """)
    }

    /// Ids by which mails of the conversation name each other.
    private func forgetMailIDs(_ wording: Wording, _ family: [ID<Ticket>]) throws {
        let ids = try tx.column(String.self, "SELECT DISTINCT id FROM mail_id WHERE department = \(department) AND ticket IN \(anyOf: family)")
        for id in ids where wording.stands(in: id) { try tx.run("DELETE FROM mail_id WHERE department = \(department) AND id = \(id)") }
    }

    /// What the other side said of its delivery and of whom it went to, and what the channel wrote down.
    private func coverParcels(_ wording: Wording, of message: Message) throws -> Bool {
        var isFound = false
        let identities = IdentityStore(tx, department: department)
        for recipient in message.recipients.all where message.channel == .email {
            guard let way = try identities.find(.email, recipient.address), let why = way.suppressedWhy, wording.stands(in: why) else { continue }
            isFound = true
            try identities.explain(way.id, why: covered(wording, why))
        }
        for parcel in try parcels(of: message.id) {
            let words = parcel.words.map { covered(wording, $0) }, envelope = covered(wording, parcel.envelope)
            guard words != parcel.words || envelope != parcel.envelope else { continue }
            isFound = true
            try tx.run("UPDATE outbox SET words = \(words), envelope = \(envelope) WHERE department = \(department) AND id = \(parcel.id)")
        }
        return isFound
    }

    /// `nil` for an address that holds them: half of one leads nowhere.
    private func covered(_ wording: Wording, _ recipient: Recipients.Address) -> Recipients.Address? {
        if wording.stands(in: recipient.address) { return nil }
        return Recipients.Address(name: covered(wording, recipient.name), address: recipient.address)
    }

    private mutating func cover(_ wording: Wording, in note: Note) throws {
        let text = covered(wording, note.text)
        guard text != note.text else { return }
        try tx.run("UPDATE note SET text = \(text) WHERE department = \(department) AND id = \(note.id)")
        loss.notes.insert(note.id)
    }

    /// A file that holds them goes whole; one that is named so loses its name.
    private mutating func cover(_ wording: Wording, in attachment: Attachment) throws {
        guard attachment.redacted == nil else { return }
        if try isInBlob(attachment.hash, wording) {
            try removeBearer(of: attachment)
            try empty(attachment)
            return
        }
        let name = covered(wording, attachment.name)
        let isInID = attachment.contentID.map { wording.stands(in: $0) } ?? false
        guard name != attachment.name || isInID else { return }
        try removeBearer(of: attachment)
        loss.files.insert(attachment.id)
        try tx.run(
            """
            UPDATE attachment SET name = \(name.cut(250)), content_id = \(isInID ? nil : attachment.contentID)
            WHERE department = \(department) AND id = \(attachment.id)
            """)
    }

    /// The row of a ticket that was merged into this one.
    private mutating func coverMerged(_ wording: Wording, _ id: ID<Ticket>) throws {
        let store = TicketStore(tx, department: department)
        guard let merged = try store.find(id) else { return }
        var next = merged
        next.subject = covered(wording, merged.subject).cut(500)
        next.snippet = covered(wording, merged.snippet).cut(250)
        next.tags = merged.tags.filter { !wording.stands(in: $0.text) }
        guard next != merged else { return }
        _ = try store.update(next, from: merged)
        loss.isInHead = true
    }
}

// Drafts.
extension Redactor {
    struct DraftRow: Fetchable {
        let ticket: ID<Ticket>
        let agent: Int64
        let kind: String
        let text: String
        let fields: [String: String]

        init(_ row: Row) throws {
            ticket = try row("ticket")
            agent = try row("agent")
            kind = try row("kind")
            text = try row("text")
            fields = try row("fields", as: JSON<[String: String]>.self).content
        }
    }

    func drafts() throws -> [DraftRow] {
        let family = try MergeStore(tx, department: department).family(of: ticket.id)
        return try tx.all(
            DraftRow.self,
            "SELECT ticket, agent, kind, text, fields FROM draft WHERE department = \(department) AND ticket IN \(anyOf: family)")
    }

    private mutating func cover(_ wording: Wording, in draft: DraftRow) throws {
        let text = covered(wording, draft.text), fields = draft.fields.mapValues { covered(wording, $0) }
        guard text != draft.text || fields != draft.fields else { return }
        loss.drafts += 1
        try tx.run(
            """
            UPDATE draft SET text = \(text), fields = \(JSON(fields))
            WHERE department = \(department) AND ticket = \(draft.ticket) AND agent = \(draft.agent) AND kind = \(draft.kind)
            """)
    }
}

// Rows that hold plain texts beside a ticket.
extension Redactor {
    /// How many rows held them.
    private func cover(_ wording: Wording, _ columns: [SQL], of table: SQL, _ family: [ID<Ticket>]) throws -> Int {
        var found: Set<Int64> = []
        for column in columns {
            let rows = try tx.rows(
                "SELECT id, \(column) AS words FROM \(table) WHERE department = \(department) AND ticket IN \(anyOf: family)")
            for row in rows {
                let (id, old): (Int64, String) = (try row("id"), try row("words"))
                let text = covered(wording, old)
                guard text != old else { continue }
                found.insert(id)
                try tx.run("UPDATE \(table) SET \(column) = \(text) WHERE department = \(department) AND id = \(id)")
            }
        }
        return found.count
    }
}
