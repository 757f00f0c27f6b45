import Accounts
import Primitives
import Storage
import Testing

@Suite("Agents, roles and teams")
struct AgentTests {
    @Test("an admin invites someone, who chooses a password and works")
    func invites() async throws {
        let desk = try await TestDesk()
        let admin = try await desk.access(try await desk.hire("Ana", [desk.roles.admin]), desk.shop)
        let team = Team(id: desk.ids.next(), department: desk.shop.id, name: "Tier 1", tier: 1)
        try await desk.accounts.save(team, isNew: true, as: admin)
        let lena = Agent(id: desk.ids.next(), name: "Lena", email: "lena@example.org")
        try await desk.accounts.invite(lena, roles: [desk.roles.agent.id], teams: [team.id], as: admin) { tx, agent, token in
            #expect(agent.id == lena.id)
            try tx.run("UPDATE agent SET zone = \(token) WHERE id = \(agent.id)")
        }
        let token = try #require(try await desk.database.read { tx in try tx.value(String.self, "SELECT zone FROM agent WHERE id = \(lena.id)") })
        _ = try await desk.database.write { tx in try tx.run("UPDATE agent SET zone = NULL") }
        _ = try await desk.accounts.choosePassword(link: token, password: TestDesk.password, from: desk.visitor())
        #expect(try await desk.access(lena, desk.shop).teams == [team.id])
    }

    @Test("an agent, or an admin of elsewhere, invites nobody and gives nothing")
    func refusesStrangers() async throws {
        let desk = try await TestDesk()
        try await desk.hire("Ana", [desk.roles.admin])
        let marc = try await desk.hire("Marc", [desk.roles.agent])
        let access = try await desk.access(marc, desk.shop)
        let other = try await desk.access(try await desk.hire("Otto", [desk.officeRoles.admin]), desk.office)
        await #expect(throws: PolicyError.self) {
            try await desk.accounts.setRights(of: marc.id, roles: [desk.roles.admin.id], teams: [], as: access)
        }
        await #expect(throws: AccountError.noSuchRole) {
            try await desk.accounts.setRights(of: marc.id, roles: [desk.roles.admin.id], teams: [], as: other)
        }
    }

    @Test("nobody hands on more than they have")
    func refusesClimbing() async throws {
        let desk = try await TestDesk()
        try await desk.hire("Ana", [desk.roles.admin])
        let clerk = Role(
            id: desk.ids.next(), department: desk.shop.id, name: "clerk", grants: [Grant(.configure, .agent, .department)])
        try await desk.database.write { tx in try RoleStore(tx).create(clerk) }
        let otto = try await desk.hire("Otto", [clerk])
        let access = try await desk.access(otto, desk.shop)
        await #expect(throws: AccountError.beyondOwnRights) {
            try await desk.accounts.setRights(of: otto.id, roles: [clerk.id, desk.roles.admin.id], teams: [], as: access)
        }
        var wider = clerk
        wider.grants.append(Grant(.see, .audit, .department))
        let greedy = wider
        await #expect(throws: AccountError.beyondOwnRights) { try await desk.accounts.save(greedy, seen: .first, as: access) }
    }

    @Test("an admin of one department does not take over an account that works in another")
    func refusesTakeover() async throws {
        let desk = try await TestDesk()
        let admin = try await desk.access(try await desk.hire("Ana", [desk.roles.admin]), desk.shop)
        var both = try await desk.hire("Otto", [desk.roles.agent, desk.officeRoles.admin])
        both.email = "ana2@example.org"
        let renamed = both
        await #expect(throws: AccountError.worksElsewhere) { try await desk.accounts.save(renamed, seen: .first, as: admin) }
        let stranger = try await desk.hire("Eva", [desk.officeRoles.agent])
        await #expect(throws: AccountError.noSuchAgent) { try await desk.accounts.save(stranger, seen: .first, as: admin) }
    }

    @Test("the last admin can neither be shut out nor give the role away")
    func keepsAdmin() async throws {
        let desk = try await TestDesk()
        var ana = try await desk.hire("Ana", [desk.roles.admin])
        let access = try await desk.access(ana, desk.shop)
        await #expect(throws: AccountError.lastAdmin) {
            try await desk.accounts.setRights(of: ana.id, roles: [desk.roles.agent.id], teams: [], as: access)
        }
        ana.isActive = false
        let shut = ana
        await #expect(throws: AccountError.lastAdmin) { try await desk.accounts.save(shut, seen: .first, as: access) }
    }

    @Test("one shut out is signed out at once, and their keys end with them")
    func shutsOut() async throws {
        let desk = try await TestDesk()
        let admin = try await desk.access(try await desk.hire("Ana", [desk.roles.admin]), desk.shop)
        var marc = try await desk.hire("Marc", [desk.roles.agent])
        let entry = try await desk.signIn(marc)
        let (_, key) = try await desk.accounts.makeToken("export", expires: nil, for: marc.id)
        marc.isActive = false
        try await desk.accounts.save(marc, seen: .first, as: admin)
        #expect(try await desk.doorkeeper.admit(session: entry.token) == nil)
        #expect(try await desk.doorkeeper.admit(bearer: key) == nil)
    }

    @Test("saving one's own page changes neither address nor rights, and stops when it changed meanwhile")
    func savesOwn() async throws {
        let desk = try await TestDesk()
        var marc = try await desk.hire("Marc", [desk.roles.agent])
        (marc.name, marc.email, marc.theme, marc.zone) = ("Marc K.", "root@example.org", .dark, "Europe/Bucharest")
        try await desk.accounts.saveOwn(marc, seen: .first)
        let saved = try #require(try await desk.doorkeeper.standing(of: marc.id)?.agent)
        #expect(saved.name == "Marc K." && saved.theme == .dark && saved.email == "marc@example.org")
        let again = marc
        await #expect(throws: AccountError.changedMeanwhile) { try await desk.accounts.saveOwn(again, seen: .first) }
    }

    @Test("a role in use stays; a team's name is one of a kind")
    func keepsRoles() async throws {
        let desk = try await TestDesk()
        let admin = try await desk.access(try await desk.hire("Ana", [desk.roles.admin]), desk.shop)
        try await desk.hire("Marc", [desk.roles.agent])
        await #expect(throws: AccountError.inUse) { try await desk.accounts.remove(role: desk.roles.agent.id, as: admin) }
        try await desk.accounts.remove(role: desk.roles.lead.id, as: admin)
        let team = Team(id: desk.ids.next(), department: desk.shop.id, name: "Tier 1", tier: 1)
        try await desk.accounts.save(team, isNew: true, as: admin)
        let twin = Team(id: desk.ids.next(), department: desk.shop.id, name: "Tier 1", tier: 2)
        await #expect(throws: AccountError.nameTaken("Tier 1")) { try await desk.accounts.save(twin, isNew: true, as: admin) }
    }

    @Test("what is no address is refused", arguments: ["", "ana", "@example.org", "ana@", "a@b@c", "a b@c.org", "a@c.org\r\nX: y", "<a@c.org>"])
    func refusesAddress(email: String) async throws {
        let desk = try await TestDesk()
        let agent = Agent(id: desk.ids.next(), name: "Ana", email: email)
        await #expect(throws: AccountError.email) {
            try await desk.database.write { tx in try AgentStore(tx).create(agent, password: nil, at: Instant(microseconds: 0)) }
        }
    }
}
