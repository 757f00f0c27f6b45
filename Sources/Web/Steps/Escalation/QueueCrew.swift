import Accounts
import Primitives
import Storage
import Tickets

/// Who works a queue, and how many tickets each of them has.
struct QueueCrew: Sendable {
    /// Names at most; the rest is a number.
    static let most = 8

    struct Member: Sendable {
        let id: ID<Agent>
        let name: String
        let active: Int
    }

    let queue: Queue
    let members: [Member]
    /// How many more there are.
    let others: Int

    init(_ queue: Queue, access: Access, _ tx: Transaction) throws {
        self.queue = queue
        let agents = try AgentStore(tx).members(of: queue.team)
        let shown = agents.prefix(Self.most)
        let counts = try CounterStore(tx, department: access.department).counts(agents: shown.map(\.id))
        members = shown.map { Member(id: $0.id, name: $0.name, active: counts[$0.id, .active]) }
        others = agents.count - shown.count
    }
}
