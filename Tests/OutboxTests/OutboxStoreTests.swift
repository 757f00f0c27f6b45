import Primitives
import Storage
import StorageTesting
import Testing

@testable import Outbox

struct OutboxStoreTests {
    private let clock = HandClock()
    private let ids = IDMaker(node: 1, clock: .system)

    /// A department's outbox and the hands on it.
    private struct Desk {
        let database: Database
        let clock: HandClock
        let ids: IDMaker
        let department = ID<Department>(1)

        var now: Instant { clock.clock.now() }

        func put(isMachine: Bool = false, hold: Duration = .zero, owner: Int64 = 5) async throws -> ID<Parcel> {
            let id = ids.next(Parcel.self), now = now, department = department
            try await database.write { tx in
                try OutboxStore(tx).put(
                    id, department: department, channel: "email", owner: owner, isMachine: isMachine, envelope: "{}", due: now + hold, at: now)
            }
            return id
        }

        func take(most: Int = 10) async throws -> [Parcel] {
            let now = now
            return try await database.write { tx in try OutboxStore(tx).take(most: most, at: now, lease: now + .minutes(5)) }
        }

        func change(_ body: @escaping @Sendable (OutboxStore, Instant) throws -> Void) async throws {
            let now = now
            try await database.write { tx in try body(OutboxStore(tx), now) }
        }

        func state(_ id: ID<Parcel>) async throws -> Parcel.State? {
            try await database.read { tx in try OutboxStore(tx).find(id, department: department) }?.state
        }
    }

    private func withDesk(_ engine: TestEngine, _ body: (Desk) async throws -> Void) async throws {
        try await engine.withDatabase(OutboxSchema.migrations) { database in
            try await body(Desk(database: database, clock: clock, ids: ids))
        }
    }

    @Test("a held parcel can be taken back until its time, and then leaves", arguments: TestEngine.allCases)
    func held(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let back = try await desk.put(hold: .seconds(10)), stays = try await desk.put(hold: .seconds(10))
            #expect(try await desk.state(back) == .held)
            #expect(try await desk.take().isEmpty)
            try await desk.change { try $0.withdraw(back, department: ID(1), at: $1) }
            #expect(try await desk.state(back) == .withdrawn)
            desk.clock.advance(by: .seconds(10))
            await #expect(throws: OutboxError.tooLate) {
                try await desk.change { try $0.withdraw(stays, department: ID(1), at: $1) }
            }
            await #expect(throws: OutboxError.tooLate) {
                try await desk.change { try $0.withdraw(back, department: ID(1), at: $1) }
            }
            #expect(try await desk.take().map(\.id) == [stays])
            #expect(try await desk.state(stays) == .due)
        }
    }

    @Test("a parcel of another department cannot be taken back", arguments: TestEngine.allCases)
    func otherDepartment(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let id = try await desk.put(hold: .seconds(10))
            await #expect(throws: OutboxError.tooLate) {
                try await desk.change { try $0.withdraw(id, department: ID(2), at: $1) }
            }
            #expect(try await desk.state(id) == .held)
        }
    }

    @Test("it is sending before the last byte leaves, and then sent with the server's words", arguments: TestEngine.allCases)
    func sent(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let id = try await desk.put()
            #expect(try await desk.take().map(\.id) == [id])
            #expect(try await desk.take().isEmpty)
            try await desk.change { store, _ in try store.markSending(id, content: [1, 2]) }
            #expect(try await desk.state(id) == .sending)
            try await desk.change { try $0.markSent(id, words: "250 OK", at: $1) }
            let parcel = try #require(try await desk.database.read { tx in try OutboxStore(tx).find(id, department: ID(1)) })
            #expect(parcel.state == .sent && parcel.words == "250 OK" && parcel.content == [1, 2] && parcel.done == desk.now)
            desk.clock.advance(by: .days(1))
            #expect(try await desk.take().isEmpty)
            #expect(try await desk.database.read { tx in try OutboxStore(tx).nextDue() } == nil)
        }
    }

    @Test("what the server put off is tried again with the same bytes, and what it refused is failed", arguments: TestEngine.allCases)
    func retried(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let id = try await desk.put()
            _ = try await desk.take()
            try await desk.change { store, now in
                try store.markSending(id, content: [9])
                try store.retry(id, due: now + .minutes(15), words: "451 later")
            }
            #expect(try await desk.take().isEmpty)
            #expect(try await desk.database.read { tx in try OutboxStore(tx).nextDue() } == desk.now + .minutes(15))
            desk.clock.advance(by: .minutes(15))
            let again = try await desk.take()
            #expect(again.map(\.content) == [[9]] && again.map(\.tries) == [1] && again.map(\.words) == ["451 later"])
            try await desk.change { try $0.markFailed(id, words: "550 no such user", at: $1) }
            #expect(try await desk.state(id) == .failed)
        }
    }

    @Test("a parcel whose holder died before sending is taken by another, which alone may send it", arguments: TestEngine.allCases)
    func takeover(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let id = try await desk.put()
            _ = try await desk.take()
            desk.clock.advance(by: .minutes(6))
            #expect(try await desk.take().map(\.id) == [id])
            try await desk.change { store, _ in try store.markSending(id, content: nil) }
            await #expect(throws: OutboxError.tooLate) {
                try await desk.change { store, _ in try store.markSending(id, content: nil) }
            }
        }
    }

    @Test("held longer by who has them, unless they are done with", arguments: TestEngine.allCases)
    func heldLonger(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let sending = try await desk.put(), waiting = try await desk.put(), later = try await desk.put()
            _ = try await desk.take(most: 3)
            let lease = desk.now + .minutes(5), retry = desk.now + .minutes(6)
            try await desk.change { store, now in
                try store.markSending(sending, content: nil)
                try store.retry(later, due: retry, words: "451 later")
                try store.hold([sending, waiting, later], from: lease, until: now + .minutes(10))
            }
            desk.clock.advance(by: .minutes(7))
            let isAbandoned = try await desk.database.read { [now = desk.now] tx in try OutboxStore(tx).hasAbandoned(at: now) }
            #expect(!isAbandoned)
            #expect(try await desk.take(most: 3).map(\.id) == [later])
        }
    }

    @Test("found sending without a holder, a person's reply goes out again and machine mail does not", arguments: TestEngine.allCases)
    func abandoned(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let person = try await desk.put(), machine = try await desk.put(isMachine: true)
            _ = try await desk.take()
            try await desk.change { store, _ in
                for id in [person, machine] { try store.markSending(id, content: [4]) }
            }
            func resolve() async throws -> [Parcel] {
                let now = desk.now
                return try await desk.database.write { tx in try OutboxStore(tx).resolveAbandoned(at: now) }
            }
            desk.clock.advance(by: .minutes(4))
            #expect(try await resolve().isEmpty)
            desk.clock.advance(by: .minutes(1))
            let now = desk.now
            #expect(try await desk.database.read { tx in try OutboxStore(tx).hasAbandoned(at: now) })
            #expect(try await resolve().map(\.id) == [person])
            #expect(try await desk.state(machine) == .inDoubt)
            #expect(try await resolve().isEmpty)
            let again = try await desk.take()
            #expect(again.map(\.id) == [person] && again.map(\.content) == [[4]])
            // The answer came after all.
            try await desk.change { try $0.markSent(machine, words: "250", at: $1) }
            #expect(try await desk.state(machine) == .sent)
        }
    }

    @Test("without a way out it waits, and the wait is no try", arguments: TestEngine.allCases)
    func noWayOut(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let id = try await desk.put()
            for _ in 0..<3 {
                #expect(try await desk.take().map(\.tries) == [0])
                try await desk.change { try $0.wait([id], until: $1 + .minutes(1)) }
                #expect(try await desk.take().isEmpty)
                desk.clock.advance(by: .minutes(1))
            }
        }
    }

    @Test("what left without an answer is in doubt and does not leave again", arguments: TestEngine.allCases)
    func inDoubt(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let id = try await desk.put(isMachine: true)
            _ = try await desk.take()
            try await desk.change { store, now in
                try store.markSending(id, content: [1])
                try store.markInDoubt(id, words: "no answer", at: now)
            }
            #expect(try await desk.state(id) == .inDoubt)
            desk.clock.advance(by: .days(1))
            let now = desk.now
            #expect(try await desk.database.read { tx in try OutboxStore(tx).hasAbandoned(at: now) } == false)
            #expect(try await desk.take().isEmpty)
        }
    }

    @Test("what is sent, failed or withdrawn stays so", arguments: TestEngine.allCases)
    func final(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let sent = try await desk.put(), failed = try await desk.put(), withdrawn = try await desk.put(hold: .seconds(9))
            _ = try await desk.take()
            try await desk.change { store, now in
                try store.markSent(sent, words: "", at: now)
                try store.markFailed(failed, words: "", at: now)
                try store.withdraw(withdrawn, department: ID(1), at: now)
                for id in [sent, failed, withdrawn] {
                    try store.retry(id, due: now, words: "again")
                    try store.markFailed(id, words: "no", at: now)
                    try store.markInDoubt(id, words: "perhaps", at: now)
                    try store.wait([id], until: now)
                    try store.markSent(id, words: "yes", at: now)
                }
            }
            #expect(try await desk.state(sent) == .sent)
            #expect(try await desk.state(failed) == .failed)
            #expect(try await desk.state(withdrawn) == .withdrawn)
            desk.clock.advance(by: .days(5))
            #expect(try await desk.take().isEmpty)
        }
    }

    @Test("the oldest leave first, held or put off before", arguments: TestEngine.allCases)
    func oldestFirst(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let third = try await desk.put(hold: .seconds(3)), first = try await desk.put(), second = try await desk.put(hold: .seconds(1))
            desk.clock.advance(by: .seconds(5))
            #expect(try await desk.take(most: 2).map(\.id) == [first, second])
            #expect(try await desk.take(most: 2).map(\.id) == [third])
        }
    }

    @Test("a department sees its own parcels, newest first, page by page", arguments: TestEngine.allCases)
    func list(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            var made: [ID<Parcel>] = []
            for owner in 0..<7 { made.append(try await desk.put(owner: Int64(owner))) }
            var listed: [ID<Parcel>] = []
            while true {
                let last = listed.last
                let page = try await desk.database.read { tx in try OutboxStore(tx).list(department: ID(1), before: last, most: 3) }
                if page.isEmpty { break }
                listed += page.map(\.id)
            }
            #expect(listed == made.reversed())
            #expect(try await desk.database.read { tx in try OutboxStore(tx).list(department: ID(2), before: nil, most: 3) }.isEmpty)
            #expect(try await desk.database.read { tx in try OutboxStore(tx).find(owner: 4, department: ID(1)) }.map(\.id) == [made[4]])
        }
    }

    @Test("no statement walks through the whole outbox", arguments: TestEngine.allCases)
    func plans(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            for _ in 0..<200 { _ = try await desk.put(hold: .seconds(3600)) }
            let now = desk.now
            let scans = try await desk.database.write { tx in
                let store = OutboxStore(tx)
                _ = try store.take(most: 10, at: now, lease: now)
                _ = try store.take(most: 10, at: now + .days(1), lease: now + .days(1))
                _ = try store.nextDue()
                _ = try store.hasAbandoned(at: now)
                _ = try store.resolveAbandoned(at: now)
                _ = try store.find(owner: 7, department: ID(1))
                _ = try store.find(ID(7), department: ID(1))
                _ = try store.list(department: ID(1), before: nil, most: 10)
                return tx.fullScans
            }
            #expect(scans == [])
        }
    }
}
