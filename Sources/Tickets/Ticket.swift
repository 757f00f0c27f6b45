import Accounts
import Contacts
import Primitives
import Storage

/// One request, from the first question to its solution.
package struct Ticket: Sendable, Equatable {
    package let id: ID<Ticket>
    package var version: Version
    package let department: ID<Department>
    package var number: TicketNumber
    package var subject: String
    package var state: State
    package var kind: TicketKind
    package var priority: Priority
    package var category: ID<Category>?
    package var queue: ID<Queue>
    package var tier: Tier
    package var assignee: ID<Agent>?
    /// Who asks.
    package var requester: ID<Contact>
    /// For whom, if another.
    package var affected: ID<Contact>?
    /// Whom a complaint is about.
    package var complainedAbout: ID<Contact>?
    /// Only for people named on it.
    package var isConfidential: Bool
    package var language: Language?
    /// The way it came.
    package let channel: ChannelName
    /// Sorted, without doubles.
    package var tags: [Tag]
    /// How the last message begins.
    package var snippet: String
    package var spokeLast: Side
    package let opened: Instant
    /// When something was last said or done that concerns whoever works on it; the order of lists.
    package var active: Instant
    /// Since when the customer waits for an answer; `nil` when they do not.
    package var waitingSince: Instant?
    package var solved: Instant?
    package var mergedInto: ID<Ticket>?
    package var binned: Instant?
    /// What it was before it was merged or called spam.
    package var stateBefore: State?

    package enum Side: String, Sendable, Codable, Column {
        case customer, desk
    }

    package var lane: Lane { binned == nil ? state.lane : .aside }
}

/// What a ticket is about, from a list of the department's.
package struct Category: Sendable, Equatable, Fetchable {
    package let id: ID<Category>
    package var name: String

    package init(_ row: Row) throws {
        id = try row("id")
        name = try row("name")
    }
}

extension Ticket: Fetchable {
    static let columns: SQL = """
        id, version, department, number, subject, state, kind, priority, category, queue, tier, assignee, requester, affected,
        complained_about, is_confidential, language, channel, tags, snippet, spoke_last, opened_at, active_at, waiting_since,
        solved_at, merged_into, binned_at, state_before
        """

    /// Of a row that begins with the columns above.
    package init(_ row: Row) throws {
        var row = RowReader(row)
        id = try row.id()
        version = Version(try row.number())
        department = try row.id()
        number = try row.next()
        subject = try row.text()
        state = try row.name()
        kind = try row.name()
        priority = try row.next()
        category = try row.optionalID()
        queue = try row.id()
        tier = Tier(Int(try row.number()))
        assignee = try row.optionalID()
        requester = try row.id()
        affected = try row.optionalID()
        complainedAbout = try row.optionalID()
        isConfidential = try row.bool()
        language = try row.optionalName()
        channel = try row.name()
        tags = try row.next(TextList.self).texts.compactMap { Tag($0) }
        snippet = try row.text()
        spokeLast = try row.name()
        opened = try row.instant()
        active = try row.instant()
        waitingSince = try row.optionalInstant()
        solved = try row.optionalInstant()
        mergedInto = try row.optionalID()
        binned = try row.optionalInstant()
        stateBefore = try row.optionalName()
    }
}
