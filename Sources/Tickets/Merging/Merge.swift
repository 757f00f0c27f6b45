import Accounts
import Contacts
import Primitives
import Storage

/// One ticket told as part of another. What was said keeps its ticket and is shown in the survivor's thread, so undoing moves
/// nothing twice.
package struct Merge: Sendable, Equatable, Fetchable {
    package let id: ID<Merge>
    package let loser: ID<Ticket>
    package let survivor: ID<Ticket>
    /// Where the survivor stood, when the merge opened it again.
    let survivorState: State?
    package let at: Instant
    package let undone: Instant?

    package init(_ row: Row) throws {
        id = try row("id")
        loser = try row("loser")
        survivor = try row("survivor")
        survivorState = try row("survivor_state")
        at = try row("at")
        undone = try row("undone_at")
    }
}

package struct MergeStore {
    let tx: Transaction
    private let department: ID<Department>

    package init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    func insert(
        _ id: ID<Merge>, _ loser: Ticket, into survivor: ID<Ticket>, reopening state: State?, by actor: Actor, at now: Instant
    ) throws {
        try tx.run(
            """
            INSERT INTO merge (id, department, loser, survivor, state, survivor_state, actor_kind, actor, at)
            VALUES (\(id), \(department), \(loser.id), \(survivor), \(loser.state), \(state), \(actor.kind.rawValue), \(actor.id), \(now))
            """)
    }

    /// Writes down whom a merge brought to the survivor, so that undoing it takes them away again.
    func note(_ participant: Participant, in merge: ID<Merge>) throws {
        try tx.run(
            "INSERT INTO merge_participant (merge, contact, role) VALUES (\(merge), \(participant.contact), \(participant.role))")
    }

    /// Takes away from the survivor whom a merge brought there.
    func removeParticipants(of merge: Merge) throws {
        let participants = ParticipantStore(tx, department: department)
        for row in try tx.rows("SELECT contact, role FROM merge_participant WHERE merge = \(merge.id)") {
            try participants.remove(try row("contact"), try row("role"), from: merge.survivor)
        }
        try tx.run("DELETE FROM merge_participant WHERE merge = \(merge.id)")
    }

    /// The merge that made a ticket part of another; `nil` when it is none.
    package func last(of loser: ID<Ticket>) throws -> Merge? {
        try tx.first(
            Merge.self,
            """
            SELECT id, loser, survivor, survivor_state, at, undone_at FROM merge
            WHERE department = \(department) AND loser = \(loser) AND undone_at IS NULL ORDER BY id DESC LIMIT 1
            """)
    }

    func undo(_ id: ID<Merge>, at now: Instant) throws {
        try tx.run("UPDATE merge SET undone_at = \(now) WHERE id = \(id)")
    }

    /// A ticket and all that were merged into it, directly or through others.
    package func family(of ticket: ID<Ticket>) throws -> [ID<Ticket>] {
        try tx.column(
            ID<Ticket>.self,
            """
            WITH RECURSIVE family (id) AS (
                SELECT id FROM ticket WHERE department = \(department) AND id = \(ticket)
                UNION ALL
                SELECT t.id FROM ticket t JOIN family f ON t.merged_into = f.id)
            SELECT id FROM family
            """)
    }

    /// The ticket that a merged one is told in: the last survivor.
    package func survivor(of ticket: Ticket) throws -> Ticket {
        var current = ticket
        let store = TicketStore(tx, department: department)
        while let next = current.mergedInto, let survivor = try store.find(next) { current = survivor }
        return current
    }

    /// Shows what was said on these tickets in one thread.
    func show(_ family: [ID<Ticket>], in thread: ID<Ticket>) throws {
        try tx.run("UPDATE message SET thread = \(thread) WHERE ticket IN \(anyOf: family)")
        try tx.run("UPDATE note SET thread = \(thread) WHERE ticket IN \(anyOf: family)")
        try tx.run("UPDATE search_document SET ticket = \(thread) WHERE ticket IN \(anyOf: family)")
    }
}
