import Customisation
import Events
import Foundation
import Primitives
import Storage
import StorageTesting

/// A database of its own in a folder of its own, which goes with it.
final class TestDesk: Sendable {
    let database: Database
    let time = HandClock(Instant(microseconds: 1_800_000_000_000_000))
    let ids: IDMaker
    let master: MasterKey
    let shop: Department
    private let folder: TestFolder

    init() async throws {
        folder = try TestFolder()
        master = try MasterKey.load(folder["master.key"], randomness: .system)
        ids = IDMaker(node: 1, clock: time.clock)
        let migrations = StorageSchema.migrations + EventSchema.migrations + CustomisationSchema.migrations
        database = try await TestEngine.current.open(in: folder, migrations)
        let shop = Department(id: ids.next(), name: "Shop", prefix: "LBT", language: .es, zone: "Europe/Madrid")
        self.shop = shop
        let now = time.clock.now()
        try await database.write { tx in try DepartmentStore(tx).create(shop, at: now) }
    }

    func settings(file: [String: String] = [:]) async throws -> Settings {
        try await Settings(database, master: master, rules: SettingRule.customisation, file: file, ids: ids, clock: time.clock)
    }

    deinit { folder.remove() }
}
