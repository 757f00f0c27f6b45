import Accounts
import Customisation
import Events
import Primitives
import Storage
import StorageTesting
import Testing

@Suite("What a department with a database of its own knows of its people")
struct DirectoryTests {
    private static let migrations =
        StorageSchema.migrations + EventSchema.migrations + CustomisationSchema.migrations + AccountSchema.migrations

    /// Copies what the main database says now.
    private func copy(_ desk: TestDesk, to database: Database) async throws {
        let (shop, now) = (desk.shop.id, desk.time.clock.now())
        let directory = try await desk.database.read { tx in try DirectoryStore(tx).directory(of: shop) }
        try await database.write { tx in try DirectoryStore(tx).write(directory, at: now) { $0.name == "Ana" ? 77 : nil } }
    }

    @Test("is what the main database says, and never a password")
    func copied() async throws {
        try await TestFolder.with { folder in
            let desk = try await TestDesk()
            let ana = try await desk.hire("Ana", [desk.roles.admin]), otto = try await desk.hire("Otto", [desk.officeRoles.admin])
            let own = try await TestEngine.current.open(in: folder, Self.migrations)
            try await copy(desk, to: own)
            let (agent, access, stranger, passwords) = try await own.read { tx in
                (
                    try AgentStore(tx).find(ana.id), try AccessStore(tx).access(of: ana.id, in: desk.shop.id), try AgentStore(tx).find(otto.id),
                    try tx.column(String.self, "SELECT password FROM agent WHERE password IS NOT NULL")
                )
            }
            #expect(agent?.name == "Ana" && agent?.contact == 77)
            #expect(access?.reach(.configure, .agent) == .department)
            #expect(stranger == nil && passwords.isEmpty)
            let (here, there) = (try await own.read { tx in try Directory.Edition(tx) }, try await desk.database.read { tx in try Directory.Edition(tx) })
            #expect(here == there)
            await own.close()
        }
    }

    @Test("follows: who swapped names and addresses, who left, what teams are called")
    func follows() async throws {
        try await TestFolder.with { folder in
            let desk = try await TestDesk()
            let ana = try await desk.hire("Ana", [desk.roles.admin]), marc = try await desk.hire("Marc", [desk.roles.agent])
            let teams = ["one", "two"].map { Team(id: desk.ids.next(), department: desk.shop.id, name: $0, tier: 1) }
            try await desk.database.write { tx in for team in teams { try TeamStore(tx).create(team) } }
            let own = try await TestEngine.current.open(in: folder, Self.migrations)
            try await copy(desk, to: own)
            try await desk.database.write { tx in
                try tx.run("UPDATE team SET name = 'x' WHERE id = \(teams[0].id)")
                try tx.run("UPDATE team SET name = 'one' WHERE id = \(teams[1].id)")
                try tx.run("UPDATE team SET name = 'two' WHERE id = \(teams[0].id)")
                try RoleStore(tx).take(desk.roles.agent.id, from: marc.id)
            }
            try await copy(desk, to: own)
            let (names, left, access) = try await own.read { tx in
                (
                    try TeamStore(tx).all(in: desk.shop.id).map { "\($0.id) \($0.name)" }, try AgentStore(tx).find(marc.id),
                    try AccessStore(tx).access(of: ana.id, in: desk.shop.id)
                )
            }
            #expect(Set(names) == ["\(teams[0].id) two", "\(teams[1].id) one"])
            #expect(left?.isActive == false && access != nil)
            await own.close()
        }
    }
}
