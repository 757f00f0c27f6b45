import Accounts
import ArgumentParser
import Foundation
import Logging
import Ops
import Primitives
import Search
import Storage
import Testing
import Tickets

@testable import Server

/// The demo's desk, copied and brought back as the commands do it.
@Suite("A desk is copied and brought back", .serialized) struct RestoreTests {
    private static let phrase = "words that nobody knows"

    /// A demo desk in a folder, its backup, and another folder.
    private func withBackup(_ body: (House, _ file: String, _ other: String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "amparo-\(UInt64.random(in: .min ... .max))")
        defer { try? FileManager.default.removeItem(at: folder) }
        var log = Logger(label: "test")
        log.logLevel = .critical
        let house = try await House(
            ServerSettings(.parse(["--data", folder.appending(path: "one").path])), migration: .run, log: log, isDemo: true)
        try await DemoDesk(house, .shop, as: .first).play()
        let file = folder.appending(path: "desk.backup").path
        let backup = Backup(
            house.db, blobs: house.blobs, secrets: house.secrets, schema: Schema.desk, clock: house.clock, randomness: house.randomness)
        _ = try await backup.take(to: file, Passphrase(Self.phrase)) { _ in }
        try await body(house, file, folder.appending(path: "two").path)
        await house.db.close()
    }

    private func restore(_ file: String, to folder: String, replace: Bool = false) async throws {
        _ = try await RestoredHouse(ServerSettings(.parse(["--data", folder])), replace: replace)
            .restore(file, Passphrase(Self.phrase), ProgressLine())
    }

    private func sums(_ db: Database) async throws -> [String: RowSum] {
        try await db.read { tx in
            let tables = try TableStore(tx).all().filter { !SearchRebuild.derived.contains($0.name) }
            return try Dictionary(uniqueKeysWithValues: tables.map { ($0.name, try TableStore(tx).sum($0)) })
        }
    }

    private func numbers(_ query: String, _ house: House) async throws -> [String] {
        var numbers: [String] = []
        try await TicketLines(house, .first).each(matching: query) { numbers.append($0.number) }
        return numbers
    }

    private func open(_ folder: String) async throws -> House {
        try await House(ServerSettings(.parse(["--data", folder])), migration: .refuseUnlessEmpty, log: Logger(label: "test"))
    }

    @Test("every table has a key, so that it can be copied and compared")
    func keys() async throws {
        try await withBackup { house, _, _ in
            let tables = try await house.db.read { tx in try TableStore(tx).all() }
            #expect(tables.count > 60)
            for table in tables { #expect(!table.key.isEmpty, "\(table.name)") }
        }
    }

    @Test("in another folder everything is as it was, and it opens with the same key")
    func elsewhere() async throws {
        try await withBackup { house, file, other in
            var before = try await sums(house.db)
            try await restore(file, to: other)
            let copy = try await open(other)
            var after = try await sums(copy.db)
            // Nobody knows what left since: it does not leave by itself.
            (before["outbox"], after["outbox"]) = (nil, nil)
            #expect(after == before)
            #expect(copy.master.text == house.master.text)
            let (found, expected) = (try await numbers("zapatillas", copy), try await numbers("zapatillas", house))
            #expect(found == expected && !found.isEmpty)
            await copy.db.close()
        }
    }

    @Test("a desk that is there is not touched unless that is asked for, nor while it is served")
    func occupied() async throws {
        try await withBackup { house, file, _ in
            let folder = house.settings.data, before = try await sums(house.db)
            await #expect(throws: ServerError.self) { try await restore(file, to: folder, replace: true) }
            let after = try await sums(house.db)
            #expect(after == before)
        }
    }

    @Test("what the replaced desk was asked to forget stays forgotten; the desk itself is kept beside")
    func replaced() async throws {
        try await withBackup { house, file, other in
            try await restore(file, to: other)
            await #expect(throws: BackupError.deskExists("\(other)/amparo.sqlite")) { try await restore(file, to: other) }
            let copy = try await open(other), words = "talla 42"
            let ticket = try await copy.db.read { tx in
                try tx.value(ID<Ticket>.self, "SELECT ticket FROM message WHERE text LIKE \("%\(words)%") ORDER BY id LIMIT 1")
            }
            try await copy.desk.redact(.words(words), on: #require(ticket), as: .system(.first))
            await copy.db.close()
            try await restore(file, to: other, replace: true)
            let again = try await open(other)
            let standing = try await again.db.read { tx in
                try tx.value(Int.self, "SELECT count(*) FROM message WHERE ticket = \(ticket) AND text LIKE \("%\(words)%")")
            }
            #expect(standing == 0)
            await again.db.close()
            #expect(FileManager.default.fileExists(atPath: "\(other)/amparo.sqlite.before-restore"))
            #expect(!FileManager.default.fileExists(atPath: "\(other)/amparo.sqlite.restoring"))
        }
    }

    @Test("a damaged desk is replaced too")
    func damaged() async throws {
        try await withBackup { house, file, other in
            try await restore(file, to: other)
            try Data(repeating: 7, count: 10_000).write(to: URL(fileURLWithPath: "\(other)/amparo.sqlite"))
            try await restore(file, to: other, replace: true)
            let copy = try await open(other)
            let (one, other) = (try await sums(copy.db), try await sums(house.db))
            #expect(one["ticket"] == other["ticket"])
            await copy.db.close()
        }
    }
}
