import Accounts
import Markup
import Outbox
import Primitives
import Storage

/// Empties rows, raw sources, files, drafts and what waits in the outbox.
struct Redactor {
    let tx: Transaction
    let department: ID<Department>
    let messages: MessageStore
    private let blobs: BlobStore
    let ticket: Ticket
    private let at: Instant
    private let tainted: TaintedBlobs

    /// - Parameter tainted: what was looked through already
    init(_ store: TicketStore, blobs: BlobStore, ticket: Ticket, at now: Instant, tainted: TaintedBlobs = TaintedBlobs()) {
        tx = store.tx
        department = store.department
        messages = MessageStore(store.tx, department: store.department)
        self.blobs = blobs
        self.ticket = ticket
        at = now
        self.tainted = tainted
    }

    /// The text with the words covered, however they are written.
    func without(_ words: String, _ text: String) -> String {
        Redaction.preview(of: text, without: words)
    }

    /// Whether they stood anywhere.
    func removeWords(_ words: String) throws -> Bool {
        guard let wording = Wording(words) else { throw TicketError.wordNotFound }
        return try remove(wording)
    }

    func remove(_ id: ID<Message>) throws {
        let message = try messages.require(id, in: ticket.id)
        for attachment in try messages.attachments(of: [id.rawValue]) { try empty(attachment) }
        try removeSource(of: message)
        try tx.run(
            """
            UPDATE message SET text = '', quoted = '', html = NULL, subject = '', notices = '[]', redacted_at = \(at),
                version = version + 1
            WHERE department = \(department) AND id = \(id)
            """)
        try forgetComposed(id)
        try dropDrafts(startingWith: message.text)
    }

    func remove(_ id: ID<Note>) throws {
        guard let note = try messages.note(id, in: ticket.id) else { throw TicketError.messageNotFound }
        for attachment in try messages.attachments(of: [note.id.rawValue]) { try empty(attachment) }
        try tx.run("UPDATE note SET text = '', redacted_at = \(at) WHERE department = \(department) AND id = \(id)")
    }

    func remove(_ id: ID<Attachment>) throws {
        guard let attachment = try messages.attachment(id) else { throw TicketError.attachmentNotFound }
        let family = try MergeStore(tx, department: department).family(of: ticket.id)
        guard family.contains(attachment.ticket) else { throw TicketError.attachmentNotFound }
        try removeBearer(of: attachment)
        try empty(attachment)
    }

    /// Whether the raw source of a message holds the words.
    func isInSource(_ wording: Wording, of message: Message) throws -> Bool {
        guard let raw = message.raw else { return false }
        return try isInBlob(raw, wording)
    }

    /// Whether the mail that was composed of a message holds them, as in what it quotes.
    func isInComposed(_ wording: Wording, _ message: Message) throws -> Bool {
        guard message.direction == .outgoing else { return false }
        return try OutboxStore(tx).find(owner: message.id.rawValue, department: department).contains { parcel in
            try parcel.content.map { try isInBlob($0, wording) } ?? false
        }
    }

    func isInBlob(_ hash: [UInt8], _ wording: Wording) throws -> Bool {
        var tainted = tainted
        return try tainted.judge(hash, in: department, blobs: blobs, tx) { wording.stands(in: $0) }
    }

    func removeSource(of message: Message) throws {
        guard let raw = message.raw else { return }
        try blobs.erase(raw, department: department.rawValue, tx)
    }

    /// The mail that brought a file holds its bytes too.
    func removeBearer(of attachment: Attachment) throws {
        guard let message = try messages.find(ID<Message>(attachment.owner)) else { return }
        try removeSource(of: message)
        try forgetComposed(message.id)
    }

    func empty(_ attachment: Attachment) throws {
        let isShared = try tx.exists(
            """
            SELECT 1 AS one FROM attachment
            WHERE department = \(department) AND hash = \(attachment.hash) AND id <> \(attachment.id) AND redacted_at IS NULL LIMIT 1
            """)
        if !isShared { try blobs.erase(attachment.hash, department: department.rawValue, tx) }
        try tx.run(
            """
            UPDATE attachment SET name = '', content_id = NULL, redacted_at = \(at)
            WHERE department = \(department) AND id = \(attachment.id)
            """)
    }

    /// The bytes that were composed for sending go too; what has not left yet is composed again from what is left.
    func forgetComposed(_ message: ID<Message>) throws {
        for parcel in try OutboxStore(tx).find(owner: message.rawValue, department: department) {
            guard let content = parcel.content else { continue }
            try blobs.erase(content, department: department.rawValue, tx)
        }
    }

    /// A reply that was taken back stands in a draft again.
    private func dropDrafts(startingWith text: String) throws {
        guard !text.trimmed.isEmpty else { return }
        for draft in try drafts() where draft.text.contains(text) {
            try tx.run("DELETE FROM draft WHERE ticket = \(draft.ticket) AND agent = \(draft.agent) AND kind = \(draft.kind)")
        }
    }
}
