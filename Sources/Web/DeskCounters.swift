import Accounts
import Primitives
import Storage
import Tickets

/// The numbers beside the places of one agent.
package struct DeskCounters: Sendable, Equatable {
    /// `inbox`, `mine`, `team`, `queue-<id>`.
    package let values: [String: Int]

    /// - Parameter queues: all of the department
    package init(of access: Access, _ queues: [Queue], _ tx: Transaction) throws {
        let store = CounterStore(tx, department: access.department)
        let ids = queues.map(\.id.rawValue), me = access.agent.map { [$0.rawValue] } ?? []
        self.init(
            of: access, queues, ours: try store.counts(.queue, .ours, of: ids), active: try store.counts(.queue, .active, of: ids),
            mineOurs: try store.counts(.agent, .ours, of: me), mineActive: try store.counts(.agent, .active, of: me))
    }

    /// Of counts that were read for many agents at once: of queues and of agents, by id.
    init(
        of access: Access, _ queues: [Queue], ours: [Int64: Int], active: [Int64: Int], mineOurs: [Int64: Int], mineActive: [Int64: Int]
    ) {
        let me = access.agent?.rawValue ?? 0
        var values = ["inbox": mineOurs[me] ?? 0, "mine": mineActive[me] ?? 0, "team": 0]
        let seesAll = access.reach(.see, .ticket) >= .department
        for queue in queues {
            let isOwn = access.teams.contains(queue.team)
            if isOwn {
                values["inbox", default: 0] += ours[queue.id.rawValue] ?? 0
                values["team", default: 0] += active[queue.id.rawValue] ?? 0
            }
            if isOwn || seesAll { values["queue-\(queue.id)"] = ours[queue.id.rawValue] ?? 0 }
        }
        self.values = values.mapValues { max(0, $0) }
    }
}
