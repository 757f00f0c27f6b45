import Accounts
import Primitives
import Storage
import Testing

@Suite("Signing in")
struct SignInTests {
    @Test("an address in any case and its password open a session; the cookie's secret is kept nowhere")
    func signsIn() async throws {
        let desk = try await TestDesk()
        let marc = try await desk.hire("Marc", [desk.roles.agent])
        let entry = try await desk.accounts.signIn(email: " MARC@example.org ", password: TestDesk.password, from: desk.visitor())
        #expect(entry.token.utf8.count == 32)
        let admission = try #require(try await desk.doorkeeper.admit(session: entry.token))
        #expect(admission.agent?.id == marc.id)
        #expect(admission.accesses.map(\.department) == [desk.shop.id])
        let kept = try await desk.database.read { tx in try tx.rows("SELECT hash FROM session").map { try $0("hash", as: [UInt8].self) } }
        #expect(kept == [try #require(SecretToken.hash(entry.token))])
    }

    @Test("a wrong password, an unknown address, an agent shut out and one without a password get the same answer")
    func answersAlike() async throws {
        let desk = try await TestDesk()
        let marc = try await desk.hire("Marc", [desk.roles.agent])
        try await desk.hire("Lena", [desk.roles.agent], password: nil)
        var gone = try await desk.hire("Paul", [desk.roles.agent])
        gone.isActive = false
        let shut = gone
        try await desk.database.write { tx in try AgentStore(tx).update(shut, seen: .first) }
        for (email, password) in [
            (marc.email, "wrong password"), ("nobody@example.org", TestDesk.password), ("lena@example.org", ""), ("paul@example.org", TestDesk.password),
        ] {
            await #expect(throws: AccountError.wrongSignIn) {
                try await desk.accounts.signIn(email: email, password: password, from: desk.visitor())
            }
        }
        #expect(try await desk.audit().map(\.what) == Array(repeating: .signInFailed, count: 4))
    }

    @Test("after ten wrong tries from one address everything from there waits, and works again later")
    func limitsAddress() async throws {
        let desk = try await TestDesk()
        let marc = try await desk.hire("Marc", [desk.roles.agent])
        for number in 0..<10 {
            await #expect(throws: AccountError.wrongSignIn) {
                try await desk.accounts.signIn(email: "guess\(number)@example.org", password: "guessing it", from: desk.visitor())
            }
        }
        await #expect(throws: AccountError.tooMany(minutes: 15)) { try await desk.signIn(marc) }
        _ = try await desk.signIn(marc, from: "198.51.100.7")
        desk.time.advance(by: .minutes(15))
        _ = try await desk.signIn(marc)
    }

    @Test("ten wrong tries at one account from ten places are enough too")
    func limitsAccount() async throws {
        let desk = try await TestDesk()
        let marc = try await desk.hire("Marc", [desk.roles.agent])
        for number in 0..<10 {
            await #expect(throws: AccountError.wrongSignIn) { try await desk.signIn(marc, "guessing it", from: "192.0.2.\(number + 10)") }
        }
        await #expect(throws: AccountError.tooMany(minutes: 15)) { try await desk.signIn(marc, from: "198.51.100.7") }
    }

    @Test("whoever signs in rightly all day is never counted")
    func forgives() async throws {
        let desk = try await TestDesk()
        let marc = try await desk.hire("Marc", [desk.roles.agent])
        for _ in 0..<12 { _ = try await desk.signIn(marc) }
    }

    @Test("twenty guesses at the same moment are counted before they are judged")
    func countsAtOnce() async throws {
        let desk = try await TestDesk()
        let marc = try await desk.hire("Marc", [desk.roles.agent])
        let limited = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    do {
                        _ = try await desk.signIn(marc, "guessing it")
                        return false
                    } catch { return error as? AccountError == .tooMany(minutes: 15) }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(limited == 10)
    }

    @Test("a password kept under weaker parameters is kept under today's after signing in")
    func rehashes() async throws {
        let desk = try await TestDesk()
        let marc = try await desk.hire("Marc", [desk.roles.agent])
        let weak = WeakHash.text
        _ = try await desk.database.write { tx in try tx.run("UPDATE agent SET password = \(weak)") }
        _ = try await desk.signIn(marc)
        let kept = try await desk.database.read { tx in try tx.value(String.self, "SELECT password FROM agent") }
        #expect(kept?.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$") == true)
        _ = try await desk.signIn(marc)
    }

    @Test("signing in again in the same browser ends the session it had")
    func replaces() async throws {
        let desk = try await TestDesk()
        let marc = try await desk.hire("Marc", [desk.roles.agent])
        let first = try await desk.signIn(marc)
        let second = try await desk.accounts.signIn(
            email: marc.email, password: TestDesk.password, from: desk.visitor(session: first.token))
        #expect(first.token != second.token)
        #expect(try await desk.doorkeeper.admit(session: first.token) == nil)
        #expect(try await desk.doorkeeper.admit(session: second.token) != nil)
    }
}

