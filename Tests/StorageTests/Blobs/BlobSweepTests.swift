import Foundation
import Primitives
import Storage
import StorageTesting
import Testing

struct BlobSweepTests {
    /// Two tables that name blobs.
    private static let schema =
        StorageSchema.migrations + [
            Migration(
                1000, "letters",
                [
                    "CREATE TABLE letter (id BIGINT PRIMARY KEY, department BIGINT NOT NULL, content \(.bytes))\(.tableEnd)",
                    "CREATE TABLE picture (id BIGINT PRIMARY KEY, department BIGINT NOT NULL, content \(.bytes))\(.tableEnd)",
                ])
        ]

    /// A desk with a blob folder, a clock and a sweep.
    private struct Desk {
        let database: Database
        let store: BlobStore
        let folder: TestFolder
        let clock = HandClock(Clock.system.now())

        var sweep: BlobSweep {
            let references = [BlobReference("letter", "content"), BlobReference("picture", "content")]
            return BlobSweep(database, store, namedBy: references, clock: clock.clock)
        }

        func keep(_ bytes: [UInt8], id: Int, department: Int = 1) async throws -> [UInt8] {
            let blob = try await store.prepare(bytes), now = clock.clock.now()
            try await database.write { tx in
                try blob.keep(department: Int64(department), at: now, tx)
                try tx.run("INSERT INTO letter (id, department, content) VALUES (\(id), \(department), \(blob.hash))")
            }
            return blob.hash
        }

        func forget(id: Int) async throws {
            _ = try await database.write { tx in try tx.run("DELETE FROM letter WHERE id = \(id)") }
        }

        func has(_ hash: [UInt8], department: Int64 = 1) async -> Bool {
            (try? await database.read { tx in try store.read(hash, department: department, tx) }) != nil
        }

        var files: [String] {
            let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder["blobs"])) ?? []
            return paths.filter { $0.count > 60 }
        }
    }

    private func withDesk(_ engine: TestEngine, _ body: (Desk) async throws -> Void) async throws {
        try await engine.withDatabase(Self.schema) { database in
            try await TestFolder.with { folder in
                let store = BlobStore(folder: folder.url.appending(path: "blobs"))
                try await body(Desk(database: database, store: store, folder: folder))
            }
        }
    }

    private static func bytes(_ count: Int, seed: UInt8 = 0) -> [UInt8] { [UInt8](repeating: seed, count: count) }

    @Test("a blob goes a day after the last row that named it, row and file", arguments: TestEngine.allCases)
    func aDayLater(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            for size in [100, 100_000] {
                let hash = try await desk.keep(Self.bytes(size), id: size)
                desk.clock.advance(by: .days(10))
                try await desk.sweep.run()
                #expect(await desk.has(hash))
                try await desk.forget(id: size)
                try await desk.sweep.run()
                desk.clock.advance(by: .hours(23))
                try await desk.sweep.run()
                #expect(await desk.has(hash))
                desk.clock.advance(by: .hours(1))
                try await desk.sweep.run()
                #expect(await !desk.has(hash))
                #expect(desk.files.isEmpty)
            }
        }
    }

    @Test("a blob that is named again stays", arguments: TestEngine.allCases)
    func namedAgain(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let hash = try await desk.keep(Self.bytes(100_000), id: 1)
            try await desk.forget(id: 1)
            try await desk.sweep.run()
            desk.clock.advance(by: .hours(23))
            _ = try await desk.keep(Self.bytes(100_000), id: 2)
            desk.clock.advance(by: .hours(23))
            try await desk.sweep.run()
            try await desk.forget(id: 2)
            desk.clock.advance(by: .hours(2))
            try await desk.sweep.run()
            #expect(await desk.has(hash))
        }
    }

    @Test("any of the columns keeps a blob, in its own department only", arguments: TestEngine.allCases)
    func departments(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let hash = try await desk.keep(Self.bytes(100_000), id: 1)
            _ = try await desk.keep(Self.bytes(100_000), id: 2, department: 2)
            try await desk.forget(id: 1)
            try await desk.forget(id: 2)
            _ = try await desk.database.write { tx in
                try tx.run("INSERT INTO picture (id, department, content) VALUES (1, 2, \(hash))")
            }
            try await desk.sweep.run()
            desk.clock.advance(by: .hours(25))
            try await desk.sweep.run()
            #expect(await !desk.has(hash))
            #expect(await desk.has(hash, department: 2))
            #expect(desk.files.count == 1)
        }
    }

    @Test("an erased file goes with the next sweep, unless somebody is about to name it again", arguments: TestEngine.allCases)
    func erased(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let hash = try await desk.keep(Self.bytes(100_000), id: 1)
            try await desk.database.write { tx in try desk.store.erase(hash, department: 1, tx) }
            try await desk.sweep.run()
            #expect(desk.files.count == 1)
            desk.clock.advance(by: .minutes(11))
            try await desk.sweep.run()
            #expect(desk.files.isEmpty)
        }
    }

    @Test("erased bytes that were stored again stay", arguments: TestEngine.allCases)
    func storedAgain(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let hash = try await desk.keep(Self.bytes(100_000), id: 1)
            try await desk.database.write { tx in try desk.store.erase(hash, department: 1, tx) }
            _ = try await desk.keep(Self.bytes(100_000), id: 2)
            desk.clock.advance(by: .days(2))
            try await desk.sweep.run()
            #expect(await desk.has(hash))
        }
    }

    @Test("files that no commit ever named go after a day, and nothing else of the folder", arguments: TestEngine.allCases)
    func neverNamed(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            let hash = try await desk.keep(Self.bytes(100_000, seed: 1), id: 1)
            _ = try await desk.store.prepare(Self.bytes(100_000, seed: 2))
            try "keep me".write(toFile: desk.folder["blobs/notes.txt"], atomically: false, encoding: .utf8)
            try await desk.sweep.run()
            #expect(desk.files.count == 2)
            desk.clock.advance(by: .hours(25))
            try await desk.sweep.run()
            #expect(desk.files.count == 1)
            #expect(await desk.has(hash))
            #expect(FileManager.default.fileExists(atPath: desk.folder["blobs/notes.txt"]))
        }
    }

    @Test("nothing is swept while a backup copies", arguments: TestEngine.allCases)
    func backup(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            _ = try await desk.store.prepare(Self.bytes(100_000))
            desk.clock.advance(by: .days(2))
            do {
                let pause = try BlobSweep.pause(desk.store)
                #expect(pause != nil)
                #expect(try await !desk.sweep.run())
                withExtendedLifetime(pause) {}
            }
            #expect(desk.files.count == 1)
            #expect(try await desk.sweep.run())
            #expect(desk.files.isEmpty)
        }
    }

    @Test("hundreds of blobs are swept in slices", arguments: TestEngine.allCases)
    func slices(engine: TestEngine) async throws {
        try await withDesk(engine) { desk in
            for id in 0..<450 { _ = try await desk.keep(Array("\(id)".utf8), id: id) }
            for id in stride(from: 0, to: 450, by: 2) { try await desk.forget(id: id) }
            try await desk.sweep.run()
            desk.clock.advance(by: .hours(25))
            try await desk.sweep.run()
            #expect(try await desk.database.read { tx in try tx.value(Int.self, "SELECT count(*) FROM \(.blob)") } == 225)
        }
    }
}
