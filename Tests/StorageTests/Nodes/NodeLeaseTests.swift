import Primitives
import StorageTesting
import Testing

@testable import Storage

@Suite struct NodeLeaseTests {
    private static let process = NodeLease.Process(isServing: true, blobs: .database, name: "one")

    @Test("a node that was cut off goes on as the one it was, though others began meanwhile", arguments: TestEngine.allCases)
    func cutOff(engine: TestEngine) async throws {
        try await engine.withDatabase(StorageSchema.migrations) { database in
            let time = HandClock()
            let one = try await NodeLease.take(database, as: Self.process, randomness: .system, clock: time.clock)
            time.advance(by: .seconds(90))
            let other = try await NodeLease.take(database, as: Self.process, randomness: .system, clock: time.clock)
            #expect(other.number != one.number)
            #expect(try await one.renew())
            #expect(try await other.renew())
        }
    }

    @Test("a number that was given back is the next one's", arguments: TestEngine.allCases)
    func givenBack(engine: TestEngine) async throws {
        try await engine.withDatabase(StorageSchema.migrations) { database in
            let time = HandClock()
            let one = try await NodeLease.take(database, as: Self.process, randomness: .system, clock: time.clock)
            await one.release()
            let other = try await NodeLease.take(database, as: Self.process, randomness: .system, clock: time.clock)
            #expect(other.number == one.number)
        }
    }

    @Test("where a thousand died without a word, the one that did so first makes room", arguments: TestEngine.allCases)
    func manyDead(engine: TestEngine) async throws {
        try await engine.withDatabase(StorageSchema.migrations) { database in
            let time = HandClock(), now = time.clock.now()
            try await database.write { tx in
                for number in 1...1023 {
                    let until = now - (number == 700 ? .seconds(500) : .seconds(400))
                    try tx.run(
                        """
                        INSERT INTO node (number, holder, is_serving, blobs, name, until)
                        VALUES (\(number), \(number), 0, 'database', 'gone', \(until))
                        """)
                }
            }
            let next = try await NodeLease.take(database, as: Self.process, randomness: .system, clock: time.clock)
            #expect(next.number == 700)
        }
    }
}
