import Accounts
import Customisation
import Primitives
import Storage
import Testing

@Suite("What agents may")
struct AccessTests {
    @Test("an agent works their teams' tickets, a lead the department's, an admin configures it")
    func readsRoles() async throws {
        let desk = try await TestDesk()
        let marc = try await desk.access(try await desk.hire("Marc", [desk.roles.agent]), desk.shop)
        #expect(marc.reach(.answer, .ticket) == .team)
        #expect(marc.reach(.create, .ticket) == .department)
        #expect(marc.reach(.see, .contact) == .department)
        #expect(marc.reach(.remove, .ticket) == .none)
        #expect(marc.reach(.configure, .setting) == .none)
        let lead = try await desk.access(try await desk.hire("Lena", [desk.roles.lead]), desk.shop)
        #expect(lead.reach(.answer, .ticket) == .department)
        #expect(lead.reach(.publish, .article) == .department)
        #expect(lead.reach(.see, .mail) == .department)
        #expect(lead.reach(.configure, .setting) == .none)
        let admin = try await desk.access(try await desk.hire("Ana", [desk.roles.admin]), desk.shop)
        #expect(admin.covers(Verb.allCases.flatMap { verb in ObjectKind.allCases.map { Grant(verb, $0, .department) } }))
        #expect(!admin.covers([Grant(.see, .ticket, .all)]))
    }

    @Test("two roles add up, and say nothing of another department")
    func adds() async throws {
        let desk = try await TestDesk()
        let agent = try await desk.hire("Marc", [desk.roles.agent, desk.roles.lead, desk.officeRoles.agent])
        #expect(try await desk.access(agent, desk.shop).reach(.see, .ticket) == .department)
        #expect(try await desk.access(agent, desk.office).reach(.see, .ticket) == .team)
    }

    @Test("a right that is taken is gone with the next question, also in another process")
    func forgets() async throws {
        let desk = try await TestDesk()
        let marc = try await desk.hire("Marc", [desk.roles.agent])
        let other = Doorkeeper(desk.database, clock: desk.time.clock)
        #expect(try await other.standing(of: marc.id)?.accesses.count == 1)
        try await desk.database.write { tx in try RoleStore(tx).take(desk.roles.agent.id, from: marc.id) }
        #expect(try await other.standing(of: marc.id)?.accesses.isEmpty == true)
    }

    @Test("whoever has no right to configure changes no setting; their own hold is theirs")
    func guardsSettings() async throws {
        let desk = try await TestDesk()
        let agent = try await desk.hire("Marc", [desk.roles.agent])
        let marc = try await desk.access(agent, desk.shop)
        let admin = try await desk.access(try await desk.hire("Ana", [desk.roles.admin]), desk.shop)
        let settings = try await Settings(
            desk.database, master: desk.master, rules: SettingRule.customisation, ids: desk.ids, clock: desk.time.clock)
        await #expect(throws: PolicyError.self) {
            try await settings.change(.outboxHold, to: 30, at: .department(desk.shop.id), as: marc)
        }
        await #expect(throws: PolicyError.self) {
            try await settings.change(.outboxHold, to: 30, at: .department(desk.office.id), as: admin)
        }
        await #expect(throws: PolicyError.self) { try await settings.change(.outboxHold, to: 30, at: .person(agent.id.rawValue), as: admin) }
        try await settings.change(.outboxHold, to: 5, at: .person(agent.id.rawValue), as: marc)
        try await settings.change(.outboxHold, to: 30, at: .department(desk.shop.id), as: admin)
        #expect(settings(.outboxHold, department: desk.shop.id, person: agent.id.rawValue) == 5)
        #expect(settings(.outboxHold, department: desk.shop.id) == 30)
        #expect(try await desk.audit().filter { $0.what == .settingChanged }.count == 2)
    }
}
