import Foundation
import Storage
import StorageTesting
import Testing

struct SyncedFileTests {
    @Test("a file is written whole, for its owner only, with nothing left beside it", arguments: [0, 1, 5_000_000])
    func whole(size: Int) async throws {
        try await TestFolder.with { folder in
            let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0) }, path = folder["file"]
            for _ in 0..<2 { try SyncedFile.write(bytes, to: path) }
            #expect(FileManager.default.contents(atPath: path).map(Array.init) == bytes)
            #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
            #expect(folder.names == ["file"])
        }
    }

    @Test("of two that make a new file, one does, and the other leaves it alone")
    func create() async throws {
        try await TestFolder.with { folder in
            let isNew = try [1, 2].map { try SyncedFile.create([$0], at: folder["file"]) }
            #expect(isNew == [true, false])
            #expect(FileManager.default.contents(atPath: folder["file"]).map(Array.init) == [1])
            #expect(folder.names == ["file"])
        }
    }

    @Test("where there is no room the file is absent, and that is said")
    func full() async throws {
        try await TestFolder.with { folder in
            let path = folder["file"]
            await #expect(processExitsWith: .success) { [path = path as String] in
                signal(SIGXFSZ, SIG_IGN)
                var limit = rlimit(rlim_cur: 10_000, rlim_max: 10_000)
                setrlimit(__rlimit_resource_t(1), &limit)  // RLIMIT_FSIZE
                #expect(throws: StorageError.full) { try SyncedFile.write([UInt8](repeating: 1, count: 1 << 20), to: path) }
            }
            #expect(folder.names.isEmpty)
        }
    }

    @Test("a place that cannot be written is named")
    func unreachable() async throws {
        try await TestFolder.with { folder in
            #expect(throws: StorageError.self) { try SyncedFile.write([1], to: folder["missing/file"]) }
            #expect(throws: StorageError.self) { try SyncedFile.makeFolder("/proc/none/of/these") }
            try SyncedFile.makeFolder(folder["a/b/c"])
            try SyncedFile.makeFolder(folder["a/b/c"])
            try SyncedFile.write([1], to: folder["a/b/c/file"])
        }
    }
}
