import Accounts
import Contacts
import Customisation
import Events
import Foundation
import Jobs
import Knowledge
import Outbox
import Primitives
import Storage
import StorageTesting
import Testing
import Tickets

@testable import Ops
@testable import Search

/// From one engine to another: whatever this run is for, from and to a file too.
struct Route: Sendable, CustomTestStringConvertible {
    let from: TestEngine
    let to: TestEngine

    static let all: [Route] =
        TestEngine.current == .sqlite
        ? [Route(from: .sqlite, to: .sqlite)]
        : [Route(from: .sqlite, to: .current), Route(from: .current, to: .sqlite), Route(from: .current, to: .current)]

    var testDescription: String { "\(from) to \(to)" }
}

/// A desk with tickets in it, on an engine and in a folder of its own.
struct TestPlace: Sendable {
    static let migrations =
        StorageSchema.migrations + EventSchema.migrations + JobSchema.migrations + OutboxSchema.migrations + SearchSchema.migrations
        + CustomisationSchema.migrations + AccountSchema.migrations + ContactSchema.migrations + KnowledgeSchema.migrations
        + TicketSchema.migrations
    static let schema = DeskSchema(migrations, derived: SearchRebuild.derived, program: "test")
    static let department: ID<Department> = ID(1)

    let folder: TestFolder
    let db: Database
    let blobs: BlobStore
    let master: MasterKey
    let clock = Clock.system
    let ids = IDMaker(node: 1, clock: .system)

    /// A desk of so many made-up tickets.
    static func with(_ engine: TestEngine = .current, tickets: Int = 30, blobs: BlobStore.Place = .folder, _ body: (TestPlace) async throws -> Void) async throws {
        try await TestFolder.with { folder in
            let place = try await TestPlace(folder, engine.open(in: folder, migrations), blobs)
            do {
                try await place.furnish(tickets)
                try await body(place)
            } catch {
                await place.db.close()
                throw error
            }
            await place.db.close()
        }
    }

    init(_ folder: TestFolder, _ db: Database, _ place: BlobStore.Place) throws {
        (self.folder, self.db) = (folder, db)
        master = try MasterKey.load(folder["master.key"], randomness: .system)
        blobs = BlobStore(folder: folder.url.appending(path: "blobs"), place: place)
    }

    private func furnish(_ tickets: Int) async throws {
        let desk = try await desk(), now = clock.now()
        try await db.write { tx in
            let department = Department(id: Self.department, name: "Shop", prefix: "LBT", language: .en, zone: "UTC")
            try DepartmentStore(tx).create(department, at: now)
            _ = try desk.seed(department.id, names: ["Front", "Remote"], tx)
        }
        try await SampleDesk(db: db, department: Self.department, prefix: "LBT", seed: 1)
            .fill(tickets, at: now, readers: ["receipts"], progress: { _ in })
    }

    func desk() async throws -> Desk {
        let keyring = try await Keyring.load(db, master: master, randomness: .system, clock: clock)
        return Desk(db: db, blobs: blobs, keyring: keyring, ids: ids, clock: clock, randomness: .system)
    }

    var backup: Backup {
        Backup(
            db, blobs: blobs, secrets: [DeskSecret(DeskSecret.masterKey, Array(master.text.utf8))], schema: Self.schema, clock: clock,
            randomness: .system)
    }

    /// A file that the desk names, large enough to lie beside the database.
    @discardableResult
    func attach(_ bytes: [UInt8]) async throws -> [UInt8] {
        let blob = try await blobs.prepare(bytes), now = clock.now()
        try await db.write { tx in try blob.keep(department: Self.department.rawValue, at: now, tx) }
        return blob.hash
    }

    /// The files named by a hash.
    func files(named hash: [UInt8]) -> [URL] {
        let name = hash.map { String(format: "%02x", $0) }.joined()
        let paths = (try? FileManager.default.subpathsOfDirectory(atPath: folder["blobs"])) ?? []
        return paths.filter { $0.hasSuffix(name) }.map { folder.url.appending(path: "blobs/\($0)") }
    }

    /// What every table that is copied holds.
    static func sums(_ db: Database) async throws -> [String: RowSum] {
        try await db.read { tx in
            let tables = try TableStore(tx).all().filter { !schema.derived.contains($0.name) }
            return try Dictionary(uniqueKeysWithValues: tables.map { ($0.name, try TableStore(tx).sum($0)) })
        }
    }

    /// Documents of tickets that hold a word of the first one.
    static func hits(_ db: Database) async throws -> Set<Int64> {
        try await db.read { tx in
            let terms = try tx.value(String.self, "SELECT terms FROM search_terms ORDER BY id LIMIT 1") ?? ""
            let match = TextMatch.word([TermPattern(text: terms.split(separator: " ").last.map(String.init) ?? "")])
            let index = try SearchIndex(tx, .tickets)
            return try index.ids(match, from: 0, before: nil, most: 10_000).union(index.pending(match))
        }
    }
}
