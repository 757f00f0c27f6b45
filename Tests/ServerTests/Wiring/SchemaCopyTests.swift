import ArgumentParser
import Customisation
import Foundation
import Logging
import Ops
import Primitives
import Storage
import StorageTesting
import Testing

@testable import Server

/// A desk on a server that an older program made. (That of a SQLite file is copied by ``Snapshot``.)
@Suite("A desk of an older schema on a server", .enabled(if: TestEngine.current != .sqlite)) struct SchemaCopyTests {
    /// All but the newest steps.
    private static let older = Array(Schema.migrations.sorted { $0.number < $1.number }.dropLast(2))

    private static var log: Logger {
        var log = Logger(label: "test")
        log.logLevel = .critical
        return log
    }

    /// A desk of the older schema with a department, and the options to serve it by.
    private func withOlderDesk(_ body: (TestFolder, ServerSettings) async throws -> Void) async throws {
        try await TestFolder.with { folder in
            let data = folder["data"], url = try TestEngine.current.url(in: folder)
            try SyncedFile.makeFolder(data)
            let master = try MasterKey.load("\(data)/master.key", randomness: .system)
            try await Database.open(DatabaseAddress(url)).closing { db in
                try await Migrator(Self.older, clock: .system).migrate(db)
                _ = try await Keyring.load(db, master: master, randomness: .system, clock: .system)
                let department = Department(id: .first, name: "Shop of before", prefix: "LBT", language: .en, zone: "UTC")
                try await db.write { tx in try DepartmentStore(tx).create(department, at: Clock.system.now()) }
            }
            try await body(folder, ServerSettings(.parse(["--data", data, "--database", url])))
        }
    }

    @Test("it is copied before its tables change, and the copy brings it back on another database")
    func copied() async throws {
        try await withOlderDesk { folder, settings in
            let house = try await House(settings, migration: .run, log: Self.log)
            await house.close()
            let copy = "\(settings.data)/before-\(try #require(Self.older.last?.number) + 1).backup"
            #expect(FileManager.default.fileExists(atPath: copy))
            let key = try String(contentsOfFile: "\(settings.data)/master.key", encoding: .utf8).trimmingCharacters(in: .newlines)
            #expect(try Data(contentsOf: URL(fileURLWithPath: copy)).range(of: Data("Shop of before".utf8)) == nil)
            let restored = try await RestoredHouse(ServerSettings(.parse(["--data", folder["other"]])), replace: false)
                .restore(copy, Passphrase(key), ProgressLine())
            #expect(restored.manifest.schema == Self.older.last?.number)
            let other = try await House(ServerSettings(.parse(["--data", folder["other"]])), migration: .refuse, log: Self.log)
            let names = try await other.db.read { tx in try DepartmentStore(tx).all().map(\.name) }
            await other.close()
            #expect(names == ["Shop of before"])
            // A desk that is up to date is copied no more.
            try FileManager.default.removeItem(atPath: copy)
            let again = try await House(settings, migration: .run, log: Self.log)
            await again.close()
            #expect(!FileManager.default.fileExists(atPath: copy))
        }
    }

    @Test("where no copy can be made its tables stay as they are")
    func noCopy() async throws {
        try await withOlderDesk { folder, settings in
            try Data(repeating: 7, count: 32).base64EncodedString().write(toFile: "\(settings.data)/master.key", atomically: true, encoding: .utf8)
            await #expect(throws: StorageError.wrongKey) { try await House(settings, migration: .run, log: Self.log) }
            try await Database.open(settings.database).closing { db in
                let number = try await Migrator(Schema.migrations, clock: .system).schema(of: db)
                #expect(number == Self.older.last?.number)
            }
        }
    }
}
