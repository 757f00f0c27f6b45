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

        init(_ scope: Scope, _ object: Int64, _ name: Name) {
            self.scope = scope
            self.object = object
            self.name = name
        }

        init(_ row: Row) throws {
            self.init(try row("scope"), try row("object"), try row("name"))
        }
    }

    /// Counts as they were read.
    package struct Counts: Sendable, Equatable {
        private var values: [Place: Int] = [:]

        package init() {}

        package subscript(queue: ID<Queue>, name: Name) -> Int { value(.queue, queue.rawValue, name) }
        package subscript(agent: ID<Agent>, name: Name) -> Int { value(.agent, agent.rawValue, name) }

        private func value(_ scope: Scope, _ object: Int64, _ name: Name) -> Int {
            values[Place(scope, object, name)] ?? 0
        }

        fileprivate mutating func add(_ row: Row) throws {
            values[try Place(row), default: 0] += try row("n", as: Int.self)
        }
    }

    private let tx: Transaction
    private let department: ID<Department>

    package init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    /// How many tickets queues and agents have.
    package func counts(queues: [ID<Queue>] = [], agents: [ID<Agent>] = []) throws -> Counts {
        let scopes = [(Scope.queue, queues.map(\.rawValue)), (.agent, agents.map(\.rawValue))].filter { !$0.1.isEmpty }
        if scopes.isEmpty { return Counts() }
        let places = scopes.map { scope, objects -> SQL in "scope = \(scope) AND object IN \(anyOf: objects)" }
        let kept = places.map { place -> SQL in
            "SELECT scope, object, name, n FROM counter WHERE department = \(department) AND \(place)"
        }
        let waiting: SQL = """
            SELECT scope, object, name, n FROM counter_delta
            WHERE department = \(department) AND (\(places.joined(separator: " OR ")))
            """
        return try tx.rows((kept + [waiting]).joined(separator: " UNION ALL ")).reduce(into: Counts()) { try $0.add($1) }
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
        try tx.value(Int.self, "SELECT count(*) FROM (SELECT 1 AS one FROM counter_delta LIMIT 1000) AS first_ones") ?? 0
    }

    /// Adds up to `most` delta rows into the counts; how many there were.
    @discardableResult
    package static func fold(_ tx: Transaction, most: Int) throws -> Int {
        let rows = try tx.rows("SELECT id, department, scope, object, name, n FROM counter_delta ORDER BY id LIMIT \(most)")
        var sums: [ID<Department>: [Place: Int]] = [:]
        for row in rows { sums[try row("department"), default: [:]][try Place(row), default: 0] += try row("n", as: Int.self) }
        for (department, places) in sums { try CounterStore(tx, department: department).add(places) }
        // Each by its key: a range would wait for those who add to its end, and they for it.
        for row in rows { try tx.run("DELETE FROM counter_delta WHERE id = \(try row("id", as: Int64.self))") }
        return rows.count
    }

    private func add(_ places: [Place: Int]) throws {
        for (place, n) in places where n != 0 {
            try tx.upsert(
                """
                INSERT INTO counter (department, scope, object, name, n)
                VALUES (\(department), \(place.scope), \(place.object), \(place.name), \(n))
                """, key: "department, scope, object, name", update: "n = counter.n + \(n)")
        }
    }
}

extension Ticket {
    /// Where it counts.
    fileprivate var places: [CounterStore.Place] {
        guard !isConfidential, Lane.active.contains(lane) else { return [] }
        var places = [CounterStore.Place(.queue, queue.rawValue, .active)]
        if let assignee {
            places.append(CounterStore.Place(.agent, assignee.rawValue, .active))
            if lane == .ours { places.append(CounterStore.Place(.agent, assignee.rawValue, .ours)) }
        } else if lane == .ours {
            places.append(CounterStore.Place(.queue, queue.rawValue, .ours))
        }
        return places
    }
}
