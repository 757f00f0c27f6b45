import Dispatch
import Primitives
import StorageTesting
import Testing

@testable import Storage

@Suite(.enabled(if: TestEngine.current == .postgres)) struct ServerScrubbingTests {
    private static let schema = [Migration(1000, "words", ["CREATE TABLE word (id BIGINT PRIMARY KEY, text \(.text) NOT NULL)\(.tableEnd)"])]

    private func withWord(_ body: (Database) async throws -> Void) async throws {
        try await TestEngine.current.withDatabase(StorageSchema.migrations + Self.schema) { database in
            try await database.write { tx in try tx.run("INSERT INTO word (id, text) VALUES (1, 'hunter2secret')") }
            try await body(database)
        }
    }

    /// How often each table was tidied up by somebody who asked for it.
    private func rounds(_ database: Database) async throws -> Int {
        try await database.survey { tx in
            try tx.value(Int.self, "SELECT vacuum_count FROM pg_stat_user_tables WHERE relname = 'word'") ?? 0
        }
    }

    @Test("what was overwritten is cleared away by the server when it is told to")
    func scrubbed() async throws {
        try await withWord { database in
            try await database.write { tx in try tx.run("UPDATE word SET text = 'gone'") }
            let isDone = try await database.scrub(), rounds = try await rounds(database)
            #expect(isDone)
            #expect(rounds == 1)
        }
    }

    @Test("while someone reads what was before, it is not done; afterwards it is")
    func later() async throws {
        try await withWord { database in
            let (began, beginning) = AsyncStream<Void>.makeStream(), end = DispatchSemaphore(value: 0)
            let reading = Task {
                try await database.survey { tx in
                    let text = try tx.value(String.self, "SELECT text FROM word")
                    beginning.yield()
                    end.wait()
                    return text
                }
            }
            for await _ in began { break }
            try await database.write { tx in try tx.run("UPDATE word SET text = 'gone'") }
            let isDone = try await database.scrub()
            end.signal()
            let text = try await reading.value, isDoneLater = try await database.scrub()
            #expect(!isDone && text == "hunter2secret" && isDoneLater)
        }
    }
}
