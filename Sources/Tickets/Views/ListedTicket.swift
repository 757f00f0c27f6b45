import Accounts
import Contacts
import Primitives
import Storage

/// What a list shows of a ticket.
package struct ListedTicket: Sendable, Equatable {
    package let id: ID<Ticket>
    package let number: TicketNumber
    package let subject: String
    package let state: State
    package let priority: Priority
    package let tier: Tier
    package let channel: ChannelName
    /// How the last message begins.
    package let snippet: String
    package let spokeLast: Ticket.Side
    package let active: Instant
    package let waitingSince: Instant?
    package let requester: ID<Contact>
    /// Empty where nobody told it.
    package let requesterName: String
    package let assignee: ID<Agent>?
    package let assigneeName: String?
}

extension ListedTicket: Fetchable {
    /// Of a ticket `t`, its requester `c` and its assignee `a`.
    static let columns: SQL = """
        t.id, t.number, t.subject, t.state, t.priority, t.tier, t.channel, t.snippet, t.spoke_last, t.active_at, t.waiting_since,
        t.requester, c.name, t.assignee, a.name
        """

    /// Of a row that begins with the columns above.
    package init(_ row: Row) throws {
        var row = RowReader(row)
        id = try row.id()
        number = try row.next()
        subject = try row.text()
        state = try row.name()
        priority = try row.next()
        tier = Tier(Int(try row.number()))
        channel = try row.name()
        snippet = try row.text()
        spokeLast = try row.name()
        active = try row.instant()
        waitingSince = try row.optionalInstant()
        requester = try row.id()
        requesterName = try row.text()
        assignee = try row.optionalID()
        assigneeName = try row.optionalText()
    }
}
