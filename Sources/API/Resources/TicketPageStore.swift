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
    private static let slice = 2000
    private static let mostSlices = 4

    let tx: Transaction
    let access: Access

    func page(_ filter: TicketFilter, after key: ListKey?, most: Int) throws -> Page<Ticket> {
        guard access.reach(.see, .ticket) > .none else { return Page(rows: [], next: nil) }
        let rest = rest(of: filter), ranges = ranges(of: filter)
        guard !rest.isEmpty else { return try whole(ranges, after: key, most: most) }
        var found: [ListKey] = [], place = key, isWhole = false
        for _ in 0..<Self.mostSlices where found.count <= most && !isWhole {
            let slice = try slice(ranges, rest.joined(separator: " AND "), after: place, most: most + 1 - found.count)
            found += slice.found
            place = slice.end
            isWhole = slice.end == nil
        }
        let keys = Array(found.prefix(most))
        let next = found.count > most ? keys.last : isWhole ? nil : place
        return Page(rows: try tickets(keys), next: next?.text)
    }

    /// The ranges of indexes in which all answers lie, none overlapping another.
    private func ranges(of filter: TicketFilter) -> [SQL] {
        let lanes = Set(filter.states.map(\.lane)).sorted { $0.rawValue > $1.rawValue }
        let since: SQL = filter.since.map { " AND t.active_at >= \($0)" } ?? ""
        return (lanes.isEmpty ? [.ours, .waiting, .done] : lanes).map { lane in
            switch (filter.assignee, filter.queue) {
            case (.agent(let agent), _): "t.assignee = \(agent) AND t.lane = \(lane)\(since)"
            case (_, let queue?): "t.queue = \(queue) AND t.lane = \(lane)\(since)"
            default: "t.department = \(access.department) AND t.lane = \(lane)\(since)"
            }
        }
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
        if access.reach(.see, .ticket) < .department { rest.append(access.condition(.see)) }
        return rest
    }

    private func whole(_ ranges: [SQL], after key: ListKey?, most: Int) throws -> Page<Ticket> {
        let parts = ranges.map { range -> SQL in
            """
            SELECT * FROM (SELECT t.active_at, t.id FROM ticket t
                WHERE \(range) \(behind(key)) AND t.department = \(access.department) AND \(access.isNotClosedToActor)
                ORDER BY t.active_at DESC, t.id DESC LIMIT \(most + 1)) AS part
            """
        }
        let keys = try tx.rows(
            parts.joined(separator: " UNION ALL ") + " ORDER BY active_at DESC, id DESC LIMIT \(most + 1)").map(ListKey.init)
        let rows = Array(keys.prefix(most))
        return Page(rows: try tickets(rows), next: keys.count > most ? rows.last?.text : nil)
    }

    /// What passes among the next tickets of each range, and up to where all were looked at; `nil` when that is the end.
    private func slice(
        _ ranges: [SQL], _ condition: SQL, after key: ListKey?, most: Int
    ) throws -> (found: [ListKey], end: ListKey?) {
        var found: [ListKey] = [], end: ListKey?
        for range in ranges {
            let last = try tx.rows(
                """
                SELECT t.active_at, t.id FROM ticket t WHERE \(range) \(behind(key))
                ORDER BY t.active_at DESC, t.id DESC LIMIT 1 OFFSET \(Self.slice - 1)
                """).first.map(ListKey.init)
            let until: SQL = last.map { "AND t.active_at >= \($0.active)" } ?? ""
            found += try tx.rows(
                """
                SELECT t.active_at, t.id FROM ticket t
                WHERE \(range) \(behind(key)) \(until) AND t.department = \(access.department) AND \(access.isNotClosedToActor)
                    AND \(condition)
                ORDER BY t.active_at DESC, t.id DESC LIMIT \(most)
                """).map(ListKey.init)
            if let last, end.map({ $0.isBehind(last) }) ?? true { end = last }
        }
        let seen = found.filter { key in end.map { !key.isBehind($0) } ?? true }
        return (Array(seen.sorted { $1.isBehind($0) }.prefix(most)), end)
    }

    private func behind(_ key: ListKey?) -> SQL {
        key.map { "AND (t.active_at < \($0.active) OR t.active_at = \($0.active) AND t.id < \($0.id))" } ?? ""
    }

    private func tickets(_ keys: [ListKey]) throws -> [Ticket] {
        let tickets = try TicketStore(tx, department: access.department).find(keys.map(\.id))
        let byID = Dictionary(tickets.map { ($0.id, $0) }) { first, _ in first }
        return keys.compactMap { byID[$0.id] }
    }
}

extension ListKey {
    fileprivate init(_ row: Row) throws {
        self.init(active: try row("active_at"), id: try row("id"))
    }

    /// Whether it comes later in a list.
    fileprivate func isBehind(_ other: ListKey) -> Bool { (active, id) < (other.active, other.id) }
}

extension State {
    fileprivate var lane: Lane {
        switch self {
        case .new, .open: .ours
        case .pending, .onHold: .waiting
        case .solved, .closed: .done
        case .merged, .spam: .aside
        }
    }
}
