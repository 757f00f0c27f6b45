import Foundation
import Primitives
import StorageTesting
import Testing

@testable import Storage

struct SQLiteEngineTests {
    private static let schema = [Migration(1, "test", ["CREATE TABLE thing (id BIGINT PRIMARY KEY)"])]

    @Test("a server that is killed keeps every write it answered")
    func killed() async throws {
        try await TestFolder.with { folder in
            let path = folder["desk.sqlite"], answers = folder["answers"]
            await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String, answers = answers as String] in
                let database = try Database.sqlite(path)
                try await Migrator(Self.schema, clock: .system).migrate(database)
                let log = open(answers, O_WRONLY | O_CREAT | O_APPEND, 0o600)
                await withTaskGroup(of: Void.self) { group in
                    for id in 0..<100_000 {
                        group.addTask {
                            guard (try? await database.write { tx in try tx.run("INSERT INTO thing (id) VALUES (\(id))") }) != nil
                            else { return }
                            let line = Array("\(id)\n".utf8)
                            _ = write(log, line, line.count)
                            if id == 3000 { kill(getpid(), SIGKILL) }
                        }
                    }
                }
            }
            let answered = try String(contentsOfFile: answers, encoding: .utf8).split(separator: "\n").compactMap { Int($0) }
            let database = try Database.sqlite(path)
            let stored = try await database.read { tx in Set(try tx.column(Int.self, "SELECT id FROM thing")) }
            #expect(answered.count > 100)
            #expect(answered.allSatisfy(stored.contains))
            #expect(try await database.read { tx in try tx.value(String.self, "PRAGMA integrity_check") } == "ok")
            await database.close()
        }
    }

    @Test("what another process commits is heard of")
    func otherProcess() async throws {
        try await TestFolder.with { folder in
            let path = folder["desk.sqlite"], database = try Database.sqlite(path)
            try await Migrator(Self.schema, clock: .system).migrate(database)
            await database.commits.settle()
            let seen = database.commits.count
            await #expect(processExitsWith: .success) { [path = path as String] in
                let database = try Database.sqlite(path)
                try await database.write { tx in try tx.run("INSERT INTO thing (id) VALUES (1)") }
                await database.close()
            }
            await database.commits.wait(past: seen, atMost: .seconds(60))
            #expect(database.commits.count > seen)
            #expect(try await database.read { tx in try tx.column(Int.self, "SELECT id FROM thing") } == [1])
            await database.close()
        }
    }

    @Test("a read sees one state from begin to end")
    func snapshot() async throws {
        try await TestFolder.with { folder in
            let path = folder["desk.sqlite"], database = try Database.sqlite(path)
            try await Migrator(Self.schema, clock: .system).migrate(database)
            let counts = try await database.read { tx in
                let before = try tx.value(Int.self, "SELECT count(*) FROM thing")
                let other = try SQLiteConnection.forWriting(path, patience: .zero)
                _ = try other.execute("INSERT INTO thing (id) VALUES (1)")
                return [before, try tx.value(Int.self, "SELECT count(*) FROM thing")]
            }
            #expect(counts == [0, 0])
            #expect(try await database.read { tx in try tx.value(Int.self, "SELECT count(*) FROM thing") } == 1)
            await database.close()
        }
    }

    @Test("commits are durable, foreign keys checked, deleted words overwritten, and the file is private")
    func settings() async throws {
        try await TestFolder.with { folder in
            let path = folder["desk.sqlite"], database = try Database.sqlite(path)
            let settings = try await database.write { tx in
                [
                    try tx.value(Int.self, "PRAGMA synchronous"), try tx.value(Int.self, "PRAGMA foreign_keys"),
                    try tx.value(Int.self, "PRAGMA secure_delete"),
                ]
            }
            #expect(settings == [2, 1, 1])
            for file in [path, "\(path)-wal"] {
                #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
            }
            await database.close()
            #expect(!FileManager.default.fileExists(atPath: "\(path)-wal"))
        }
    }

    @Test("a file that is no database, or half of one, is called corrupt")
    func corrupt() async throws {
        try await TestFolder.with { folder in
            let text = folder["text"], torn = folder["torn"]
            try String(repeating: "This is a letter. ", count: 1000).write(toFile: text, atomically: false, encoding: .utf8)
            #expect(throws: StorageError.corrupt(text)) { try Database.sqlite(text) }

            let database = try Database.sqlite(torn)
            try await Migrator(Self.schema, clock: .system).migrate(database)
            try await database.write { tx in for id in 0..<5000 { try tx.run("INSERT INTO thing (id) VALUES (\(id))") } }
            await database.close()
            let file = try #require(FileHandle(forUpdatingAtPath: torn))
            try file.seek(toOffset: 4096)
            try file.write(contentsOf: Data(repeating: 0xA5, count: 40_000))
            try file.close()
            let opened = try Database.sqlite(torn)
            await #expect(throws: StorageError.corrupt(torn)) {
                try await opened.read { tx in try tx.column(Int.self, "SELECT id FROM thing").count }
            }
            await opened.close()
        }
    }

    @Test("a place where no file can be is called unreachable")
    func unreachable() async throws {
        try await TestFolder.with { folder in
            let file = folder["file"]
            try "".write(toFile: file, atomically: false, encoding: .utf8)
            for path in [folder["missing/desk.sqlite"], "\(file)/desk.sqlite", folder.url.path, "/proc/desk.sqlite"] {
                #expect(throws: StorageError.unreachable(path)) { try Database.sqlite(path) }
            }
        }
    }

    @Test("a folder without rights is called unreachable", .enabled(if: geteuid() != 0, "root may everything"))
    func forbidden() async throws {
        try await TestFolder.with { folder in
            chmod(folder.url.path, 0o500)
            defer { chmod(folder.url.path, 0o700) }
            let path = folder["desk.sqlite"]
            #expect(throws: StorageError.unreachable(path)) { try Database.sqlite(path) }
        }
    }

    @Test("thousands of different statements are not all kept")
    func statements() async throws {
        try await TestFolder.with { folder in
            let connection = try SQLiteConnection.forWriting(folder["desk.sqlite"], patience: .zero)
            let parts: [SQL] = (0..<12).map { _ in "(1 = 1)" }
            for length in 1..<2000 {
                let sql = (0..<length % 600).map { parts[$0 % 12] }.reduce("SELECT 1 AS one WHERE 1 = 1") { $0 + " AND " + $1 }
                #expect(try connection.query(sql).count == 1)
            }
        }
    }
}

extension CommitSignal {
    /// Waits until the watching thread has told of its first look.
    fileprivate func settle() async {
        var seen = -1
        while seen != count {
            seen = count
            await wait(past: seen, atMost: .milliseconds(300))
        }
    }
}
