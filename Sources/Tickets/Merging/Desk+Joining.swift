import Accounts
import Primitives
import Storage

/// Two tickets that turned out to be one conversation.
package struct Joined: Sendable {
    package let loser: Ticket
    package let survivor: Ticket
}

extension Desk {
    /// Tells a ticket in another once a mail shows that both are one conversation, as they would have been had all mails come in
    /// their order. Only one that began as an answer to a mail we had not seen, and that nobody of ours has touched; whoever stood
    /// on it waits for an agent before they hear of the other. An agent can undo it as any merge.
    /// - Returns: `nil` where neither may be told in the other
    package func join(_ one: ID<Ticket>, _ other: ID<Ticket>, in department: ID<Department>, at now: Instant, _ tx: Transaction) throws -> Joined? {
        let store = TicketStore(tx, department: department), merges = MergeStore(tx, department: department)
        let pair = try [one, other].compactMap { try store.find($0) }.sorted { $0.id < $1.id }
        guard pair.count == 2, pair[0].queue == pair[1].queue, pair.allSatisfy(\.mayBeJoined) else { return nil }
        // The younger is told in the elder where it can be.
        guard let loser = try pair.reversed().first(where: merges.isUntouchedAnswer),
            let survivor = pair.first(where: { $0.id != loser.id })
        else { return nil }
        var change = Change(loser, in: store, by: .system(department), of: self, at: now)
        try change.dissolve(into: survivor, guests: .waiting, merges, of: self)
        _ = try change.save()
        return Joined(loser: loser, survivor: try store.find(survivor.id) ?? survivor)
    }
}

extension Ticket {
    fileprivate var mayBeJoined: Bool { state.isActive && binned == nil && !isConfidential }
}

extension MergeStore {
    /// Whether a ticket's first mail answered one that we had not seen, and all that was said on it since came from outside or from
    /// machines.
    fileprivate func isUntouchedAnswer(_ ticket: Ticket) throws -> Bool {
        guard ticket.state == .new, ticket.assignee == nil else { return false }
        return try tx.exists(
            """
            SELECT 1 AS one FROM mail_id
            WHERE message = (SELECT min(id) FROM message WHERE ticket = \(ticket.id)) AND is_own = 0
                AND NOT EXISTS (SELECT 1 FROM note WHERE thread = \(ticket.id))
                AND NOT EXISTS (SELECT 1 FROM message
                    WHERE thread = \(ticket.id) AND direction = \(Message.Direction.outgoing) AND is_automatic = 0)
            LIMIT 1
            """)
    }
}
