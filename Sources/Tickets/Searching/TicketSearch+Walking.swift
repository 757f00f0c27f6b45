import Accounts
import Primitives
import Search
import Storage

// Queries without words: walked along an index of tickets.
extension TicketSearch {
    /// Tickets looked at in one range before the next page goes on.
    private static let slice = 5000
    /// Slices a page may take.
    private static let mostSlices = 4
    /// Tickets that a tag, a person or a number may lead to.
    private static let mostNamed = 2000
    private static let mostBranches = 40

    func walk(_ asked: AskedSearch, after key: ListKey?) throws -> SearchResults {
        guard asked.includes(.tickets), mayFindTickets else { return .none }
        let condition = try conditions.sql(.all(asked.rest.isEmpty ? [.everything] : asked.rest))
        let branches = try branches(asked)
        var found: [ListKey] = [], place = key, isWhole = false
        for _ in 0..<Self.mostSlices where found.count <= asked.most && !isWhole {
            let slice = try slice(branches, condition, after: place, most: asked.most + 1 - found.count)
            found += slice.found
            place = slice.end
            isWhole = slice.end == nil
        }
        let rows = Array(found.prefix(asked.most))
        let next = found.count > rows.count ? rows.last : isWhole ? nil : place
        let hits = try Presentation(self, asked).hits(rows.map(\.id))
        return SearchResults(
            page: Page(rows: hits, next: next.map { SearchKey.listed($0).text }), count: rows.count, isCapped: next != nil)
    }

    /// What meets the condition among the next tickets of each range, and up to where all of them were looked at; `nil` when that
    /// is the end.
    private func slice(
        _ branches: [SQL], _ condition: SQL, after key: ListKey?, most: Int
    ) throws -> (found: [ListKey], end: ListKey?) {
        let behind: SQL = key.map { "AND (t.active_at < \($0.active) OR t.active_at = \($0.active) AND t.id < \($0.id))" } ?? ""
        var found: [ListKey] = [], end: ListKey?
        for branch in branches {
            let last = try tx.rows(
                """
                SELECT t.active_at, t.id FROM ticket t WHERE \(branch) \(behind)
                ORDER BY t.active_at DESC, t.id DESC LIMIT 1 OFFSET \(Self.slice - 1)
                """).first.map(ListKey.init)
            let until: SQL = last.map { "AND t.active_at >= \($0.active)" } ?? ""
            found += try tx.rows(
                """
                SELECT t.active_at, t.id FROM ticket t WHERE \(branch) \(behind) \(until) AND \(isShown) AND \(condition)
                ORDER BY t.active_at DESC, t.id DESC LIMIT \(most)
                """).map(ListKey.init)
            if let last, end.map({ $0 < last }) ?? true { end = last }
        }
        found = found.filter { key in end.map { !(key < $0) } ?? true }
        return (found.sorted { $1 < $0 }, end)
    }

    /// Ranges of an index that hold all answers, none overlapping another: the narrowest the filters allow.
    private func branches(_ asked: AskedSearch) throws -> [SQL] {
        let filters = asked.filters
        if let ids = try named(filters) { return ["t.id IN \(anyOf: ids)"] }
        let states = filters.first { $0.name == "state" }?.states
        let lanes = [Lane.ours, .waiting, .done].filter { lane in states?.contains { $0.lane == lane } ?? true }
        let assignees = try filters.first { $0.name == "assignee" }.map(assignees) ?? []
        if !assignees.isEmpty, assignees.count * lanes.count <= Self.mostBranches {
            return assignees.flatMap { agent in lanes.map { "t.assignee = \(agent) AND t.lane = \($0)" } }
        }
        let queues = try queues(filters)
        if let queues, queues.count * lanes.count <= Self.mostBranches {
            return queues.flatMap { queue in lanes.map { "t.queue = \(queue) AND t.lane = \($0)" } }
        }
        return lanes.map { "t.department = \(access.department) AND t.lane = \($0)" }
    }

    /// The tickets that a number, tag or person leads to, the newest; `nil` without such a filter.
    private func named(_ filters: [Filter]) throws -> [ID<Ticket>]? {
        for filter in filters where !filter.patterns.contains(where: \.isAny) {
            switch filter.name {
            case "number": return try filter.patterns.flatMap(conditions.numbered)
            case "tag":
                return try filter.patterns.flatMap { pattern in
                    try tx.column(
                        ID<Ticket>.self,
                        "SELECT g.ticket FROM ticket_tag g WHERE \(conditions.tag(pattern)) ORDER BY g.ticket DESC LIMIT \(Self.mostNamed)")
                }
            case "from":
                let contacts = try filter.patterns.flatMap(conditions.contacts)
                return try tx.column(
                    ID<Ticket>.self,
                    "SELECT id FROM ticket WHERE requester IN \(anyOf: contacts) ORDER BY id DESC LIMIT \(Self.mostNamed)")
            default: continue
            }
        }
        return nil
    }

    /// Agents a filter names; empty where it asks for something else.
    private func assignees(_ filter: Filter) throws -> [Int64] {
        guard filter.patterns.allSatisfy({ !$0.isAny && Folding.fold($0.text) != "none" }) else { return [] }
        return try filter.patterns.flatMap(conditions.assignees)
    }

    /// The queues that answers can lie in, where that is not all of them.
    private func queues(_ filters: [Filter]) throws -> [Int64]? {
        let all: SQL = "SELECT id, name FROM queue WHERE department = \(access.department)"
        guard let filter = filters.first(where: { $0.name == "queue" }) else { return nil }
        return Array(Set(try filter.patterns.flatMap { try conditions.named(all, $0) })).sorted()
    }
}

extension ListKey: Comparable {
    fileprivate init(_ row: Row) throws {
        self.init(active: try row("active_at"), id: try row("id"))
    }

    package static func < (one: ListKey, other: ListKey) -> Bool { (one.active, one.id) < (other.active, other.id) }
}

extension State {
    /// Where a ticket in that state stands, unless it is in the bin.
    fileprivate var lane: Lane {
        switch self {
        case .new, .open: .ours
        case .pending, .onHold: .waiting
        case .solved, .closed: .done
        case .merged, .spam: .aside
        }
    }
}
