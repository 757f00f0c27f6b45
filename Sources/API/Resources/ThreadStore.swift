import Accounts
import Events
import Primitives
import Storage
import Tickets

/// What belongs to one ticket, in pages.
struct ThreadStore {
    private let tx: Transaction
    private let access: Access
    private let messages: MessageStore

    init(_ tx: Transaction, _ access: Access) {
        self.tx = tx
        self.access = access
        messages = MessageStore(tx, department: access.department)
    }

    func messages(of ticket: ID<Ticket>, before key: Int64?, most: Int) throws -> Page<ThreadShapes.Said> {
        let page = Page(try messages.messages(of: ticket, before: key, most: most + 1), most) { $0.id.rawValue }
        let files = try files(of: page.rows.map(\.id.rawValue))
        return page.map { ThreadShapes.Said(message: $0, files: files[$0.id.rawValue] ?? []) }
    }

    func notes(of ticket: ID<Ticket>, before key: Int64?, most: Int) throws -> Page<ThreadShapes.Noted> {
        let page = Page(try messages.notes(of: ticket, before: key, most: most + 1), most) { $0.id.rawValue }
        let files = try files(of: page.rows.map(\.id.rawValue))
        return page.map { ThreadShapes.Noted(note: $0, files: files[$0.id.rawValue] ?? []) }
    }

    func events(of ticket: ID<Ticket>, before key: Int64?, most: Int) throws -> Page<Event> {
        let events = try tx.all(
            Event.self,
            """
            SELECT id, position, department, kind, shape, actor_kind, actor, cause, ticket, data, at FROM event
            WHERE department = \(access.department) AND ticket = \(ticket) AND id < \(key ?? .max) ORDER BY id DESC LIMIT \(most + 1)
            """)
        return Page(events, most) { $0.id.rawValue }
    }

    /// Links to and from tickets that the actor may see.
    func links(of ticket: ID<Ticket>) throws -> [Link] {
        let links = try LinkStore(tx, department: access.department).of(ticket)
        let others = links.map { $0.ticket == ticket ? $0.other : $0.ticket }
        let seen = Set(
            try tx.column(ID<Ticket>.self, "SELECT t.id FROM ticket t WHERE t.id IN \(anyOf: others) AND \(access.condition(.see))"))
        return zip(links, others).filter { seen.contains($1) }.map(\.0)
    }

    /// A file of a message or note that is shown on that ticket; `nil` for one of another.
    func attachment(_ id: ID<Attachment>, of ticket: ID<Ticket>) throws -> Attachment? {
        guard let file = try messages.attachment(id), file.redacted == nil else { return nil }
        let isShown = try tx.exists(
            """
            SELECT 1 AS one FROM message WHERE id = \(file.owner) AND thread = \(ticket)
            UNION ALL SELECT 1 AS one FROM note WHERE id = \(file.owner) AND thread = \(ticket)
            """)
        return isShown ? file : nil
    }

    private func files(of owners: [Int64]) throws -> [Int64: [Attachment]] {
        owners.isEmpty ? [:] : Dictionary(grouping: try messages.attachments(of: owners), by: \.owner)
    }
}

extension Page {
    /// Of one row more than a page holds, where there is one.
    init(_ rows: [Row], _ most: Int, key: (Row) -> Int64) {
        let page = Array(rows.prefix(most))
        self.init(rows: page, next: rows.count > most ? page.last.map { String(key($0)) } : nil)
    }
}
