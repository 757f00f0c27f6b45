import Primitives
import Storage

/// Does the jobs of one kind. May be run again after a crash, so it must not mind.
package struct JobHandler: Sendable {
    package let kind: String
    /// How long after it was done it is due again; `nil` for work that somebody asks for.
    let interval: Duration?
    let work: @Sendable (Job) async throws -> Void

    package init(_ kind: String, _ work: @escaping @Sendable (Job) async throws -> Void) {
        self.kind = kind
        interval = nil
        self.work = work
    }

    /// Work of the whole desk that comes again and again, done by one process at a time.
    package init(_ kind: String, every interval: Duration, _ work: @escaping @Sendable () async throws -> Void) {
        self.kind = kind
        self.interval = interval
        self.work = { _ in try await work() }
    }
}

/// Takes due jobs under a lease and does them, some at a time; a job whose process died is taken by another when its lease ends.
package struct JobRunner: Sendable {
    /// Begun so often, a job is dead.
    package static let mostTries = 10
    /// Renewed while the work lasts.
    private static let lease = Duration.seconds(30)

    private let database: Database
    private let handlers: [String: JobHandler]
    private let clock: Clock
    /// How many jobs are done at a time.
    private let width: Int
    /// How long to wait at most before looking at the clock again.
    private let poll: Duration

    package init(_ database: Database, _ handlers: [JobHandler], clock: Clock, width: Int = 4, poll: Duration = .seconds(1)) {
        self.database = database
        self.handlers = Dictionary(handlers.map { ($0.kind, $0) }, uniquingKeysWith: { $1 })
        self.clock = clock
        self.width = width
        self.poll = poll
    }

    /// Plants the work that comes again, where it is not yet.
    package func plant(_ ids: IDMaker) async throws {
        let now = clock.now(), kinds = handlers.values.filter { $0.interval != nil }.map(\.kind).sorted()
        let missing = try await database.read { tx in try JobStore(tx).unnamed(kinds) }
        guard !missing.isEmpty else { return }
        try await database.write { tx in
            for kind in missing {
                try JobStore(tx).add(ids.next(), kind: kind, department: Job.everywhere, payload: "{}", once: kind, due: now, at: now)
            }
        }
    }

    /// Works until the task is cancelled or the database closed. Looks for jobs after commits, and when the next is due.
    package func run(failed: @escaping @Sendable (any Error) -> Void) async {
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<width {
                group.addTask {
                    await database.commits.watch(rest: .milliseconds(100)) {
                        do {
                            try await runDue()
                            return try await untilNext()
                        } catch {
                            failed(error)
                            return poll
                        }
                    }
                }
            }
        }
    }

    /// Does what is due now, one job after another; how many jobs that were.
    @discardableResult
    package func runDue() async throws -> Int {
        var count = 0
        while !Task.isCancelled, let job = try await take() {
            try await run(job)
            count += 1
        }
        return count
    }

    private func untilNext() async throws -> Duration {
        let next = try await database.read { tx in try JobStore(tx).nextDue() }
        return next.map { min($0 - clock.now(), poll) } ?? poll
    }

    private func take() async throws -> Job? {
        let now = clock.now()
        let isIdle = try await database.read { tx in try JobStore(tx).nextDue().map { $0 > now } ?? true }
        if isIdle { return nil }
        return try await database.write { tx in
            try JobStore(tx).take(most: 1, at: now, lease: now + Self.lease).first
        }
    }

    private func run(_ job: Job) async throws {
        let renewing = Task { try await renew(job) }
        defer { renewing.cancel() }
        do {
            guard let handler = handlers[job.kind] else { throw JobError.unknownKind(job.kind) }
            try await handler.work(job)
            let next = handler.interval.map { clock.now() + $0 }
            try await database.write { tx in
                if let next { try JobStore(tx).again(job, due: next) } else { try JobStore(tx).finish(job.id) }
            }
        } catch _ where Task.isCancelled {
            try await database.write { tx in try JobStore(tx).release(job) }
        } catch {
            try await putAside(job, words: "\(error)".cut(1000))
        }
    }

    private func renew(_ job: Job) async throws {
        while true {
            try await Task.sleep(for: Self.lease / 3)
            let lease = clock.now() + Self.lease
            try await database.write { tx in try JobStore(tx).hold(job, lease: lease) }
        }
    }

    private func putAside(_ job: Job, words: String) async throws {
        let tries = job.tries + 1, due = clock.now() + Backoff.delay(after: tries)
        try await database.write { tx in
            let store = JobStore(tx)
            try tries >= Self.mostTries ? store.bury(job, words: words) : store.retry(job, due: due, words: words)
        }
    }
}

package enum JobError: Error, Equatable {
    /// No handler of this program does such jobs.
    case unknownKind(String)
}
