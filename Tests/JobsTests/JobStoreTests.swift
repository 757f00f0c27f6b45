import Primitives
import Storage
import StorageTesting
import Testing

@testable import Jobs

struct JobStoreTests {
    private let clock = HandClock()
    private let ids = IDMaker(node: 1, clock: .system)
    private let department = ID<Department>(1)

    private func add(_ kind: String, to database: Database, once: String? = nil, after delay: Duration = .zero) async throws {
        let now = clock.clock.now(), id = ids.next(Job.self), department = department
        try await database.write { tx in
            try JobStore(tx).add(id, kind: kind, department: department, payload: "{}", once: once, due: now + delay, at: now)
        }
    }

    private func take(_ database: Database, most: Int = 10) async throws -> [Job] {
        let now = clock.clock.now()
        return try await database.write { tx in try JobStore(tx).take(most: most, at: now, lease: now + .minutes(5)) }
    }

    @Test("a job is taken when it is due, oldest first, and by one only", arguments: TestEngine.allCases)
    func due(engine: TestEngine) async throws {
        try await engine.withDatabase(JobSchema.migrations) { database in
            try await add("later", to: database, after: .minutes(10))
            try await add("second", to: database, after: .seconds(2))
            try await add("first", to: database, after: .seconds(1))
            #expect(try await take(database).isEmpty)
            clock.advance(by: .seconds(5))
            #expect(try await take(database, most: 1).map(\.kind) == ["first"])
            #expect(try await take(database).map(\.kind) == ["second"])
            #expect(try await take(database).isEmpty)
        }
    }

    @Test("a job whose process died is taken by another when its lease ends", arguments: TestEngine.allCases)
    func takeover(engine: TestEngine) async throws {
        try await engine.withDatabase(JobSchema.migrations) { database in
            try await add("mail", to: database)
            let dead = try await take(database)
            clock.advance(by: .minutes(4))
            #expect(try await take(database).isEmpty)
            clock.advance(by: .minutes(1))
            let other = try await take(database)
            #expect(other.map(\.id) == dead.map(\.id))
            #expect(other.map(\.tries) == [1])
        }
    }

    @Test("whoever lost a job to another cannot hold it, put it back or bury it", arguments: TestEngine.allCases)
    func fence(engine: TestEngine) async throws {
        try await engine.withDatabase(JobSchema.migrations) { database in
            try await add("mail", to: database)
            let stale = try await take(database)[0]
            clock.advance(by: .minutes(6))
            let holder = try await take(database)[0], now = clock.clock.now()
            try await database.write { tx in
                let store = JobStore(tx)
                try store.retry(stale, due: now, words: "late")
                try store.bury(stale, words: "late")
                try store.release(stale)
                try store.hold(stale, lease: now)
            }
            #expect(try await take(database).isEmpty)
            try await database.write { tx in try JobStore(tx).hold(holder, lease: now + .minutes(60)) }
            #expect(try await database.read { tx in try JobStore(tx).nextDue() } == now + .minutes(60))
        }
    }

    @Test("a job named once waits once, and may be queued again when it is done or dead", arguments: TestEngine.allCases)
    func once(engine: TestEngine) async throws {
        try await engine.withDatabase(JobSchema.migrations) { database in
            func waiting() async throws -> Int? {
                try await database.read { tx in try tx.value(Int.self, "SELECT count(*) FROM job WHERE state = 'waiting'") }
            }
            try await add("fold", to: database, once: "fold:1")
            try await add("fold", to: database, once: "fold:1")
            try await add("fold", to: database, once: "fold:2")
            try await add("fold", to: database)
            try await add("fold", to: database)
            #expect(try await waiting() == 4)
            let job = try await take(database, most: 1)[0]
            try await database.write { tx in try JobStore(tx).finish(job.id) }
            try await add("fold", to: database, once: "fold:1")
            #expect(try await waiting() == 4)
            let next = try await take(database, most: 1)[0]
            try await database.write { tx in try JobStore(tx).bury(next, words: "no") }
            try await add("fold", to: database, once: "fold:2")
            #expect(try await waiting() == 4)
        }
    }

    @Test("a dead job shows why it died, to its department, and can be started again", arguments: TestEngine.allCases)
    func dead(engine: TestEngine) async throws {
        try await engine.withDatabase(JobSchema.migrations) { database in
            try await add("mail", to: database)
            let job = try await take(database)[0], now = clock.clock.now()
            try await database.write { tx in try JobStore(tx).bury(job, words: "no such host") }
            #expect(try await database.read { tx in try JobStore(tx).dead(department: ID(1), most: 9) }.map(\.words) == ["no such host"])
            #expect(try await database.read { tx in try JobStore(tx).dead(department: ID(2), most: 9) }.isEmpty)
            #expect(try await database.read { tx in try JobStore(tx).nextDue() } == nil)
            try await database.write { tx in try JobStore(tx).revive(job.id, at: now) }
            #expect(try await take(database).map(\.tries) == [0])
        }
    }

    @Test("waits grow from ten seconds to an hour")
    func backoff() {
        let seconds = (0...12).map { Backoff.delay(after: $0).components.seconds }
        #expect(seconds == [10, 10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600, 3600])
        #expect(Backoff.delay(after: .max) == .seconds(3600))
    }

    @Test("no statement walks through the whole queue", arguments: TestEngine.allCases)
    func plans(engine: TestEngine) async throws {
        try await engine.withDatabase(JobSchema.migrations) { database in
            for number in 0..<100 { try await add("mail", to: database, once: "\(number)", after: .seconds(number)) }
            let now = clock.clock.now()
            let scans = try await database.write { tx in
                let store = JobStore(tx)
                _ = try store.nextDue()
                for job in try store.take(most: 10, at: now + .days(1), lease: now + .days(1)) { try store.bury(job, words: "") }
                _ = try store.dead(department: ID(1), most: 5)
                return tx.fullScans
            }
            #expect(scans == [])
        }
    }
}
