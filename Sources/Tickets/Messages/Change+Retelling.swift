import Contacts
import Primitives
import Storage

extension Change {
    /// Reads again from what is left in the thread how the last words begin and who said them.
    mutating func retell() throws {
        let last = try MessageStore(tx, department: store.department).lastSaid(in: ticket.id)
        ticket.snippet = last.map { $0.redacted == nil ? Snippet.of($0.text) : Desk.redactionMark } ?? ""
        if let last { ticket.spokeLast = last.direction == .incoming ? .customer : .desk }
    }

    /// The same, and since when the customer waits.
    mutating func retellWaiting() throws {
        try retell()
        let messages = MessageStore(tx, department: store.department)
        ticket.waitingSince = ticket.state.isActive ? try messages.waitingSince(in: ticket.id) : nil
    }
}

extension MessageStore {
    /// The last words of a person that stand in a thread.
    func lastSaid(in thread: ID<Ticket>) throws -> Message? {
        try tx.first(
            Message.self,
            "SELECT \(Message.columns) FROM message m WHERE \(spoken(in: thread)) ORDER BY m.id DESC LIMIT 1")
    }

    /// When the first customer's message came that nobody answered yet; thanks need no answer.
    func waitingSince(in thread: ID<Ticket>) throws -> Instant? {
        try tx.value(
            Instant.self,
            """
            SELECT m.at FROM message m
            WHERE \(spoken(in: thread)) AND m.direction = \(Message.Direction.incoming)
                AND (m.mark IS NULL OR m.mark <> \(Message.Mark.thanks))
                AND m.id > COALESCE((SELECT max(m.id) FROM message m
                    WHERE \(spoken(in: thread)) AND m.direction = \(Message.Direction.outgoing)), 0)
            ORDER BY m.id LIMIT 1
            """)
    }

    private func spoken(in thread: ID<Ticket>) -> SQL {
        """
        m.department = \(department) AND m.thread = \(thread) AND m.withdrawn_at IS NULL AND m.is_automatic = 0 AND m.is_verified = 1
        """
    }
}
