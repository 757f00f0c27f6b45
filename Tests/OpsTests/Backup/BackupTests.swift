import Foundation
import Primitives
import Storage
import StorageTesting
import Synchronization
import Testing

@testable import Ops

struct BackupTests {
    private struct Stop: Error {}

    private final class Seen: Sendable {
        let sums = Mutex<[String: RowSum]>([:])
    }

    private static let passphrase = "a phrase of five words"

    @discardableResult
    private func take(_ place: TestPlace, _ told: @escaping CopyProgress = { _ in }) async throws -> Backup.Outcome {
        try await place.backup.take(to: place.folder["desk.backup"], Passphrase(Self.passphrase), told: told)
    }

    /// Brings a backup back into an empty database and hands it over as one that works.
    private func restore(
        _ file: String, _ engine: TestEngine, blobs: BlobStore.Place = .folder, _ told: @escaping CopyProgress = { _ in },
        _ body: (Database, BlobStore, Restoring.Restored) async throws -> Void
    ) async throws {
        try await TestFolder.with { folder in
            let replacement = Replacement(try engine.address(in: folder)), blobs = BlobStore(folder: folder.url.appending(path: "blobs"), place: blobs)
            let restoring = try Restoring(file, Passphrase(Self.passphrase), schema: TestPlace.schema, clock: .system)
            let restored = try await replacement.begin(keeping: [:]).closing { db in
                let restored = try await restoring.fill(db, blobs, told: told)
                try await restoring.finish(db)
                return restored
            }
            try replacement.place()
            try await Database.open(engine.address(in: folder)).closing { desk in try await body(desk, blobs, restored) }
        }
    }

    @Test("what is restored is what was there: every table, the files, the key, the search", arguments: Route.all)
    func roundTrip(route: Route) async throws {
        try await TestPlace.with(route.from) { place in
            let large = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
            let hash = try await place.attach(large), small = try await place.attach([1, 2, 3])
            let outcome = try await take(place), before = try await TestPlace.sums(place.db), hits = try await TestPlace.hits(place.db)
            #expect(outcome.missing == [])
            #expect(outcome.totals.files == 1)
            #expect(outcome.totals.rows == before.values.reduce(0) { $0 + $1.count })
            #expect(!hits.isEmpty)
            try await restore(place.folder["desk.backup"], route.to) { db, blobs, restored in
                try await Migrator(TestPlace.migrations, clock: .system).demandCurrent(db)
                #expect(try await TestPlace.sums(db) == before)
                #expect(try await TestPlace.hits(db) == hits)
                #expect(restored.totals == outcome.totals)
                let (one, other) = try await db.read { tx in
                    (try blobs.read(hash, department: 1, tx), try blobs.read(small, department: 1, tx))
                }
                #expect(one == large)
                #expect(other == [1, 2, 3])
                _ = try await Keyring.load(db, master: restored.master, randomness: .system, clock: .system)
            }
            #expect(place.folder.names.filter { $0.hasPrefix("desk.backup") } == ["desk.backup"])
        }
    }

    @Test("files go where the new place keeps them", arguments: [BlobStore.Place.folder, .database])
    func places(place there: BlobStore.Place) async throws {
        for here in [BlobStore.Place.folder, .database] {
            try await TestPlace.with(tickets: 1, blobs: here) { place in
                let large = (0..<600_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }, hash = try await place.attach(large)
                let outcome = try await take(place)
                #expect(outcome.totals.files == (here == .folder ? 1 : 0))
                try await restore(place.folder["desk.backup"], .current, blobs: there) { db, blobs, _ in
                    let read = try await db.read { tx in try blobs.read(hash, department: 1, tx) }
                    #expect(read == large)
                    let left = try await db.read { tx in try BlobStore.files(tx).count }
                    #expect(left == (here == .folder && there == .folder ? 1 : 0))
                }
            }
        }
    }

    @Test("a backup taken while tickets come in holds one state of the desk")
    func whileServing() async throws {
        try await TestPlace.with { place in
            let seen = Seen()
            let outcome = try await place.backup.take(to: place.folder["desk.backup"], Passphrase(Self.passphrase)) { step in
                // Comes from the reading thread, between two tables: a commit now is no part of the backup.
                guard case .table("message", rows: 0) = step, seen.sums.withLock({ $0.isEmpty }) else { return }
                let done = DispatchSemaphore(value: 0)
                Task {
                    defer { done.signal() }
                    let sums = try await TestPlace.sums(place.db)
                    seen.sums.withLock { $0 = sums }
                    try await place.db.write { tx in try tx.run("DELETE FROM search_terms") }
                    try await place.db.write { tx in try tx.run("UPDATE ticket SET version = version + 1") }
                }
                done.wait()
            }
            let before = seen.sums.withLock { $0 }
            #expect(outcome.totals.rows == before.values.reduce(0) { $0 + $1.count })
            try await restore(place.folder["desk.backup"], .current) { db, _, _ in
                let after = try await TestPlace.sums(db)
                #expect(after == before)
            }
        }
    }

    @Test("files are not swept while a backup copies them")
    func pausesSweep() async throws {
        try await TestPlace.with { place in
            try await take(place) { step in
                guard case .checking = step else { return }
                let (shared, exclusive) = (try BlobSweep.pause(place.blobs), try FileLock(place.folder["blobs/sweep.lock"], .exclusive))
                #expect(shared != nil)
                #expect(exclusive == nil)
            }
        }
    }

    @Test("a file that is missing or was changed is told of; the rest is kept")
    func missingFile() async throws {
        try await TestPlace.with { place in
            let hash = try await place.attach([UInt8](repeating: 1, count: 100_000))
            try await place.attach([UInt8](repeating: 2, count: 100_000))
            let names = try FileManager.default.subpathsOfDirectory(atPath: place.folder["blobs"])
            let text = hash.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
            let path = try #require(names.first { $0.hasSuffix(text) })
            try Data("damaged".utf8).write(to: URL(fileURLWithPath: place.folder["blobs/\(path)"]))
            let outcome = try await take(place)
            #expect(outcome.missing == [hash])
            #expect(outcome.totals.files == 1)
        }
    }

    @Test("a backup that was stopped leaves nothing, and the older one stays", arguments: ["contact", "ticket", "check"])
    func stopped(at name: String) async throws {
        try await TestPlace.with(tickets: 5) { place in
            try Data("the older one".utf8).write(to: URL(fileURLWithPath: place.folder["desk.backup"]))
            await #expect(throws: Stop.self) {
                try await take(place) { step in
                    switch step {
                    case .table(name, _): throw Stop()
                    case .checking where name == "check": throw Stop()
                    default: break
                    }
                }
            }
            #expect(place.folder.names.filter { $0.hasPrefix("desk.backup") } == ["desk.backup"])
            #expect(try String(contentsOfFile: place.folder["desk.backup"], encoding: .utf8) == "the older one")
        }
    }

    @Test("a restore that was stopped leaves nothing that serves, and can be begun again", arguments: ["contact", "check"])
    func stoppedRestore(at name: String) async throws {
        try await TestPlace.with(.sqlite, tickets: 5) { place in
            try await take(place)
            try await TestFolder.with { folder in
                let replacement = SQLiteReplacement(folder["desk.sqlite"]), blobs = BlobStore(folder: folder.url.appending(path: "blobs"))
                let restoring = try Restoring(
                    place.folder["desk.backup"], Passphrase(Self.passphrase), schema: TestPlace.schema, clock: .system)
                let db = try replacement.begin()
                await #expect(throws: Stop.self) {
                    try await restoring.fill(db, blobs) { step in
                        switch step {
                        case .table(name, _): throw Stop()
                        case .checking where name == "check": throw Stop()
                        default: break
                        }
                    }
                }
                await db.close()
                // As a killed process leaves it: nobody makes a new desk here, and the half one is none.
                #expect(throws: StorageError.unfinished(folder["desk.sqlite"])) { try Database.sqlite(folder["desk.sqlite"]) }
                let half = try Database.sqlite(folder["desk.sqlite.restoring"])
                await #expect(throws: StorageError.unfinished(half.place)) {
                    try await Migrator(TestPlace.migrations, clock: .system).demandCurrent(half)
                }
                await half.close()
                let again = try replacement.begin()
                _ = try await restoring.fill(again, blobs) { _ in }
                try await restoring.finish(again)
                await again.close()
                try replacement.place()
                #expect(folder.names.filter { $0.hasPrefix("desk") } == ["desk.sqlite"])
            }
        }
    }

    @Test("a wrong passphrase, a damaged file and a newer schema are refused with their reason")
    func refused() async throws {
        try await TestPlace.with(tickets: 3) { place in
            try await take(place)
            let file = place.folder["desk.backup"]
            func fill(_ passphrase: String, _ schema: DeskSchema) async throws {
                try await TestFolder.with { folder in
                    let db = try SQLiteReplacement(folder["desk.sqlite"]).begin()
                    defer { withExtendedLifetime(db) {} }
                    _ = try await Restoring(file, Passphrase(passphrase), schema: schema, clock: .system)
                        .fill(db, BlobStore(folder: folder.url.appending(path: "blobs"))) { _ in }
                }
            }
            await #expect(throws: BackupError.wrongPassphrase(file)) { try await fill("another", TestPlace.schema) }
            let older = DeskSchema(TestPlace.migrations.filter { $0.number < 5 }, derived: [], program: "test")
            await #expect(throws: BackupError.newerSchema(TestPlace.migrations.map(\.number).max() ?? 0, known: 4)) { try await fill(Self.passphrase, older) }
            var bytes = try Data(contentsOf: URL(fileURLWithPath: file))
            bytes[bytes.count / 2] ^= 1
            try bytes.write(to: URL(fileURLWithPath: file))
            await #expect(throws: BackupError.damaged(file)) { try await fill(Self.passphrase, TestPlace.schema) }
        }
    }

    @Test("a backup of an older schema is brought to this program's")
    func olderSchema() async throws {
        try await TestPlace.with(tickets: 3) { place in
            try await take(place)
            let next = Migration(
                1000, "next", ["ALTER TABLE ticket ADD COLUMN mood VARCHAR(8)", "UPDATE ticket SET mood = 'calm'"])
            let newer = DeskSchema(TestPlace.migrations + [next], derived: TestPlace.schema.derived, program: "test")
            try await TestFolder.with { folder in
                let db = try SQLiteReplacement(folder["desk.sqlite"]).begin()
                let restoring = try Restoring(place.folder["desk.backup"], Passphrase(Self.passphrase), schema: newer, clock: .system)
                _ = try await restoring.fill(db, BlobStore(folder: folder.url.appending(path: "blobs"))) { _ in }
                try await restoring.finish(db)
                let moods = try await db.read { tx in try tx.column(String.self, "SELECT mood FROM ticket") }
                #expect(moods == ["calm", "calm", "calm"])
                try await Migrator(newer.migrations, clock: .system).demandCurrent(db)
                await db.close()
            }
        }
    }
}
