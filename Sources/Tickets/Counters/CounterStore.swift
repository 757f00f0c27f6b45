import Accounts
import Primitives
import Storage

/// Kept counts of the tickets of queues and agents: a change adds delta rows, a job folds them, a reader adds the few unfolded.
///
/// Confidential tickets are in no count, as a count would tell of them.
package struct CounterStore {
    package enum Scope: String, Sendable, Column {
        case queue, agent
    }

    package enum Name: String, Sendable, Column {
        /// Active: new, open, pending, on hold.
        case active
        /// Waits for us, and in a queue is nobody's yet.
        case ours
    }

    struct Place: Hashable {
        let scope: Scope
        let object: Int64
        let name: Name
    }

    private let tx: Transaction
    private let department: ID<Department>

    package init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    /// How many tickets the objects of a scope have, by object.
    package func counts(_ scope: Scope, _ name: Name, of objects: some Sequence<Int64>) throws -> [Int64: Int] {
        let rows = try tx.rows(
            """
            SELECT object, n FROM counter
            WHERE department = \(department) AND scope = \(scope) AND name = \(name) AND object IN \(anyOf: objects)
            UNION ALL
            SELECT object, n FROM counter_delta
            WHERE department = \(department) AND scope = \(scope) AND name = \(name) AND object IN \(anyOf: objects)
            """)
        return try rows.reduce(into: [:]) { counts, row in counts[try row("object"), default: 0] += try row("n", as: Int.self) }
    }

    func move(from before: Ticket?, to after: Ticket?) throws {
        var deltas: [Place: Int] = [:]
        for place in before?.places ?? [] { deltas[place, default: 0] -= 1 }
        for place in after?.places ?? [] { deltas[place, default: 0] += 1 }
        let rows = deltas.filter { $0.value != 0 }.map { place, delta -> SQL in
            "(\(department), \(place.scope), \(place.object), \(place.name), \(delta))"
        }
        guard !rows.isEmpty else { return }
        try tx.run("INSERT INTO counter_delta (department, scope, object, name, n) VALUES \(rows.joined(separator: ", "))")
    }

    /// How many delta rows wait to be folded; 1,000 stands for more.
    package static func waiting(_ tx: Transaction) throws -> Int {
        try tx.value(Int.self, "SELECT count(*) FROM (SELECT 1 AS one FROM counter_delta LIMIT 1000) AS some") ?? 0
    }

    /// Adds up to `most` delta rows into the counts; how many there were.
    @discardableResult
    package static func fold(_ tx: Transaction, most: Int) throws -> Int {
        let rows = try tx.rows("SELECT id, department, scope, object, name, n FROM counter_delta ORDER BY id LIMIT \(most)")
        for row in rows {
            let (department, scope, object): (Int64, String, Int64) = (try row("department"), try row("scope"), try row("object"))
            let (name, n): (String, Int64) = (try row("name"), try row("n"))
            try tx.upsert(
                """
                INSERT INTO counter (department, scope, object, name, n)
                VALUES (\(department), \(scope), \(object), \(name), \(n))
                """, key: "department, scope, object, name", update: "n = counter.n + \(n)")
        }
        if let last = rows.last { try tx.run("DELETE FROM counter_delta WHERE id <= \(try last("id", as: Int64.self))") }
        return rows.count
    }
}

extension Ticket {
    /// Where it counts.
    fileprivate var places: [CounterStore.Place] {
        guard !isConfidential, Lane.active.contains(lane) else { return [] }
        var places = [CounterStore.Place(scope: .queue, object: queue.rawValue, name: .active)]
        if let assignee {
            places.append(CounterStore.Place(scope: .agent, object: assignee.rawValue, name: .active))
            if lane == .ours { places.append(CounterStore.Place(scope: .agent, object: assignee.rawValue, name: .ours)) }
        } else if lane == .ours {
            places.append(CounterStore.Place(scope: .queue, object: queue.rawValue, name: .ours))
        }
        return places
    }
}
