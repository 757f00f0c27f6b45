import Accounts
import Primitives
import Search
import Storage
import Tickets

/// What a list of tickets is narrowed to; `nil` where it does not matter.
struct TicketFilter: Sendable {
    var states: [State] = []
    var queue: ID<Queue>?
    var assignee: Assignee?
    var tag: Tag?
    /// Something was said or done since.
    var since: Instant?

    enum Assignee: Sendable, Equatable {
        case agent(ID<Agent>)
        case nobody
    }
}

/// Lists of tickets for programs, the last active first.
///
/// A page walks ranges of an index, a slice at a time, and looks at so many tickets at most: where a filter lets few pass it may
/// hold fewer rows than asked for, and still say that there is more. So no page costs more on a larger desk.
struct TicketPageStore {
    let tx: Transaction
    let access: Access

    func page(_ filter: TicketFilter, after key: ListKey?, most: Int) throws -> Page<Ticket> {
        guard access.reach(.see, .ticket) > .none else { return Page(rows: [], next: nil) }
        let rest = rest(of: filter), ranges = try ranges(of: filter)
        let tickets = TicketRanges(tx, for: access)
        if rest.isEmpty {
            let page = try tickets.page(ranges, after: key, most: most)
            return Page(rows: try tickets.tickets(page.rows), next: page.next)
        }
        let conditions = ["\(filter: "t.department = \(access.department)")", access.isNotClosedToActor] + rest
        let (keys, next) = try tickets.walk(ranges, where: conditions.joined(separator: " AND "), after: key, most: most)
        return Page(rows: try tickets.tickets(keys), next: next?.text)
    }

    /// The ranges of indexes in which all answers lie.
    private func ranges(of filter: TicketFilter) throws -> [SQL] {
        let named = Set(filter.states.map(\.lane)).sorted { $0.rawValue > $1.rawValue }
        let lanes = named.isEmpty ? [.ours, .waiting, .done] : named
        let ranges: [SQL] =
            switch (filter.assignee, filter.queue) {
            case (.agent(let agent), _): lanes.map { "t.assignee = \(agent) AND t.lane = \($0)" }
            case (_, let queue?): lanes.map { "t.queue = \(queue) AND t.lane = \($0)" }
            default: try TicketListStore(tx, for: access).ranges(in: lanes)
            }
        let since: SQL = filter.since.map { " AND t.active_at >= \($0)" } ?? ""
        return ranges.map { $0 + since }
    }

    /// What is left to ask of each ticket; empty where a range holds nothing else.
    private func rest(of filter: TicketFilter) -> [SQL] {
        var rest: [SQL] = []
        if !filter.states.isEmpty { rest.append("t.state IN \(anyOf: filter.states)") }
        if let queue = filter.queue, case .agent = filter.assignee { rest.append("t.queue = \(queue)") }
        if filter.states.contains(where: { $0.lane == .aside }) { rest.append("t.binned_at IS NULL") }
        if filter.assignee == .nobody { rest.append("t.assignee IS NULL") }
        if let tag = filter.tag {
            rest.append(
                """
                EXISTS (SELECT 1 FROM ticket_tag g
                    WHERE g.department = \(access.department) AND g.folded = \(tag.folded) AND g.ticket = t.id)
                """)
        }
        let isWithinReach = filter.queue == nil && filter.assignee.map { $0 == .nobody } ?? true
        if !isWithinReach, access.reach(.see, .ticket) < .department { rest.append(access.condition(.see)) }
        return rest
    }
}
