import Primitives
import Storage

/// The rows of what was said.
package struct MessageStore {
    let tx: Transaction
    let department: ID<Department>

    package init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    package func find(_ id: ID<Message>) throws -> Message? {
        try tx.first(
            Message.self, "SELECT \(Message.columns) FROM message WHERE department = \(department) AND id = \(id)")
    }

    /// Throws ``TicketError/messageNotFound`` also for one of another thread.
    package func require(_ id: ID<Message>, in thread: ID<Ticket>) throws -> Message {
        guard let message = try find(id), message.thread == thread else { throw TicketError.messageNotFound }
        return message
    }

    /// The newest messages of a thread behind `key`, newest first.
    package func messages(of thread: ID<Ticket>, before key: Int64? = nil, most: Int) throws -> [Message] {
        try tx.all(
            Message.self,
            """
            SELECT \(Message.columns) FROM message
            WHERE department = \(department) AND thread = \(thread) AND id < \(key ?? .max) ORDER BY id DESC LIMIT \(most)
            """)
    }

    package func notes(of thread: ID<Ticket>, before key: Int64? = nil, most: Int) throws -> [Note] {
        try tx.all(
            Note.self,
            """
            SELECT \(Note.columns) FROM note
            WHERE department = \(department) AND thread = \(thread) AND id < \(key ?? .max) ORDER BY id DESC LIMIT \(most)
            """)
    }

    /// `nil` also for one of another thread.
    package func note(_ id: ID<Note>, in thread: ID<Ticket>) throws -> Note? {
        try tx.first(
            Note.self,
            "SELECT \(Note.columns) FROM note WHERE department = \(department) AND id = \(id) AND thread = \(thread)")
    }

    func attachments(ofTickets tickets: [ID<Ticket>]) throws -> [Attachment] {
        try tx.all(
            Attachment.self,
            """
            SELECT \(Attachment.columns) FROM attachment
            WHERE department = \(department) AND ticket IN \(anyOf: tickets) ORDER BY id
            """)
    }

    package func attachments(of owners: some Sequence<Int64>) throws -> [Attachment] {
        try tx.all(
            Attachment.self,
            """
            SELECT \(Attachment.columns) FROM attachment
            WHERE department = \(department) AND owner IN \(anyOf: owners) ORDER BY id
            """)
    }

    package func attachment(_ id: ID<Attachment>) throws -> Attachment? {
        try tx.first(
            Attachment.self, "SELECT \(Attachment.columns) FROM attachment WHERE department = \(department) AND id = \(id)")
    }

    func insert(_ id: ID<Message>, _ message: NewMessage, on ticket: ID<Ticket>, thread: ID<Ticket>, at now: Instant) throws {
        try tx.run(
            """
            INSERT INTO message (id, version, department, ticket, thread, direction, channel, author_kind, author, from_name,
                from_address, recipients, subject, text, quoted, html, html_version, language, message_id, raw, why, notices, mark,
                is_automatic, is_verified, written_at, at, twice)
            VALUES (\(id), 1, \(department), \(ticket), \(thread), \(message.direction), \(message.channel),
                \(message.author.kind.rawValue), \(message.author.id), \(message.fromName.cut(250)), \(message.fromAddress.cut(320)),
                \(message.recipients), \(message.subject.cut(500)), \(message.text), \(message.quoted), \(message.html),
                \(message.htmlVersion), \(message.language), \(message.messageID?.cut(500)), \(message.raw), \(MostlyEmpty(message.why)),
                \(MostlyEmpty(message.notices)), \(message.mark), \(message.isAutomatic), \(message.isVerified), \(message.written),
                \(now), 0)
            """)
        if let own = message.messageID { try remember(own, isOwn: true, ticket, id) }
        for related in Set(message.relatedIDs) where related != message.messageID { try remember(related, isOwn: false, ticket, id) }
    }

    func insert(_ note: Note) throws {
        try tx.run(
            """
            INSERT INTO note (id, department, ticket, thread, author_kind, author, text, at)
            VALUES (\(note.id), \(department), \(note.ticket), \(note.thread), \(note.author.kind.rawValue), \(note.author.id),
                \(note.text), \(note.at))
            """)
    }

    func insert(_ id: ID<Attachment>, _ attachment: NewAttachment, on ticket: ID<Ticket>, owner: Int64, at now: Instant) throws {
        try attachment.blob.keep(department: department.rawValue, at: now, tx)
        try tx.run(
            """
            INSERT INTO attachment (id, department, ticket, owner, name, type, size, hash, content_id, is_inline)
            VALUES (\(id), \(department), \(ticket), \(owner), \(attachment.name), \(attachment.type), \(attachment.blob.size),
                \(attachment.blob.hash), \(attachment.contentID), \(attachment.isInline))
            """)
    }

    private func remember(_ mailID: String, isOwn: Bool, _ ticket: ID<Ticket>, _ message: ID<Message>) throws {
        try tx.insertMissing(
            """
            INSERT INTO mail_id (department, id, ticket, message, is_own)
            VALUES (\(department), \(mailID.cut(500)), \(ticket), \(message), \(isOwn))
            """, key: "department, id, message")
    }
}
