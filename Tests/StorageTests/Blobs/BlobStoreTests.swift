import Foundation
import Primitives
import Storage
import StorageTesting
import Testing

struct BlobStoreTests {
    private let now = HandClock().clock.now()

    private static func bytes(_ count: Int, seed: UInt8 = 1) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) ^ seed }
    }

    private func files(_ folder: TestFolder) -> [String] {
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder["blobs"])) ?? []
        return paths.filter { $0.count > 60 }
    }

    private func withStore(_ engine: TestEngine, _ body: (Database, BlobStore, TestFolder) async throws -> Void) async throws {
        try await engine.withDatabase(StorageSchema.migrations) { database in
            try await TestFolder.with { folder in
                try await body(database, BlobStore(folder: folder.url.appending(path: "blobs")), folder)
            }
        }
    }

    @Test("up to 64 kB are rows, more is a file", arguments: [(0, 0), (1, 0), (65_536, 0), (65_537, 1), (1_000_000, 1)])
    func sizes(size: Int, files expected: Int) async throws {
        try await withStore(.current) { database, store, folder in
            let bytes = Self.bytes(size), blob = try await store.prepare(bytes)
            try await database.write { tx in try blob.keep(department: 1, at: now, tx) }
            #expect(try await database.read { tx in try store.read(blob.hash, department: 1, tx) } == bytes)
            #expect(files(folder).count == expected)
            #expect(blob.size == size && blob.hash == BlobStore.hash(bytes))
        }
    }

    @Test("the same bytes are kept once in a department, and one file serves all", arguments: TestEngine.allCases)
    func once(engine: TestEngine) async throws {
        try await withStore(engine) { database, store, folder in
            let bytes = Self.bytes(100_000)
            for department in [1, 1, 2] {
                let blob = try await store.prepare(bytes)
                try await database.write { tx in try blob.keep(department: Int64(department), at: now, tx) }
            }
            #expect(try await database.read { tx in try tx.value(Int.self, "SELECT count(*) FROM \(.blob)") } == 2)
            #expect(files(folder).count == 1)
        }
    }

    @Test("what one department erases, another that has the same still reads", arguments: TestEngine.allCases)
    func erase(engine: TestEngine) async throws {
        try await withStore(engine) { database, store, folder in
            for size in [100, 100_000] {
                let bytes = Self.bytes(size), blob = try await store.prepare(bytes)
                try await database.write { tx in
                    for department in [1, 2] { try blob.keep(department: Int64(department), at: now, tx) }
                    try store.erase(blob.hash, department: 1, tx)
                }
                #expect(try await database.read { tx in try store.read(blob.hash, department: 1, tx) } == nil)
                #expect(try await database.read { tx in try store.read(blob.hash, department: 2, tx) } == bytes)
            }
        }
    }

    @Test("erasing in a transaction that is rolled back loses nothing", arguments: TestEngine.allCases)
    func rolledBack(engine: TestEngine) async throws {
        struct Refusal: Error {}
        try await withStore(engine) { database, store, folder in
            let bytes = Self.bytes(100_000), blob = try await store.prepare(bytes)
            try await database.write { tx in try blob.keep(department: 1, at: now, tx) }
            try? await database.write { tx in
                try store.erase(blob.hash, department: 1, tx)
                throw Refusal()
            }
            #expect(try await database.read { tx in try store.read(blob.hash, department: 1, tx) } == bytes)
        }
    }

    @Test("a lost file is an error that names it, never empty bytes")
    func lost() async throws {
        try await withStore(.current) { database, store, folder in
            let blob = try await store.prepare(Self.bytes(100_000))
            try await database.write { tx in try blob.keep(department: 1, at: now, tx) }
            let path = folder["blobs/\(files(folder)[0])"]
            try FileManager.default.removeItem(atPath: path)
            await #expect(throws: StorageError.unreachable(path)) {
                try await database.read { tx in try store.read(blob.hash, department: 1, tx) }
            }
        }
    }
}
