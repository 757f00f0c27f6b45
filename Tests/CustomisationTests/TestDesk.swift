import Customisation
import Events
import Foundation
import Primitives
import Storage

/// A database of its own in a folder of its own, which goes with it.
final class TestDesk: Sendable {
    let database: Database
    let time = HandClock(Instant(microseconds: 1_800_000_000_000_000))
    let ids: IDMaker
    let master: MasterKey
    let shop: Department
    private let folder: URL

    init() async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "amparo-\(UInt64.random(in: .min ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        database = try Database.sqlite(folder.appending(path: "desk.sqlite").path, readers: 1)
        master = try MasterKey.load(folder.appending(path: "master.key").path, randomness: .system)
        ids = IDMaker(node: 1, clock: time.clock)
        let migrations = StorageSchema.migrations + EventSchema.migrations + CustomisationSchema.migrations
        try await Migrator(migrations, clock: time.clock).migrate(database)
        let shop = Department(id: ids.next(), name: "Shop", prefix: "LBT", language: .es, zone: "Europe/Madrid")
        self.shop = shop
        let now = time.clock.now()
        try await database.write { tx in try DepartmentStore(tx).create(shop, at: now) }
    }

    func settings(file: [String: String] = [:]) async throws -> Settings {
        try await Settings(database, master: master, rules: SettingRule.customisation, file: file, ids: ids, clock: time.clock)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }
}
