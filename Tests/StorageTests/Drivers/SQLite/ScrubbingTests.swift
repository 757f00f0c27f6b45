import Foundation
import Primitives
import StorageTesting
import Testing

@testable import Storage

struct ScrubbingTests {
    private static let schema = [
        Migration(1, "test", ["CREATE TABLE word (id INTEGER PRIMARY KEY, text TEXT NOT NULL, times INTEGER NOT NULL)"])
    ]

    @Test("what was overwritten is in no byte of the files, also where its page had been shared out anew")
    func scrubbed() async throws {
        try await TestFolder.with { folder in
            let database = try Database.sqlite(folder["desk.sqlite"])
            try await Migrator(Self.schema, clock: .system).migrate(database)
            try await database.write { tx in
                // Rows that grow push their neighbours to other pages, and leave copies of them.
                for id in 0..<2000 {
                    try tx.run("INSERT INTO word (id, text, times) VALUES (\(id), \("hunter2secret" + Self.padding(id * 37 % 900)), 0)")
                    if id % 3 == 0 { try tx.run("UPDATE word SET times = times + 1, text = text || \(Self.padding(id * 53 % 300)) WHERE id = \(id * 7 % (id + 1))") }
                }
            }
            try await database.write { tx in try tx.run("UPDATE word SET text = 'gone'") }
            #expect(try !holders(folder).isEmpty)
            #expect(try await database.scrub())
            #expect(try holders(folder) == [])
            #expect(try await database.read { tx in try tx.value(Int.self, "SELECT count(*) FROM word WHERE text = 'gone'") } == 2000)
            try await database.write { tx in try tx.run("INSERT INTO word (id, text, times) VALUES (9999, 'new', 0)") }
            #expect(try await database.read { tx in try tx.value(String.self, "PRAGMA integrity_check") } == "ok")
            await database.close()
        }
    }

    @Test("while someone reads what was before, it is not done; afterwards it is")
    func later() async throws {
        try await TestFolder.with { folder in
            let database = try Database.sqlite(folder["desk.sqlite"], readers: 2)
            try await Migrator(Self.schema, clock: .system).migrate(database)
            try await database.write { tx in try tx.run("INSERT INTO word (id, text, times) VALUES (1, 'hunter2secret', 0)") }
            let (began, beginning) = AsyncStream<Void>.makeStream(), end = DispatchSemaphore(value: 0)
            let reading = Task {
                try await database.read { tx in
                    let text = try tx.value(String.self, "SELECT text FROM word")
                    beginning.yield()
                    end.wait()
                    return text
                }
            }
            for await _ in began { break }
            try await database.write { tx in try tx.run("UPDATE word SET text = 'gone'") }
            #expect(try await !database.scrub())
            end.signal()
            #expect(try await reading.value == "hunter2secret")
            #expect(try await database.scrub())
            #expect(try holders(folder) == [])
            await database.close()
        }
    }

    private static func padding(_ length: Int) -> String { String(repeating: "w", count: length) }

    /// The files that hold the word. Asked of another program, as closing a file in this one gives up the database's locks.
    private func holders(_ folder: TestFolder) throws -> [String] {
        let grep = Process(), pipe = Pipe()
        grep.executableURL = URL(fileURLWithPath: "/bin/grep")
        grep.arguments = ["-rlaF", "hunter2secret", folder.url.path]
        grep.standardOutput = pipe
        try grep.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        grep.waitUntilExit()
        return String(decoding: output, as: UTF8.self).split(separator: "\n").compactMap { $0.split(separator: "/").last.map(String.init) }.sorted()
    }
}
