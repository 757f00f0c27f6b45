import Accounts
import Primitives
import Storage

extension Desk {
    /// What an untouched department has: a team and a queue for each of three tiers.
    /// - Parameter names: of the three teams and their queues, lowest tier first
    package func seed(_ department: ID<Department>, names: [String], _ tx: Transaction) throws -> [Team] {
        let now = now()
        return try names.enumerated().map { index, name in
            let team = Team(id: ids.next(), department: department, name: name, tier: index + 1)
            try TeamStore(tx).create(team)
            let queue = Queue(
                id: ids.next(), department: department, name: name, team: team.id, tier: Tier(index + 1), isFirst: index == 0)
            try QueueStore(tx, department: department).insert(queue, at: now)
            return team
        }
    }
}
