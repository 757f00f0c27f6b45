import Foundation
import Primitives
import Storage
import StorageTesting
import Testing

struct SnapshotTests {
    @Test("a copy of a serving database is whole, with what was committed last")
    func whole() async throws {
        try await TestFolder.with { folder in
            let database = try Database.sqlite(folder["desk.sqlite"])
            try await database.write { tx in
                try tx.run("CREATE TABLE thing (id BIGINT PRIMARY KEY)")
                for id in 0..<1000 { try tx.run("INSERT INTO thing (id) VALUES (\(id))") }
            }
            for _ in 0..<2 { try Snapshot.take(of: folder["desk.sqlite"], to: folder["copy.sqlite"]) }
            await database.close()
            let copy = try Database.sqlite(folder["copy.sqlite"])
            #expect(try await copy.read { tx in try tx.value(Int.self, "SELECT count(*) FROM thing") } == 1000)
            #expect(try await copy.read { tx in try tx.value(String.self, "PRAGMA integrity_check") } == "ok")
            await copy.close()
            #expect(folder.names.filter { $0.hasPrefix("copy") } == ["copy.sqlite"])
        }
    }

    @Test("without room nothing is written")
    func full() async throws {
        try await TestFolder.with { folder in
            // A file with a hole, larger than any disk at hand.
            let file = open(folder["huge"], O_WRONLY | O_CREAT, 0o600)
            #expect(ftruncate(file, 15 << 40) == 0)
            close(file)
            #expect(throws: StorageError.full) { try Snapshot.take(of: folder["huge"], to: folder["copy"]) }
            #expect(!FileManager.default.fileExists(atPath: folder["copy"]))
        }
    }

    @Test("a copy that fails leaves the last one as it was")
    func failing() async throws {
        try await TestFolder.with { folder in
            try "not a database".write(toFile: folder["text"], atomically: false, encoding: .utf8)
            try "older".write(toFile: folder["copy"], atomically: false, encoding: .utf8)
            #expect(throws: StorageError.corrupt(folder["text"])) { try Snapshot.take(of: folder["text"], to: folder["copy"]) }
            #expect(try String(contentsOfFile: folder["copy"], encoding: .utf8) == "older")
            #expect(!FileManager.default.fileExists(atPath: folder["copy.part"]))
        }
    }
}
