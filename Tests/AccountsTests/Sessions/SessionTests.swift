import Accounts
import Primitives
import Storage
import Testing

@Suite("Sessions")
struct SessionTests {
    @Test("a session lasts 14 days after it was last seen")
    func slides() async throws {
        let desk = try await TestDesk()
        let entry = try await desk.signIn(try await desk.hire("Marc", [desk.roles.agent]))
        desk.time.advance(by: .days(13))
        let session = try #require(try await desk.doorkeeper.admit(session: entry.token)?.session)
        #expect(session.wantsTouch(at: desk.time.clock.now()))
        _ = try await desk.accounts.touch(session, token: entry.token)
        desk.time.advance(by: .days(13))
        #expect(try await desk.doorkeeper.admit(session: entry.token) != nil)
        desk.time.advance(by: .days(1))
        #expect(try await desk.doorkeeper.admit(session: entry.token) == nil)
    }

    @Test("being seen is not written at every click")
    func rests() async throws {
        let desk = try await TestDesk()
        let entry = try await desk.signIn(try await desk.hire("Marc", [desk.roles.agent]))
        desk.time.advance(by: .minutes(4))
        #expect(try await desk.doorkeeper.admit(session: entry.token)?.session?.wantsTouch(at: desk.time.clock.now()) == false)
        desk.time.advance(by: .minutes(1))
        #expect(try await desk.doorkeeper.admit(session: entry.token)?.session?.wantsTouch(at: desk.time.clock.now()) == true)
    }

    @Test("when someone's rights change, their browser gets a new secret; the old one works for a minute and renews nothing")
    func renews() async throws {
        let desk = try await TestDesk()
        let admin = try await desk.hire("Ana", [desk.roles.admin])
        let marc = try await desk.hire("Marc", [desk.roles.agent])
        let entry = try await desk.signIn(marc)
        try await desk.accounts.setRights(
            of: marc.id, roles: [desk.roles.lead.id], teams: [], as: try await desk.access(admin, desk.shop))
        let stale = try #require(try await desk.doorkeeper.admit(session: entry.token)?.session)
        #expect(stale.isStale)
        let renewed = try #require(try await desk.accounts.touch(stale, token: entry.token))
        #expect(renewed.token != entry.token)
        #expect(try await desk.accounts.touch(stale, token: entry.token) == nil)
        let former = try #require(try await desk.doorkeeper.admit(session: entry.token)?.session)
        #expect(former.isFormer && !former.wantsTouch(at: desk.time.clock.now()))
        #expect(try await desk.doorkeeper.admit(session: renewed.token)?.session?.isStale == false)
        desk.time.advance(by: .seconds(61))
        #expect(try await desk.doorkeeper.admit(session: entry.token) == nil)
        #expect(try await desk.doorkeeper.admit(session: renewed.token) != nil)
    }

    @Test("neither a session's secret nor its form token is ever printed")
    func hides() async throws {
        let desk = try await TestDesk()
        let entry = try await desk.signIn(try await desk.hire("Marc", [desk.roles.agent]))
        var printed = "\(entry) \(entry.session) \(desk.visitor(session: entry.token))"
        dump(entry, to: &printed)
        dump(desk.visitor(session: entry.token), to: &printed)
        #expect(!printed.contains(entry.token) && !printed.contains(entry.session.csrf))
    }

    @Test("signing out ends it, also by the secret it had before")
    func signsOut() async throws {
        let desk = try await TestDesk()
        let entry = try await desk.signIn(try await desk.hire("Marc", [desk.roles.agent]))
        try await desk.accounts.signOut(token: entry.token)
        #expect(try await desk.doorkeeper.admit(session: entry.token) == nil)
    }

    @Test("one sees one's own browsers and ends one of them, never another's")
    func endsOwn() async throws {
        let desk = try await TestDesk()
        let (marc, paul) = (try await desk.hire("Marc", [desk.roles.agent]), try await desk.hire("Paul", [desk.roles.agent]))
        let (here, there) = (try await desk.signIn(marc), try await desk.signIn(marc))
        #expect(try await desk.accounts.sessions(of: .agent(marc.id)).map(\.device) == ["Firefox", "Firefox"])
        await #expect(throws: AccountError.noSuchToken) {
            try await desk.accounts.endSession(there.session.id, of: .agent(paul.id))
        }
        try await desk.accounts.endSession(there.session.id, of: .agent(marc.id))
        #expect(try await desk.doorkeeper.admit(session: there.token) == nil)
        #expect(try await desk.doorkeeper.admit(session: here.token) != nil)
    }

    @Test("a new password ends every session and begins one; a wrong old one changes nothing")
    func endsAll() async throws {
        let desk = try await TestDesk()
        let marc = try await desk.hire("Marc", [desk.roles.agent])
        let old = try await desk.signIn(marc)
        await #expect(throws: AccountError.wrongSignIn) {
            try await desk.accounts.changePassword(of: marc.id, from: "not the old one", to: "a longer new sentence", visitor: desk.visitor())
        }
        #expect(try await desk.doorkeeper.admit(session: old.token) != nil)
        let new = try await desk.accounts.changePassword(
            of: marc.id, from: TestDesk.password, to: "a longer new sentence", visitor: desk.visitor())
        #expect(try await desk.doorkeeper.admit(session: old.token) == nil)
        #expect(try await desk.doorkeeper.admit(session: new.token) != nil)
    }
}
