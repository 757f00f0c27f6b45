import Accounts
import ArgumentParser
import Automation
import Channels
import Customisation
import Events
import Foundation
import Logging
import Mail
import Primitives
import Storage
import Tickets
import Web

/// The rooms of a desk, opened and put together. Whoever opens it closes it.
struct House: Sendable {
    /// What may be done to a database that is not at this program's schema.
    enum Migration {
        /// Bring it there, after a snapshot.
        case run
        /// Refuse, unless there is nothing yet: never a migration under a live server.
        case refuseUnlessEmpty
        /// Refuse, also where there is nothing.
        case refuse
    }

    let settings: ServerSettings
    let clock: Clock
    let ids: IDMaker
    let randomness: Randomness
    let db: Database
    let master: MasterKey
    let keyring: Keyring
    let blobs: BlobStore
    let desk: Desk
    let deskSettings: Settings
    let accounts: AccountDesk
    let offices: Offices
    let archive: Archive
    let log: Logger
    /// Whether anyone may play with it.
    let isDemo: Bool
    /// What the pages stand on.
    let desktop: Desktop
    /// Where the tickets of all departments are.
    let branches: Branches
    /// The department whose own database it stands on; `nil` for the main one.
    let apart: ID<Department>?
    private let place: ProcessPlace

    /// Throws ``StorageError`` and ``SettingError``.
    init(_ settings: ServerSettings, migration: Migration, log: Logger, clock: Clock = ServerClock.clock, isDemo: Bool = false) async throws {
        OpenFiles.allowMost()
        self.isDemo = isDemo
        self.settings = settings
        self.log = log
        self.clock = clock
        apart = nil
        randomness = .system
        let folder = URL(fileURLWithPath: settings.data, isDirectory: true)
        try Self.make(folder)
        if migration == .run { try await Self.look(settings.blobs, log) }
        let address = settings.database, isServing = migration == .run
        let alone = address.dialect == .sqlite ? try ProcessPlace.inFolder(folder, isServing: isServing) : nil
        db = try Database.open(address)
        try await Self.bringUp(db, settings, migration, clock, log)
        let process = NodeLease.Process(isServing: isServing, blobs: settings.blobs, name: "\(settings.hostname) \(settings.address)")
        let (db, randomness) = (db, randomness)
        if let alone { place = alone } else {
            place = try await ProcessPlace.onServer(db, as: process, randomness: randomness, clock: clock, log: log)
        }
        ids = IDMaker(node: place.number, clock: clock)
        master = try Self.masterKey(in: folder, randomness)
        keyring = try await Keyring.load(db, master: master, randomness: randomness, clock: clock)
        blobs = settings.store(settings.blobs)
        desk = Desk(db: db, blobs: blobs, keyring: keyring, ids: ids, clock: clock, randomness: randomness, keepers: [ArchiveKeeper(blobs: blobs)])
        try await Self.furnish(db, desk, ids, clock)
        deskSettings = try await Settings(
            db, master: master, rules: Schema.settings, file: settings.desk, ids: ids, clock: clock)
        accounts = AccountDesk(db, passwords: PasswordHasher(randomness: randomness), randomness: randomness, ids: ids, clock: clock)
        offices = Offices(settings: deskSettings, keyring: keyring, hostname: settings.hostname)
        branches = Branches(main: desk)
        archive = Archive(branches)
        desktop = Desktop(
            desk: desk, settings: deskSettings, accounts: accounts, doorkeeper: Doorkeeper(db, clock: clock), offices: offices,
            branches: branches)
    }

    /// The rooms of a department on its own database: the same accounts, settings and keys, other tickets.
    init(_ department: ID<Department>, on db: Database, files: URL, of main: House) {
        (isDemo, settings, log, clock, randomness) = (false, main.settings, main.log, main.clock, main.randomness)
        (ids, master, keyring, deskSettings, accounts) = (main.ids, main.master, main.keyring, main.deskSettings, main.accounts)
        (offices, archive, branches) = (main.offices, main.archive, main.branches)
        self.db = db
        apart = department
        self.place = .guest(number: main.number)
        let place: BlobStore.Place =
            if case .bucket(let bucket) = settings.blobs { .bucket(bucket.below("departments/\(department)")) } else { db.dialect == .sqlite ? .folder : .database }
        let blobs = BlobStore(folder: files, place: place)
        self.blobs = blobs
        desk = Desk(
            db: db, blobs: blobs, keyring: keyring, ids: ids, clock: clock, randomness: randomness, keepers: [ArchiveKeeper(blobs: blobs)])
        desktop = Desktop(
            desk: desk, settings: deskSettings, accounts: accounts, doorkeeper: Doorkeeper(db, clock: clock), offices: offices,
            branches: branches)
    }

    /// Its own among all processes on this desk.
    var number: Int { place.number }

    /// Gives events their positions where several processes write.
    var positioning: EventPositioning { EventPositioning(db, holder: Int64(number + 1), clock: clock) }

    var intake: Intake { Intake(desk: desk, offices: offices, log: log) }

    /// Waits for what runs, and leaves the desk to others.
    func close() async {
        await place.leave()
        await db.close()
    }

    /// For a command that looks at a desk which is there. Throws ``ServerError/noDesk(_:)``.
    static func forReading(_ options: ServerOptions) async throws -> House {
        let settings = try ServerSettings(options)
        if case .file(let path) = settings.database, !FileManager.default.fileExists(atPath: path) { throw ServerError.noDesk(path) }
        return try await House(settings, migration: .refuse, log: Terminal.log)
    }

    /// A key or a bucket that is wrong is for whoever starts the desk to mend; a store that is away comes back while the desk serves.
    private static func look(_ place: BlobStore.Place, _ log: Logger) async throws {
        guard case .bucket(let bucket) = place else { return }
        do {
            try await bucket.look()
        } catch let error as StorageError where error.comesBack {
            log.error("attachments", metadata: ["error": "\(error)"])
        }
    }

    private static func make(_ folder: URL) throws {
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw StorageError.unreachable(folder.path)
        }
    }

    private static func bringUp(_ db: Database, _ settings: ServerSettings, _ migration: Migration, _ clock: Clock, _ log: Logger) async throws {
        let migrator = Migrator(Schema.migrations, clock: clock)
        switch migration {
        case .run:
            try await migrator.migrate(db) { schema in
                guard try await isFurnished(db) else { return }
                switch settings.database {
                case .file(let path): try Snapshot.take(of: path, to: "\(path).before-\(schema + 1)")
                case .server:
                    try await demandAlone(db, clock)
                    try await SchemaCopy(db, settings, clock, log).take(before: schema + 1)
                }
            }
        case .refuseUnlessEmpty:
            if try await migrator.schema(of: db) == 0 { try await migrator.migrate(db) }
            try await migrator.demandCurrent(db)
        case .refuse:
            if try await migrator.schema(of: db) == 0 { throw ServerError.noDesk(settings.database.place) }
            try await migrator.demandCurrent(db)
        }
    }

    /// Throws ``ServerError/isServed(_:)`` while nodes of the older version serve.
    static func demandAlone(_ db: Database, _ clock: Clock) async throws {
        let now = clock.now(), others = try await db.read { tx in try NodeStore(tx).serving(at: now) }
        if !others.isEmpty { throw ServerError.isServed(others.joined(separator: ", ")) }
    }

    static func masterKey(in folder: URL, _ randomness: Randomness) throws -> MasterKey {
        if let text = ProcessInfo.processInfo.environment["AMPARO_MASTER_KEY"] {
            guard let key = MasterKey(text: text) else { throw StorageError.wrongKey }
            return key
        }
        return try MasterKey.load(folder.appending(path: "master.key").path, randomness: randomness)
    }

    /// Whether it holds a desk, of whichever version; not where the first start was interrupted.
    private static func isFurnished(_ db: Database) async throws -> Bool {
        try await db.read { tx in
            try tx.column(String.self, tx.dialect.tables).contains("department") && tx.exists("SELECT id FROM department")
        }
    }

    /// What every desk has from the first start: a department with a queue for each tier, and the roles.
    private static func furnish(_ db: Database, _ desk: Desk, _ ids: IDMaker, _ clock: Clock) async throws {
        if try await isFurnished(db) { return }
        do {
            try await furnishNew(db, desk, ids, clock)
        } catch StorageError.duplicate {
            // Another node starts here for the first time, too, and was faster: it is furnished, or this one does it.
            try await furnish(db, desk, ids, clock)
        }
    }

    private static func furnishNew(_ db: Database, _ desk: Desk, _ ids: IDMaker, _ clock: Clock) async throws {
        try await db.write { tx in
            guard try DepartmentStore(tx).all().isEmpty else { return }
            let department = Department(id: .first, name: "Support", prefix: "LBT", language: .en, zone: "UTC")
            try DepartmentStore(tx).create(department, at: clock.now())
            _ = try desk.seed(department.id, names: ["Level 1", "Level 2", "Level 3"], tx)
            try RoleSeed(department: department.id, ids: ids).plant(tx)
        }
    }
}
