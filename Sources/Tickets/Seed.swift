import Accounts
import Primitives
import Storage

extension Desk {
    /// What an untouched department has: a team and a queue for each of three tiers.
    /// - Parameter names: of the three teams and their queues, lowest tier first
    package func seed(_ department: ID<Department>, names: [String], _ tx: Transaction) throws -> [Team] {
        let teams = try seedTeams(department, names: names, tx)
        try openQueues(of: teams, tx)
        return teams
    }

    /// The teams alone, where the queues are in another database.
    package func seedTeams(_ department: ID<Department>, names: [String], _ tx: Transaction) throws -> [Team] {
        try names.enumerated().map { index, name in
            let team = Team(id: ids.next(), department: department, name: name, tier: index + 1)
            try TeamStore(tx).create(team)
            return team
        }
    }

    /// A queue for each team, of its name; the first is where tickets arrive.
    package func openQueues(of teams: [Team], _ tx: Transaction) throws {
        for (index, team) in teams.enumerated() {
            let queue = Queue(
                id: ids.next(), department: team.department, name: team.name, team: team.id, tier: Tier(team.tier), isFirst: index == 0)
            try QueueStore(tx, department: team.department).insert(queue, at: now())
        }
    }
}
