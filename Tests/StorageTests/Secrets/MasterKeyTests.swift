import Foundation
import Primitives
import Storage
import StorageTesting
import Testing

struct MasterKeyTests {
    private func key() throws -> MasterKey {
        try #require(MasterKey(text: Data(Randomness.system.bytes(32)).base64EncodedString()))
    }

    @Test("the key file is made once, for its owner only, and read afterwards")
    func file() async throws {
        try await TestFolder.with { folder in
            let path = folder["master.key"]
            let first = try MasterKey.load(path, randomness: .system), second = try MasterKey.load(path, randomness: .system)
            #expect(try second.open(first.seal([1, 2, 3], for: "test"), for: "test") == [1, 2, 3])
            #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test("processes that start at once agree on one key")
    func together() async throws {
        try await TestFolder.with { folder in
            let path = folder["master.key"]
            let keys = try await withThrowingTaskGroup(of: MasterKey.self) { group in
                for _ in 0..<8 { group.addTask { try MasterKey.load(path, randomness: .system) } }
                return try await group.reduce(into: []) { $0.append($1) }
            }
            let sealed = try keys[0].seal([7], for: "test")
            for key in keys { #expect(try key.open(sealed, for: "test") == [7]) }
        }
    }

    @Test("a file that holds no key is refused and left as it is", arguments: ["", "x", "QUJD", "not base64 at all ***"])
    func noKey(text: String) async throws {
        try await TestFolder.with { folder in
            try text.write(toFile: folder["master.key"], atomically: false, encoding: .utf8)
            #expect(throws: StorageError.wrongKey) { try MasterKey.load(folder["master.key"], randomness: .system) }
            #expect(try String(contentsOfFile: folder["master.key"], encoding: .utf8) == text)
        }
    }

    @Test("a folder that is not there is named")
    func unreachable() async throws {
        try await TestFolder.with { folder in
            #expect(throws: StorageError.self) { try MasterKey.load(folder["missing/master.key"], randomness: .system) }
        }
    }

    @Test("a secret opens with its key and context only, and shows any change")
    func sealing() throws {
        let key = try key(), sealed = try key.seal(Array("secret".utf8), for: "mailbox:1")
        #expect(try key.open(sealed, for: "mailbox:1") == Array("secret".utf8))
        #expect(throws: StorageError.wrongKey) { try key.open(sealed, for: "mailbox:2") }
        let other = try self.key()
        #expect(throws: StorageError.wrongKey) { try other.open(sealed, for: "mailbox:1") }
        for index in sealed.indices {
            var changed = sealed
            changed[index] ^= 1
            #expect(throws: StorageError.wrongKey) { try key.open(changed, for: "mailbox:1") }
        }
        for length in 0..<sealed.count {
            #expect(throws: StorageError.wrongKey) { try key.open(Array(sealed.prefix(length)), for: "mailbox:1") }
        }
        #expect(try key.open(key.seal([], for: ""), for: "") == [])
        #expect(try key.seal([1], for: "") != key.seal([1], for: ""))
    }
}
