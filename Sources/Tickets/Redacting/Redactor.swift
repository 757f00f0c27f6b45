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
    /// What went.
    var loss = RedactionLoss()
    private let blobs: BlobStore
    let ticket: Ticket
    private let at: Instant
    private var tainted: TaintedBlobs

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

    mutating func removeWords(_ words: String) throws {
        guard let wording = Wording(words) else { throw TicketError.wordNotFound }
        try remove(wording)
    }

    /// Empties the row that it names; nothing for words.
    mutating func remove(_ redaction: Redaction) throws {
        switch redaction {
        case .words: break
        case .message(let id): try remove(id)
        case .note(let id): try remove(id)
        case .attachment(let id): try remove(id)
        }
    }

    private mutating func remove(_ id: ID<Message>) throws {
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
        loss.messages.insert(id)
        try dropDrafts(holding: message.text)
    }

    private mutating func remove(_ id: ID<Note>) throws {
        guard let note = try messages.note(id, in: ticket.id) else { throw TicketError.messageNotFound }
        for attachment in try messages.attachments(of: [note.id.rawValue]) { try empty(attachment) }
        try tx.run("UPDATE note SET text = '', redacted_at = \(at) WHERE department = \(department) AND id = \(id)")
        loss.notes.insert(id)
    }

    /// Wherever on the ticket the same bytes came.
    private mutating func remove(_ id: ID<Attachment>) throws {
        guard let attachment = try messages.attachment(id) else { throw TicketError.attachmentNotFound }
        let family = try MergeStore(tx, department: department).family(of: ticket.id)
        guard family.contains(attachment.ticket) else { throw TicketError.attachmentNotFound }
        let same = try messages.attachments(ofTickets: family).filter { $0.hash == attachment.hash && $0.redacted == nil }
        for one in same.isEmpty ? [attachment] : same {
            try removeBearer(of: one)
            try empty(one)
        }
    }

    /// Whether the raw source of a message holds the words.
    mutating func isInSource(_ wording: Wording, of message: Message) throws -> Bool {
        guard let raw = message.raw else { return false }
        return try isInBlob(raw, wording)
    }

    /// Whether the mail that was composed of a message holds them, as in what it quotes.
    mutating func isInComposed(_ wording: Wording, _ message: Message) throws -> Bool {
        guard message.direction == .outgoing else { return false }
        for parcel in try parcels(of: message.id) {
            if let content = parcel.content, try isInBlob(content, wording) { return true }
        }
        return false
    }

    func parcels(of message: ID<Message>) throws -> [Parcel] {
        try OutboxStore(tx).find(owner: message.rawValue, department: department)
    }

    mutating func isInBlob(_ hash: [UInt8], _ wording: Wording) throws -> Bool {
        try tainted.judge(hash, in: department, blobs: blobs, tx) { wording.stands(in: $0) }
    }

    mutating func removeSource(of message: Message) throws {
        guard let raw = message.raw else { return }
        try erase(raw)
    }

    /// Counted where it was there.
    private mutating func erase(_ original: [UInt8]) throws {
        let blob: SQL = "FROM \(.blob) WHERE department = \(department) AND hash = \(original)"
        guard try tx.exists("SELECT 1 AS one \(blob)") else { return }
        try blobs.erase(original, department: department.rawValue, tx)
        loss.originals += 1
    }

    /// The mail that brought a file holds its bytes too.
    mutating func removeBearer(of attachment: Attachment) throws {
        guard let message = try messages.find(ID<Message>(attachment.owner)) else { return }
        try removeSource(of: message)
        try forgetComposed(message.id)
    }

    mutating func empty(_ attachment: Attachment) throws {
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
        loss.files.insert(attachment.id)
    }

    /// The bytes that were composed for sending go too; what has not left yet is composed again from what is left.
    mutating func forgetComposed(_ message: ID<Message>) throws {
        for parcel in try parcels(of: message) { if let content = parcel.content { try erase(content) } }
    }

    /// A reply that was taken back stands in a draft again.
    private mutating func dropDrafts(holding text: String) throws {
        guard !text.trimmed.isEmpty else { return }
        for draft in try drafts() where draft.text.contains(text) {
            loss.drafts += 1
            try tx.run("DELETE FROM draft WHERE ticket = \(draft.ticket) AND agent = \(draft.agent) AND kind = \(draft.kind)")
        }
    }
}
