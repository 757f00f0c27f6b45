import Primitives
import Storage
import StorageTesting
import Synchronization
import Testing

@testable import Jobs

struct JobRunnerTests {
    private struct Failure: Error {}

    private let clock = HandClock()
    private let ids = IDMaker(node: 1, clock: .system)

    private func add(_ kind: String, to database: Database, count: Int = 1) async throws {
        let now = clock.clock.now(), ids = ids
        try await database.write { tx in
            for number in 0..<count {
                try JobStore(tx).add(ids.next(), kind: kind, department: ID(1), payload: "\(number)", due: now, at: now)
            }
        }
    }

    private func rows(_ database: Database) async throws -> Int? {
        try await database.read { tx in try tx.value(Int.self, "SELECT count(*) FROM job") }
    }

    @Test("what is due is done once and then gone", arguments: TestEngine.allCases)
    func done(engine: TestEngine) async throws {
        try await engine.withDatabase(JobSchema.migrations) { database in
            let done = Mutex<[String]>([])
            let runner = JobRunner(
                database, [JobHandler("count") { job in done.withLock { $0.append(job.payload) } }], clock: clock.clock)
            try await add("count", to: database, count: 30)
            #expect(try await runner.runDue() == 30)
            #expect(Set(done.withLock { $0 }).count == 30)
            #expect(try await rows(database) == 0)
            #expect(try await runner.runDue() == 0)
        }
    }

    @Test("a job that fails is tried again later, ten times, and is then dead", arguments: TestEngine.allCases)
    func tries(engine: TestEngine) async throws {
        try await engine.withDatabase(JobSchema.migrations) { database in
            let tries = Mutex(0)
            let failing = JobHandler("fail") { _ in
                tries.withLock { $0 += 1 }
                throw Failure()
            }
            let runner = JobRunner(database, [failing], clock: clock.clock)
            try await add("fail", to: database)
            for number in 1...JobRunner.mostTries {
                #expect(try await runner.runDue() == 1)
                #expect(try await runner.runDue() == 0)
                #expect(tries.withLock { $0 } == number)
                clock.advance(by: Backoff.delay(after: number))
            }
            #expect(try await runner.runDue() == 0)
            let dead = try await database.read { tx in try JobStore(tx).dead(department: ID(1), most: 10) }
            #expect(dead.map(\.tries) == [10])
            #expect(dead.first?.words?.contains("Failure") == true)
        }
    }

    @Test("a kind that nobody handles ends in the dead pile, where it is seen", arguments: TestEngine.allCases)
    func unknown(engine: TestEngine) async throws {
        try await engine.withDatabase(JobSchema.migrations) { database in
            let runner = JobRunner(database, [], clock: clock.clock)
            try await add("unheard", to: database)
            for number in 1...JobRunner.mostTries {
                try await runner.runDue()
                clock.advance(by: Backoff.delay(after: number))
            }
            let dead = try await database.read { tx in try JobStore(tx).dead(department: ID(1), most: 10) }
            #expect(dead.first?.words?.contains("unheard") == true)
        }
    }

    @Test("work that comes again is planted once, done when it is due, and due again later", arguments: TestEngine.allCases)
    func again(engine: TestEngine) async throws {
        try await engine.withDatabase(JobSchema.migrations) { database in
            let done = Mutex(0), ids = IDMaker(node: 1, clock: clock.clock)
            let runner = JobRunner(
                database, [JobHandler("sweep", every: .hours(1)) { done.withLock { $0 += 1 } }], clock: clock.clock)
            for _ in 0..<2 { try await runner.plant(ids) }
            #expect(try await rows(database) == 1)
            for round in 1...3 {
                #expect(try await runner.runDue() == 1)
                #expect(try await runner.runDue() == 0)
                #expect(done.withLock { $0 } == round)
                clock.advance(by: .hours(1))
            }
            try await runner.plant(ids)
            #expect(try await rows(database) == 1)
        }
    }

    @Test("a job that reports a cancelled part is a failed job, and the runner goes on", arguments: TestEngine.allCases)
    func cancelledPart(engine: TestEngine) async throws {
        try await engine.withDatabase(JobSchema.migrations) { database in
            let runner = JobRunner(database, [JobHandler("part") { _ in throw CancellationError() }], clock: clock.clock)
            try await add("part", to: database, count: 2)
            #expect(try await runner.runDue() == 2)
            #expect(try await rows(database) == 2)
        }
    }

    @Test("the runner does what is queued while it runs, and stops when it is told", arguments: TestEngine.allCases)
    func running(engine: TestEngine) async throws {
        try await engine.withDatabase(JobSchema.migrations) { database in
            let (done, report) = AsyncStream.makeStream(of: String.self)
            let runner = JobRunner(
                database, [JobHandler("tell") { report.yield($0.payload) }], clock: clock.clock, poll: .seconds(3600))
            let running = Task { await runner.run { Issue.record($0) } }
            var told = done.makeAsyncIterator()
            for _ in 0..<3 {
                try await add("tell", to: database)
                #expect(await told.next() == "0")
            }
            running.cancel()
            await running.value
        }
    }

    @Test("a job that was under way when the server stopped is there at once after the next start", arguments: TestEngine.allCases)
    func stopped(engine: TestEngine) async throws {
        try await engine.withDatabase(JobSchema.migrations) { database in
            let (begun, report) = AsyncStream.makeStream(of: Void.self)
            let endless = JobHandler("endless") { _ in
                report.yield()
                try await Task.sleep(for: .seconds(3600))
            }
            let runner = JobRunner(database, [endless], clock: clock.clock)
            try await add("endless", to: database)
            let running = Task { await runner.run { Issue.record($0) } }
            var beginnings = begun.makeAsyncIterator()
            _ = await beginnings.next()
            running.cancel()
            await running.value
            let now = clock.clock.now()
            let jobs = try await database.write { tx in try JobStore(tx).take(most: 1, at: now, lease: now + .minutes(1)) }
            #expect(jobs.map(\.tries) == [0])
        }
    }
}
