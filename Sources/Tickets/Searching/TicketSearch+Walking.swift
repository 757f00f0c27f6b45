import Accounts
import Primitives
import Search
import Storage

// Queries without words: walked along an index of tickets.
extension TicketSearch {
    /// Tickets that a tag, a person or a number may lead to.
    private static let mostNamed = 2000
    private static let mostBranches = 40

    func walk(_ asked: AskedSearch, after key: ListKey?) throws -> SearchResults {
        guard asked.includes(.tickets), mayFindTickets else { return .none }
        let condition = try conditions.sql(.all(asked.rest.isEmpty ? [.everything] : asked.rest))
        let (keys, next) = try TicketRanges(tx, for: access).walk(
            branches(asked), where: "\(isShown) AND \(condition)", after: key, most: asked.most)
        let hits = try Presentation(self, asked).hits(keys.map(\.id))
        return SearchResults(
            page: Page(rows: hits, next: next.map { SearchKey.listed($0).text }), count: keys.count, isCapped: next != nil)
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
