import Accounts
import Customisation
import Events
import Foundation
import Primitives
import Storage
import StorageTesting

/// Two departments with their first roles in a database of their own, and one admin.
final class TestDesk: Sendable {
    static let password = "correct stable battery"

    let database: Database
    let time = HandClock(Instant(microseconds: 1_800_000_000_000_000))
    let ids: IDMaker
    let master: MasterKey
    let accounts: AccountDesk
    let doorkeeper: Doorkeeper
    let shop: Department
    let office: Department
    let roles: RoleSeed
    let officeRoles: RoleSeed
    private let folder: TestFolder

    init() async throws {
        folder = try TestFolder()
        master = try MasterKey.load(folder["master.key"], randomness: .system)
        ids = IDMaker(node: 1, clock: time.clock)
        let migrations =
            StorageSchema.migrations + EventSchema.migrations + CustomisationSchema.migrations + AccountSchema.migrations
        database = try await TestEngine.current.open(in: folder, migrations)
        accounts = AccountDesk(
            database, passwords: PasswordHasher(randomness: .system), randomness: .system, ids: ids, clock: time.clock)
        doorkeeper = Doorkeeper(database, clock: time.clock)
        let shop = Department(id: ids.next(), name: "Shop", prefix: "LBT", language: .es, zone: "Europe/Madrid")
        let office = Department(id: ids.next(), name: "IT", prefix: "IT", language: .en, zone: "UTC")
        let seeds = [RoleSeed(department: shop.id, ids: ids), RoleSeed(department: office.id, ids: ids)]
        (self.shop, self.office, roles, officeRoles) = (shop, office, seeds[0], seeds[1])
        let now = time.clock.now()
        try await database.write { tx in
            for department in [shop, office] { try DepartmentStore(tx).create(department, at: now) }
            for seed in seeds { try seed.plant(tx) }
        }
    }

    /// An agent with the password above and these roles.
    @discardableResult
    func hire(_ name: String, _ held: [Role], password: String? = TestDesk.password) async throws -> Agent {
        let hash = if let password { try await PasswordHasher(randomness: .system).hash(password) } else { String?.none }
        let agent = Agent(id: ids.next(), name: name, email: "\(name.lowercased())@example.org")
        let now = time.clock.now()
        try await database.write { tx in
            try AgentStore(tx).create(agent, password: hash, at: now)
            for role in held { try RoleStore(tx).give(role.id, to: agent.id) }
        }
        return agent
    }

    func access(_ agent: Agent, _ department: Department) async throws -> Access {
        guard let access = try await doorkeeper.standing(of: agent.id)?.access(in: department.id) else {
            throw PolicyError.forbidden(.see, .agent)
        }
        return access
    }

    func visitor(_ address: String = "192.0.2.1", session: String? = nil) -> Visitor {
        Visitor(address: address, device: "Firefox", session: session)
    }

    func signIn(_ agent: Agent, _ password: String = TestDesk.password, from address: String = "192.0.2.1") async throws -> SignedIn {
        try await accounts.signIn(email: agent.email, password: password, from: visitor(address))
    }

    func audit() async throws -> [AuditEntry] {
        try await database.read { tx in try AuditStore(tx).page(of: nil, before: nil, most: 100) }
    }

    deinit { folder.remove() }
}
