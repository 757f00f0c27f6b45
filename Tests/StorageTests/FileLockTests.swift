import Foundation
import Storage
import StorageTesting
import Testing

struct FileLockTests {
    @Test("one may hold it alone or several together, and it is free again afterwards")
    func kinds() async throws {
        try await TestFolder.with { folder in
            let path = folder["lock"]
            do {
                let alone = try FileLock(path, .exclusive)
                #expect(alone != nil)
                #expect(try FileLock(path, .exclusive) == nil)
                #expect(try FileLock(path, .shared) == nil)
                withExtendedLifetime(alone) {}
            }
            do {
                let one = try FileLock(path, .shared), other = try FileLock(path, .shared)
                #expect(one != nil && other != nil)
                #expect(try FileLock(path, .exclusive) == nil)
                withExtendedLifetime((one, other)) {}
            }
            #expect(try FileLock(path, .exclusive) != nil)
        }
    }

    @Test("a process that dies lets go")
    func death() async throws {
        try await TestFolder.with { folder in
            let path = folder["lock"]
            await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
                let lock = try FileLock(path, .exclusive)
                #expect(lock != nil)
                kill(getpid(), SIGKILL)
                withExtendedLifetime(lock) {}
            }
            let lock = try FileLock(path, .exclusive)
            #expect(lock != nil)
        }
    }

    @Test("where no file can be, it says so")
    func unreachable() {
        #expect(throws: StorageError.unreachable("/proc/no/lock")) { try FileLock("/proc/no/lock", .shared) }
    }
}
