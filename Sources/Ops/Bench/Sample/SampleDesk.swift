import Accounts
import Contacts
import Events
import Primitives
import Search
import Storage
import Tickets

/// Fills a department with tickets as they would have come about: the rows that every verb leaves, written in bulk. The same seed
/// makes the same desk.
package struct SampleDesk: Sendable {
    /// Tickets in one commit.
    private static let slice = 100
    /// Between two tickets.
    private static let pace = Duration.seconds(60)

    package let db: Database
    package let department: ID<Department>
    package let prefix: String
    private let words: SampleWords
    private let seed: UInt64

    package init(db: Database, department: ID<Department>, prefix: String, seed: UInt64) {
        self.db = db
        self.department = department
        self.prefix = prefix
        self.seed = seed
        words = SampleWords(seed: seed)
    }

    /// - Parameters:
    ///   - count: tickets to make, the newest of `now`
    ///   - readers: readers of the log, who find nothing to do
    package func fill(_ count: Int, at now: Instant, readers: [String], progress: (Int) -> Void) async throws {
        let begin = Instant(microseconds: now.microseconds - Int64(count + 60) * Self.pace.microseconds)
        let clock = HandClock(begin)
        let ids = IDMaker(node: 1023, clock: clock.clock)
        let crew = try await db.read { tx in try SampleCrew(tx, department: department) }
        for start in stride(from: 0, to: count, by: Self.slice) {
            let numbers = start..<min(start + Self.slice, count)
            try await db.write { tx in
                var writer = try SampleWriter(tx, department, prefix, ids, crew, words, seed: seed &+ UInt64(start) &* 7919)
                for index in numbers {
                    let opened = begin + .microseconds(Self.pace.microseconds * Int64(index))
                    clock.set(opened)
                    try writer.ticket(at: opened, isRecent: index > count * 9 / 10, isOld: opened + .days(6) < now)
                }
                try writer.finish(readers)
            }
            progress(numbers.upperBound)
        }
        try await SearchTidying(db).finish()
    }
}

extension HandClock {
    fileprivate func set(_ instant: Instant) {
        advance(by: instant - clock.now())
    }
}

/// Who works at the desk.
struct SampleCrew: Sendable {
    struct Place: Sendable {
        let queue: Queue
        let agents: [ID<Agent>]
    }

    let places: [Place]

    init(_ tx: Transaction, department: ID<Department>) throws {
        places = try QueueStore(tx, department: department).all().map { queue in
            Place(queue: queue, agents: try AgentStore(tx).members(of: queue.team).map(\.id))
        }
    }
}
