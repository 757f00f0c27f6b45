import Accounts
import Primitives
import Storage
import Synchronization
import Testing

@Suite("Links")
struct LinkTests {
    @Test("the set-up link makes the first admin of every department, once")
    func setsUp() async throws {
        let desk = try await TestDesk()
        let link = try #require(try await desk.accounts.setupLink())
        #expect(try await desk.accounts.open(link: link).purpose == .setup)
        let entry = try await setUp(desk, link)
        let admission = try #require(try await desk.doorkeeper.admit(session: entry.token))
        #expect(admission.accesses.map { $0.reach(.configure, .setting) } == [.department, .department])
        #expect(try await desk.accounts.setupLink() == nil)
        await #expect(throws: AccountError.linkOver) { try await setUp(desk, link) }
    }

    @Test("a new set-up link ends the one before, and one a day old is over")
    func endsSetUp() async throws {
        let desk = try await TestDesk()
        let first = try #require(try await desk.accounts.setupLink())
        let second = try #require(try await desk.accounts.setupLink())
        await #expect(throws: AccountError.linkOver) { try await setUp(desk, first) }
        desk.time.advance(by: .hours(24))
        await #expect(throws: AccountError.linkOver) { try await setUp(desk, second) }
    }

    @Test("a weak password or a broken address does not use the set-up link up")
    func keepsLink() async throws {
        let desk = try await TestDesk()
        let link = try #require(try await desk.accounts.setupLink())
        await #expect(throws: PasswordError.self) { try await setUp(desk, link, password: "password123") }
        await #expect(throws: AccountError.email) { try await setUp(desk, link, email: "ana") }
        _ = try await setUp(desk, link)
    }

    @Test("an empty or short secret opens nothing", arguments: ["", " ", "a", "0123456789012345678901"])
    func refusesEmpty(token: String) async throws {
        let desk = try await TestDesk()
        _ = try await desk.accounts.setupLink()
        await #expect(throws: AccountError.linkOver) { try await desk.accounts.open(link: token) }
        #expect(try await desk.doorkeeper.admit(session: token) == nil)
        #expect(try await desk.doorkeeper.admit(bearer: token) == nil)
    }

    @Test("opening a sign-in link does not use it up; pressing the button does")
    func signsInOnce() async throws {
        let desk = try await TestDesk()
        let marc = try await desk.hire("Marc", [desk.roles.agent])
        let link = try #require(try await request(desk, .signin, marc.email))
        for _ in 0..<3 { #expect(try await desk.accounts.open(link: link).holder == .agent(marc.id)) }
        _ = try await desk.accounts.signIn(link: link, from: desk.visitor())
        await #expect(throws: AccountError.linkOver) { try await desk.accounts.signIn(link: link, from: desk.visitor()) }
    }

    @Test("the demo's link signs in as often as it is opened")
    func signsInAlways() async throws {
        let desk = try await TestDesk()
        let marc = try await desk.hire("Marc", [desk.roles.agent])
        let link = try await desk.accounts.demoLink(for: .agent(marc.id), name: "tier-1")
        for _ in 0..<3 { _ = try await desk.accounts.signIn(link: link, from: desk.visitor()) }
    }

    @Test("a reset asked for an unknown address says nothing, and sends nothing")
    func hidesUnknown() async throws {
        let desk = try await TestDesk()
        #expect(try await request(desk, .reset, "nobody@example.org") == nil)
    }

    @Test("a new password by a reset ends every session and works from now on")
    func resets() async throws {
        let desk = try await TestDesk()
        let marc = try await desk.hire("Marc", [desk.roles.agent])
        let old = try await desk.signIn(marc)
        let link = try #require(try await request(desk, .reset, marc.email))
        let new = try await desk.accounts.choosePassword(link: link, password: "a longer new sentence", from: desk.visitor())
        #expect(try await desk.doorkeeper.admit(session: old.token) == nil)
        #expect(try await desk.doorkeeper.admit(session: new.token) != nil)
        await #expect(throws: AccountError.wrongSignIn) { try await desk.signIn(marc) }
        _ = try await desk.signIn(marc, "a longer new sentence")
        await #expect(throws: AccountError.linkOver) {
            try await desk.accounts.choosePassword(link: link, password: "another new sentence", from: desk.visitor())
        }
    }

    @Test("a link of one kind opens no other door")
    func keepsPurposesApart() async throws {
        let desk = try await TestDesk()
        let marc = try await desk.hire("Marc", [desk.roles.agent])
        let signin = try #require(try await request(desk, .signin, marc.email))
        let (_, key) = try await desk.accounts.makeToken("export", expires: nil, for: marc.id)
        await #expect(throws: AccountError.linkOver) {
            try await desk.accounts.choosePassword(link: signin, password: "a longer new sentence", from: desk.visitor())
        }
        await #expect(throws: AccountError.linkOver) { try await desk.accounts.signIn(link: key, from: desk.visitor()) }
        #expect(try await desk.doorkeeper.admit(bearer: signin) == nil)
        #expect(try await desk.doorkeeper.admit(session: key) == nil)
    }

    @Test("a program's key does what its agent may, until it is taken back or too old")
    func letsProgramsIn() async throws {
        let desk = try await TestDesk()
        let marc = try await desk.hire("Marc", [desk.roles.agent])
        let paul = try await desk.hire("Paul", [desk.roles.agent])
        let (id, key) = try await desk.accounts.makeToken("export", expires: nil, for: marc.id)
        let (_, brief) = try await desk.accounts.makeToken("once", expires: desk.time.clock.now() + .hours(1), for: marc.id)
        #expect(try await desk.doorkeeper.admit(bearer: key)?.agent?.id == marc.id)
        desk.time.advance(by: .hours(2))
        #expect(try await desk.doorkeeper.admit(bearer: brief) == nil)
        await #expect(throws: AccountError.noSuchToken) { try await desk.accounts.revokeToken(id, of: paul.id) }
        try await desk.accounts.revokeToken(id, of: marc.id)
        #expect(try await desk.doorkeeper.admit(bearer: key) == nil)
    }

    @Test("a contact signs in by a link and sees their own department alone")
    func letsContactsIn() async throws {
        let desk = try await TestDesk()
        let link = try await desk.database.write { tx in try desk.accounts.contactLink(77, in: desk.shop.id, tx) }
        let entry = try await desk.accounts.signIn(link: link, from: desk.visitor())
        let admission = try #require(try await desk.doorkeeper.admit(session: entry.token))
        #expect(admission.agent == nil)
        #expect(admission.accesses.map(\.department) == [desk.shop.id])
        #expect(admission.accesses[0].reach(.see, .ticket) == .own)
        #expect(admission.accesses[0].reach(.see, .contact) == .none)
    }

    private func setUp(
        _ desk: TestDesk, _ link: String, email: String = "ana@example.org", password: String = TestDesk.password
    ) async throws -> SignedIn {
        try await desk.accounts.setUp(
            link: link, name: "Ana Popescu", email: email, password: password, language: .ro, from: desk.visitor())
    }

    private func request(_ desk: TestDesk, _ purpose: AccessToken.Purpose, _ email: String) async throws -> String? {
        let mails = Mails()
        try await desk.accounts.requestLink(purpose, email: email, from: desk.visitor()) { _, _, token in
            mails.sent.withLock { $0 = token }
        }
        return mails.sent.withLock { $0 }
    }
}

/// The secret of the last mail.
private final class Mails: Sendable {
    let sent = Mutex<String?>(nil)
}
