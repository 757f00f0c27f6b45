import Foundation
import Primitives
import Storage
import StorageTesting
import Testing

struct KeyringTests {
    private let clock = HandClock().clock

    private func key() throws -> MasterKey {
        try #require(MasterKey(text: Data(Randomness.system.bytes(32)).base64EncodedString()))
    }

    private func withKeyring(
        _ engine: TestEngine, _ body: (Database, MasterKey, Keyring) async throws -> Void
    ) async throws {
        try await engine.withDatabase(StorageSchema.migrations) { database in
            let master = try key()
            try await body(database, master, try await Keyring.load(database, master: master, randomness: .system, clock: clock))
        }
    }

    @Test("what was signed before a restart verifies after it", arguments: TestEngine.allCases)
    func restart(engine: TestEngine) async throws {
        try await withKeyring(engine) { database, master, keyring in
            let again = try await Keyring.load(database, master: master, randomness: .system, clock: clock)
            for purpose in Keyring.Purpose.allCases {
                let signature = keyring.sign("LBT-1042", for: purpose)
                #expect(signature.wholeMatch(of: /1[a-z2-7]{20}/) != nil)
                #expect(again.verify(signature, of: "LBT-1042", for: purpose))
                #expect(again.verify(signature.uppercased(), of: "LBT-1042", for: purpose))
            }
        }
    }

    @Test("any change of a signature or message, and another purpose, is refused", arguments: TestEngine.allCases)
    func tampering(engine: TestEngine) async throws {
        try await withKeyring(engine) { _, _, keyring in
            let signature = keyring.sign("LBT-1042", for: .mail)
            #expect(!keyring.verify(signature, of: "LBT-1043", for: .mail))
            #expect(!keyring.verify(signature, of: "", for: .mail))
            #expect(!keyring.verify(signature, of: "LBT-1042", for: .form))
            for index in signature.indices {
                var changed = signature
                changed.replaceSubrange(index...index, with: signature[index] == "a" ? "b" : "a")
                #expect(!keyring.verify(changed, of: "LBT-1042", for: .mail))
            }
            let strange = [
                "", "1", String(signature.dropFirst()), String(signature.dropLast()), signature + "\u{301}", signature + "a", "+" + signature,
                "0" + signature, " " + signature, "-" + signature, "99" + signature.dropFirst(), "1" + String(repeating: "a", count: 20),
                "1" + String(repeating: "é", count: 20), String(repeating: "9", count: 60), signature.replacing("1", with: "１"),
            ]
            for signature in strange { #expect(!keyring.verify(signature, of: "LBT-1042", for: .mail), "\(signature)") }
        }
    }

    @Test("after a rotation new signatures carry a new number and the old ones verify", arguments: TestEngine.allCases)
    func rotation(engine: TestEngine) async throws {
        try await withKeyring(engine) { database, master, keyring in
            let old = keyring.sign("a", for: .mail), form = keyring.sign("a", for: .form)
            let rotated = try await Keyring.rotate(.mail, in: database, master: master, randomness: .system, clock: clock)
            let new = rotated.sign("a", for: .mail)
            #expect(old.hasPrefix("1") && new.hasPrefix("2") && old.dropFirst() != new.dropFirst())
            let loaded = try await Keyring.load(database, master: master, randomness: .system, clock: clock)
            for ring in [rotated, loaded] {
                #expect(ring.verify(old, of: "a", for: .mail) && ring.verify(new, of: "a", for: .mail))
                #expect(ring.sign("a", for: .form) == form)
            }
            #expect(!keyring.verify(new, of: "a", for: .mail))
        }
    }

    @Test("a key that does not open the database is refused, and nothing is changed", arguments: TestEngine.allCases)
    func wrongKey(engine: TestEngine) async throws {
        try await withKeyring(engine) { database, master, keyring in
            let other = try key()
            await #expect(throws: StorageError.wrongKey) {
                try await Keyring.load(database, master: other, randomness: .system, clock: clock)
            }
            await #expect(throws: StorageError.wrongKey) {
                try await Keyring.rotate(.mail, in: database, master: other, randomness: .system, clock: clock)
            }
            let again = try await Keyring.load(database, master: master, randomness: .system, clock: clock)
            #expect(again.sign("a", for: .mail) == keyring.sign("a", for: .mail))
        }
    }

    @Test("nodes that start at once make one key for each purpose", arguments: TestEngine.allCases)
    func together(engine: TestEngine) async throws {
        try await engine.withDatabase(StorageSchema.migrations) { database in
            let master = try key(), clock = clock
            let signatures = try await withThrowingTaskGroup(of: String.self) { group in
                for _ in 0..<8 {
                    group.addTask {
                        try await Keyring.load(database, master: master, randomness: .system, clock: clock).sign("a", for: .form)
                    }
                }
                return try await group.reduce(into: Set()) { $0.insert($1) }
            }
            #expect(signatures.count == 1)
        }
    }
}
