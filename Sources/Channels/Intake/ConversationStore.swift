import Primitives
import Storage
import Tickets

/// The ids that mails carry in Message-ID, In-Reply-To and References, and the tickets they stand on.
struct ConversationStore {
    private let tx: Transaction
    private let department: ID<Department>

    init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    /// The ticket of a mail with that id, else of one that named it.
    func ticket(sharing id: String) throws -> ID<Ticket>? {
        try tx.value(
            ID<Ticket>.self,
            """
            SELECT ticket FROM mail_id WHERE department = \(department) AND id = \(id.cut(500)) ORDER BY is_own DESC, message LIMIT 1
            """)
    }

    /// The ticket of a mail that named this id before a mail with it came.
    func ticket(awaiting id: String) throws -> ID<Ticket>? {
        try tx.value(
            ID<Ticket>.self,
            """
            SELECT ticket FROM mail_id
            WHERE department = \(department) AND id = \(id.cut(500)) AND is_own = 0 ORDER BY message LIMIT 1
            """)
    }

    /// Whether a mail with that id was taken.
    func has(_ id: String) throws -> Bool {
        try tx.exists(
            "SELECT 1 AS one FROM mail_id WHERE department = \(department) AND id = \(id.cut(500)) AND is_own = 1 LIMIT 1")
    }

    /// Remembers the ids of a mail that stands on a ticket without being a message.
    func remember(_ letter: Letter, on ticket: ID<Ticket>) throws {
        for id in Set(letter.relatedIDs + [letter.messageID]) {
            try tx.insertMissing(
                """
                INSERT INTO mail_id (department, id, ticket, message, is_own)
                VALUES (\(department), \(id.cut(500)), \(ticket), \(letter.raw.id), \(id == letter.messageID))
                """, key: "department, id, message")
        }
    }

    /// What was said on a ticket before a message, oldest first: the beginning and the end of a long talk.
    func chain(of thread: ID<Ticket>, before message: ID<Message>) throws -> [Link] {
        let rows: SQL = "SELECT id, direction, message_id, is_verified FROM message"
        let these: SQL = "thread = \(thread) AND id < \(message) AND redacted_at IS NULL AND withdrawn_at IS NULL"
        let first = try tx.all(Link.self, "\(rows) WHERE \(these) ORDER BY id LIMIT 20")
        let last = try tx.all(Link.self, "\(rows) WHERE \(these) ORDER BY id DESC LIMIT 40").reversed()
        return first + last.filter { link in !first.contains { $0.id == link.id } }
    }

    /// One message of a conversation.
    struct Link: Fetchable, Sendable {
        let id: ID<Message>
        let direction: Message.Direction
        let messageID: String?
        let isVerified: Bool

        init(_ row: Row) throws {
            id = try row("id")
            direction = try row("direction")
            messageID = try row("message_id")
            isVerified = try row("is_verified")
        }
    }
}
