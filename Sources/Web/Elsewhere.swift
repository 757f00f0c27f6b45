import Accounts
import Contacts
import Customisation
import Events
import Gate
import Primitives
import Storage
import Synchronization
import Tickets

/// What an agent's other departments show beside a page about one: their numbers, and their share of a list.
package struct Elsewhere: Sendable {
    /// One of the other departments.
    struct Part: Sendable {
        let department: Department
        /// What customers know it by.
        let desk: String
        let hasTiers: Bool
        let counters: [String: Int]
        /// Where the log of its database stands.
        let position: LivePositions
        /// Empty where the page shows no list over all.
        let tickets: Page<ListedTicket>
        /// Of requesters who told no name.
        let names: [ID<Contact>: String]
    }

    var parts: [Part] = []
    /// Where the logs of other databases stand.
    var positions = LivePositions()
    /// Departments whose own database does not answer.
    var away: [Department] = []

    static let nothing = Elsewhere()

    /// Numbers of all departments beside places.
    func joined(_ counters: [String: Int]) -> [String: Int] {
        parts.reduce(into: counters) { $0.merge($1.counters, uniquingKeysWith: +) }
    }
}

/// Which list, from where, how many rows.
struct ListWish: Sendable {
    let view: TicketView
    let after: ListKey?
    let most: Int
}

extension Desktop {
    /// So long a page waits for another database.
    private static let patience = Duration.seconds(2)

    /// What stands beside a page about one department.
    func elsewhere(than own: ID<Department>, of context: AgentContext, showing list: ListWish?) async -> Elsewhere {
        let settings = settings, branches = branches
        var all = Elsewhere()
        (all.parts, all.away) = await askOthers(than: own, of: context) { access, tx in
            try Elsewhere.Part(access, of: branches.branch(access.department)?.department.id, settings, list, tx)
        }
        for part in all.parts { all.positions = all.positions.joined(part.position) }
        return all
    }

    /// Asks the agent's other departments, each database by itself; one that does not answer in time is away.
    func askOthers<Answer: Sendable>(
        than own: ID<Department>, of context: AgentContext, _ body: @escaping @Sendable (Access, Transaction) throws -> Answer
    ) async -> (answers: [Answer], away: [Department]) {
        let others = context.accesses.filter { $0.department != own }
        if others.isEmpty { return ([], []) }
        let groups = Dictionary(grouping: others) { branches.branch($0.department)?.department.id }
        return await withTaskGroup(of: (accesses: [Access], answers: [Answer]?).self) { group in
            for accesses in groups.values { group.addTask { (accesses, try? await ask(accesses, body)) } }
            var found: [(ID<Department>, Answer)] = [], away: [Department] = []
            for await (accesses, answers) in group {
                if let answers { found += zip(accesses.map(\.department), answers) }
                if answers == nil { away += accesses.compactMap { branches.branch($0.department)?.department } }
            }
            return (found.sorted { $0.0 < $1.0 }.map(\.1), away)
        }
    }

    /// Departments of one database.
    private func ask<Answer: Sendable>(
        _ accesses: [Access], _ body: @escaping @Sendable (Access, Transaction) throws -> Answer
    ) async throws -> [Answer] {
        guard let first = accesses.first else { return [] }
        return try await branches.desk(of: first.department).look(within: Self.patience) { tx in try accesses.map { try body($0, tx) } }
    }
}

extension Elsewhere.Part {
    fileprivate init(_ access: Access, of apart: ID<Department>?, _ settings: Settings, _ list: ListWish?, _ tx: Transaction) throws {
        position = LivePositions(try EventStore(tx).last(), of: apart)
        department = try DepartmentStore(tx).require(access.department)
        desk = settings(.deskName, department: department.id) ?? department.name
        let queues = try QueueStore(tx, department: access.department).all()
        hasTiers = Set(queues.map(\.tier)).count > 1
        counters = try DeskCounters(of: access, queues, tx).values
        tickets = try list.map { try TicketListStore(tx, for: access).page($0.view, after: $0.after, most: $0.most) } ?? Page(rows: [], next: nil)
        names = try NameStore(tx, department: access.department).contacts(tickets.rows.filter(\.requesterName.isEmpty).map(\.requester))
    }
}

extension Desk {
    /// A read that is given up after a while, though the database may still be at it. Throws ``StorageError/tooSlow``.
    fileprivate func look<T: Sendable>(
        within patience: Duration, _ body: @escaping @Sendable (Transaction) throws -> T
    ) async throws -> T {
        let db = db
        return try await withCheckedThrowingContinuation { continuation in
            let first = FirstAnswer(continuation)
            let limit = Task {
                try await Task.sleep(for: patience)
                first.give(.failure(StorageError.tooSlow))
            }
            Task {
                do { first.give(.success(try await db.read(body))) } catch { first.give(.failure(error)) }
                limit.cancel()
            }
        }
    }
}

/// Takes the first of several answers.
private final class FirstAnswer<T: Sendable>: Sendable {
    private let waiting: Mutex<CheckedContinuation<T, any Error>?>

    init(_ continuation: CheckedContinuation<T, any Error>) {
        waiting = Mutex(continuation)
    }

    func give(_ answer: Result<T, any Error>) {
        let first = waiting.withLock { waiting in
            defer { waiting = nil }
            return waiting
        }
        first?.resume(with: answer)
    }
}
