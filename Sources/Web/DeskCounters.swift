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
        self.init(of: access, queues, try store.counts(queues: queues.map(\.id), agents: access.agent.map { [$0] } ?? []))
    }

    /// Of counts that were read for many agents at once.
    init(of access: Access, _ queues: [Queue], _ counts: CounterStore.Counts) {
        var values = ["team": 0]
        values["inbox"] = access.agent.map { counts[$0, .ours] } ?? 0
        values["mine"] = access.agent.map { counts[$0, .active] } ?? 0
        let seesAll = access.reach(.see, .ticket) >= .department
        for queue in queues {
            let isOwn = access.teams.contains(queue.team)
            if isOwn {
                values["inbox", default: 0] += counts[queue.id, .ours]
                values["team", default: 0] += counts[queue.id, .active]
            }
            if isOwn || seesAll { values["queue-\(queue.id)"] = counts[queue.id, .ours] }
        }
        self.values = values.mapValues { max(0, $0) }
    }
}
