import Accounts
import Contacts
import Primitives
import Storage

/// A list of tickets that agents work from.
package enum TicketView: Sendable, Hashable {
    /// What waits for this agent: nobody's in their teams' queues, and their own.
    case inbox
    /// Their own, active.
    case mine
    /// All active ones of their teams' queues.
    case team
    case queue(ID<Queue>)
    /// Everything active they may see.
    case everything
    case done
    case bin
    case spam

    /// The only ones its tickets are in.
    package var lanes: [Lane] {
        switch self {
        case .inbox: [.ours]
        case .mine, .team, .queue, .everything: Lane.active
        case .done: [.done]
        case .bin, .spam: [.aside]
        }
    }
}

/// Reads lists, newest activity first.
package struct TicketListStore {
    /// Up to so many queues are walked one by one; with more, the department's lanes are.
    private static let mostBranches = 40

    private let tx: Transaction
    private let access: Access

    package init(_ tx: Transaction, for access: Access) {
        self.tx = tx
        self.access = access
    }

    package func page(_ view: TicketView, after key: ListKey? = nil, most: Int = 50) throws -> Page<ListedTicket> {
        guard access.reach(.see, .ticket) > .none else { return Page(rows: [], next: nil) }
        let branches = try branches(of: view)
        guard !branches.isEmpty else { return Page(rows: [], next: nil) }
        let page = try TicketRanges(tx, for: access).page(branches, after: key, most: most)
        return Page(rows: try tickets(page.rows), next: page.next)
    }

    /// In the order of the keys.
    private func tickets(_ keys: [ListKey]) throws -> [ListedTicket] {
        if keys.isEmpty { return [] }
        let tickets = try tx.all(
            ListedTicket.self,
            """
            SELECT \(ListedTicket.columns) FROM ticket t JOIN contact c ON c.id = t.requester LEFT JOIN agent a ON a.id = t.assignee
            WHERE \(filter: "t.department = \(access.department)") AND t.id IN \(anyOf: keys.map(\.id))
            """)
        let places = Dictionary(uniqueKeysWithValues: zip(tickets.map(\.id), tickets.indices))
        return keys.compactMap { places[$0.id].map { tickets[$0] } }
    }

    /// Ranges of an index that make up the view.
    private func branches(of view: TicketView) throws -> [SQL] {
        switch view {
        case .inbox: try inbox()
        case .mine: view.lanes.map { "t.assignee = \(me) AND t.lane = \($0)" }
        case .team: try lanes(view.lanes, in: queuesOfTeams(), where: reach >= .team ? nil : isOwnOrFollowed)
        case .queue(let queue): try lanes(view.lanes, in: [queue], where: sees(queue) ? nil : isOwnOrFollowed)
        case .everything, .done: try ranges(in: view.lanes)
        case .bin: ["t.department = \(access.department) AND t.lane = \(Lane.aside) AND t.binned_at IS NOT NULL AND \(access.condition(.see))"]
        case .spam:
            [
                """
                t.department = \(access.department) AND t.lane = \(Lane.aside) AND t.binned_at IS NULL AND \(filter: "t.state = \(State.spam)")
                    AND \(access.condition(.see))
                """
            ]
        }
    }

    private func inbox() throws -> [SQL] {
        let queues = try queuesOfTeams()
        let nobodys: SQL = reach >= .team ? "t.assignee IS NULL" : "t.assignee IS NULL AND \(access.isFollowed)"
        return ["t.assignee = \(me) AND t.lane = \(Lane.ours)"]
            + lanes([.ours], in: queues, where: nobodys)
    }

    /// All of some queues in some lanes that meet a condition.
    private func lanes(_ lanes: [Lane], in queues: [ID<Queue>], where condition: SQL?) -> [SQL] {
        let also: SQL = condition.map { "AND \($0)" } ?? ""
        guard queues.count <= Self.mostBranches else {
            return lanes.map { "t.department = \(access.department) AND t.lane = \($0) AND t.queue IN \(anyOf: queues) \(also)" }
        }
        return queues.flatMap { queue in
            lanes.map { "t.queue = \(queue) AND t.lane = \($0) \(also)" }
        }
    }

    /// All the actor may see in some lanes, as ranges of ``TicketRanges``: whole lanes, or their teams' queues, and what is theirs or
    /// followed.
    package func ranges(in lanes: [Lane]) throws -> [SQL] {
        if reach >= .department { return lanes.map { "t.department = \(access.department) AND t.lane = \($0)" } }
        let queues = reach >= .team ? try queuesOfTeams() : []
        let own = lanes.map { lane -> SQL in "t.assignee = \(me) AND t.lane = \(lane)" }
        let followed = lanes.map { lane -> SQL in
            """
            t.id IN (SELECT p.ticket FROM participant p WHERE p.contact = \(access.contact ?? 0) AND p.is_accepted = 1)
                AND \(filter: "t.lane = \(lane)")
            """
        }
        return self.lanes(lanes, in: queues, where: nil) + own + followed
    }

    /// Whether the actor sees all of a queue.
    private func sees(_ queue: ID<Queue>) throws -> Bool {
        try reach >= .department || reach >= .team && queuesOfTeams().contains(queue)
    }

    private var isOwnOrFollowed: SQL { "(t.assignee = \(me) OR \(access.isFollowed))" }

    package func queuesOfTeams() throws -> [ID<Queue>] {
        try tx.column(
            ID<Queue>.self,
            "SELECT id FROM queue WHERE department = \(access.department) AND team IN \(anyOf: access.teams.sorted()) ORDER BY id")
    }

    private var reach: Reach { access.reach(.see, .ticket) }
    private var me: Int64 { access.agent?.rawValue ?? 0 }
}
