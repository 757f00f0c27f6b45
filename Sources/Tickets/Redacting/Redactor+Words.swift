import Accounts
import Markup
import Primitives
import Storage

extension Redactor {
    /// Covers words in everything that belongs to the ticket and those merged into it, but for the ticket's own row. Whether
    /// they stood anywhere.
    func remove(_ wording: Wording) throws -> Bool {
        let family = try MergeStore(tx, department: department).family(of: ticket.id)
        var isFound = false
        for message in try messages.messages(of: ticket.id, most: 20_000) where try cover(wording, in: message) { isFound = true }
        for note in try messages.notes(of: ticket.id, most: 20_000) where try cover(wording, in: note) { isFound = true }
        for attachment in try messages.attachments(ofTickets: family) where try cover(wording, in: attachment) { isFound = true }
        for draft in try drafts() where try cover(wording, in: draft) { isFound = true }
        for id in family where id != ticket.id { if try coverMerged(wording, id) { isFound = true } }
        for table in Self.tables where try cover(wording, in: table, of: family) { isFound = true }
        return isFound
    }

    private func covered(_ wording: Wording, _ text: String) -> String { wording.covered(text, with: Desk.redactionMark) }

    private func cover(_ wording: Wording, in message: Message) throws -> Bool {
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
        guard try isChanged || isInSource(wording, of: message) || isInComposed(wording, message) else { return false }
        try removeSource(of: message)
        try forgetComposed(message.id)
        if isInID { try tx.run("DELETE FROM mail_id WHERE department = \(department) AND message = \(message.id)") }
        try tx.run(
            """
            UPDATE message SET text = \(text), quoted = \(quoted), subject = \(subject.cut(500)), html = NULL,
                from_name = \(name.cut(250)), from_address = \(address.cut(320)), recipients = \(recipients),
                message_id = \(isInID ? nil : message.messageID), why = \(JSON(isInSaid ? [] : message.why)),
                notices = \(JSON(isInSaid ? [] : message.notices)), version = version + 1
            WHERE department = \(department) AND id = \(message.id)
            """)
        return true
    }

    /// `nil` for an address that holds them: half of one leads nowhere.
    private func covered(_ wording: Wording, _ recipient: Recipients.Address) -> Recipients.Address? {
        if wording.stands(in: recipient.address) { return nil }
        return Recipients.Address(name: covered(wording, recipient.name), address: recipient.address)
    }

    private func cover(_ wording: Wording, in note: Note) throws -> Bool {
        let text = covered(wording, note.text)
        guard text != note.text else { return false }
        try tx.run("UPDATE note SET text = \(text) WHERE department = \(department) AND id = \(note.id)")
        return true
    }

    /// A file that holds them goes whole; one that is named so loses its name.
    private func cover(_ wording: Wording, in attachment: Attachment) throws -> Bool {
        guard attachment.redacted == nil else { return false }
        if try isInBlob(attachment.hash, wording) {
            try removeBearer(of: attachment)
            try empty(attachment)
            return true
        }
        let name = covered(wording, attachment.name)
        let isInID = attachment.contentID.map { wording.stands(in: $0) } ?? false
        guard name != attachment.name || isInID else { return false }
        try removeBearer(of: attachment)
        try tx.run(
            """
            UPDATE attachment SET name = \(name.cut(250)), content_id = \(isInID ? nil : attachment.contentID)
            WHERE department = \(department) AND id = \(attachment.id)
            """)
        return true
    }

    /// The row of a ticket that was merged into this one.
    private func coverMerged(_ wording: Wording, _ id: ID<Ticket>) throws -> Bool {
        let store = TicketStore(tx, department: department)
        guard let merged = try store.find(id) else { return false }
        var next = merged
        next.subject = covered(wording, merged.subject).cut(500)
        next.snippet = covered(wording, merged.snippet).cut(250)
        next.tags = merged.tags.filter { !wording.stands(in: $0.text) }
        guard next != merged else { return false }
        _ = try store.update(next, from: merged)
        return true
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

    private func cover(_ wording: Wording, in draft: DraftRow) throws -> Bool {
        let text = covered(wording, draft.text), fields = draft.fields.mapValues { covered(wording, $0) }
        guard text != draft.text || fields != draft.fields else { return false }
        try tx.run(
            """
            UPDATE draft SET text = \(text), fields = \(JSON(fields))
            WHERE department = \(department) AND ticket = \(draft.ticket) AND agent = \(draft.agent) AND kind = \(draft.kind)
            """)
        return true
    }
}

// Rows that hold plain texts beside a ticket.
extension Redactor {
    private struct TextColumns {
        let table: SQL
        let columns: [SQL]
    }

    private static let tables = [
        TextColumns(table: "escalation", columns: ["reason", "findings"]), TextColumns(table: "ticket_edit", columns: ["old"]),
    ]

    private func cover(_ wording: Wording, in table: TextColumns, of family: [ID<Ticket>]) throws -> Bool {
        var isFound = false
        for column in table.columns {
            let rows = try tx.rows(
                """
                SELECT id, \(column) AS words FROM \(table.table) WHERE department = \(department) AND ticket IN \(anyOf: family)
                """)
            for row in rows {
                let (id, old): (Int64, String) = (try row("id"), try row("words"))
                let text = covered(wording, old)
                guard text != old else { continue }
                isFound = true
                try tx.run("UPDATE \(table.table) SET \(column) = \(text) WHERE department = \(department) AND id = \(id)")
            }
        }
        return isFound
    }
}
