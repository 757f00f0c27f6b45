import Accounts
import Events
import Primitives
import Storage
import Tickets

/// What one agent is told in one round.
struct Bulletin: Sendable {
    struct Item: Sendable, Equatable {
        let kind: String
        let data: String
        let position: Int64
    }

    let agent: ID<Agent>
    /// Whether they may still sign in.
    let mayListen: Bool
    let items: [Item]
    /// The numbers beside places, of each department in which something happened.
    let counters: [ID<Department>: [String: Int]]

    /// Those of the listeners whom the events concern.
    /// - Parameter always: whether the counters are told where nothing happened
    static func of(
        _ events: [Event], for listeners: [ID<Agent>], doorkeeper: Doorkeeper, always: Bool = false, _ tx: Transaction
    ) throws -> [Bulletin] {
        let news = try LiveStore(tx).news(of: events)
        let departments = Set(news.map(\.ticket.department))
        if departments.isEmpty && !always { return [] }
        var desks = LiveCounts(tx, agents: listeners)
        return try listeners.compactMap { agent in
            guard let standing = try doorkeeper.standing(of: agent, tx) else {
                return Bulletin(agent: agent, mayListen: false, items: [], counters: [:])
            }
            let items = try standing.accesses.filter { departments.contains($0.department) }.flatMap { access in
                try told(news, to: access, desks.queues(of: access.department), tx)
            }
            let concerned = standing.accesses.filter { always || departments.contains($0.department) }
            if concerned.isEmpty { return nil }
            let counters = try concerned.reduce(into: [:]) { $0[$1.department] = try desks.counters(for: $1) }
            return Bulletin(agent: agent, mayListen: true, items: items, counters: counters)
        }
    }

    private static func told(_ news: [LiveNews], to access: Access, _ queues: [Queue], _ tx: Transaction) throws -> [Item] {
        let teams = Dictionary(queues.map { ($0.id, $0.team) }) { $1 }
        let candidates = news.filter { $0.mayConcern(access, queueTeam: teams[$0.ticket.queue]) }
        if candidates.isEmpty { return [] }
        let visible = Set(try VisibleTicketStore(tx, for: access).visible(candidates.map(\.ticket.id)))
        return candidates.filter { visible.contains($0.ticket.id) }.map { news in
            Item(kind: "ticket", data: news.json(for: access, queueTeam: teams[news.ticket.queue]), position: news.position)
        }
    }
}

extension LiveNews {
    /// Whether the policy is worth asking.
    fileprivate func mayConcern(_ access: Access, queueTeam: ID<Team>?) -> Bool {
        guard ticket.department == access.department else { return false }
        switch access.reach(.see, .ticket) {
        case .none: return false
        case .department, .all: return true
        case .team where queueTeam.map { access.teams.contains($0) } ?? false: return true
        default:
            return ticket.assignee != nil && ticket.assignee == access.agent || access.contact.map { followers.contains($0) } ?? false
        }
    }
}

/// The counts of departments, read once for all who listen.
private struct LiveCounts {
    private let tx: Transaction
    private let agents: [ID<Agent>]
    private var known: [ID<Department>: [Queue]] = [:]
    private var counts: [ID<Department>: CounterStore.Counts] = [:]

    init(_ tx: Transaction, agents: [ID<Agent>]) {
        self.tx = tx
        self.agents = agents
    }

    mutating func queues(of department: ID<Department>) throws -> [Queue] {
        if let queues = known[department] { return queues }
        let queues = try QueueStore(tx, department: department).all()
        known[department] = queues
        return queues
    }

    mutating func counters(for access: Access) throws -> [String: Int] {
        let queues = try queues(of: access.department)
        return DeskCounters(of: access, queues, try counts(access.department, queues)).values
    }

    private mutating func counts(_ department: ID<Department>, _ queues: [Queue]) throws -> CounterStore.Counts {
        if let counts = counts[department] { return counts }
        let read = try CounterStore(tx, department: department).counts(queues: queues.map(\.id), agents: agents)
        counts[department] = read
        return read
    }
}
