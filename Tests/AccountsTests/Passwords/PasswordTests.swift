import Accounts
import Primitives
import Testing

@Suite("Passwords")
struct PasswordTests {
    private let hasher = PasswordHasher(randomness: .system)

    @Test("a password is kept as argon2id with 19 MiB, two passes, and is known again")
    func hashes() async throws {
        let hash = try await hasher.hash("correct stable battery")
        #expect(hash.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$"))
        #expect(try await hasher.verify("correct stable battery", against: hash) == .right)
        #expect(try await hasher.verify("correct stable batterx", against: hash) == .wrong)
        #expect(try await hasher.verify("", against: hash) == .wrong)
    }

    @Test("the same password twice is not the same hash")
    func salts() async throws {
        let hashes = [try await hasher.hash("correct stable battery"), try await hasher.hash("correct stable battery")]
        #expect(hashes[0] != hashes[1])
    }

    @Test("an accent composed by another keyboard is the same accent")
    func normalises() async throws {
        let hash = try await hasher.hash("coraz\u{F3}n de le\u{F3}n")
        #expect(try await hasher.verify("corazo\u{301}n de leo\u{301}n", against: hash) == .right)
    }

    @Test("a hash under weaker parameters is right, and asks to be made anew")
    func findsWeak() async throws {
        let weak = WeakHash.text
        #expect(try await hasher.verify("correct stable battery", against: weak) == .rightButWeak)
        #expect(try await hasher.verify("wrong", against: weak) == .wrong)
    }

    @Test("nobody's hash fits nothing, and a broken one is no crash", arguments: [nil, "", "plain", "$argon2id$v=19$m=19456,t=2,p=1$$", "$argon2id$"])
    func refusesBroken(hash: String?) async throws {
        #expect(try await hasher.verify("", against: hash) == .wrong)
        #expect(try await hasher.verify("correct stable battery", against: hash) == .wrong)
    }

    @Test("more sign-ins than can wait are refused instead of piling up")
    func bounds() async throws {
        let hasher = PasswordHasher(randomness: .system, parallel: 1, limit: 2)
        let answers = await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<12 { group.addTask { (try? await hasher.hash("correct stable battery")) != nil } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(answers.contains(true))
        #expect(answers.contains(false))
    }

    @Test(
        "what is tried first is refused",
        arguments: [
            "short", "123456789", "1234567890", "0987654321", "aaaaaaaaaa", "abcdefghij", "abababababab", "Password123", "qwertyuiop",
            "contraseña2026", "Parola123456", "senha1234567", "ana@example.org", "ana.popescu", "Ana Popescu", "anapopescu1990",
        ])
    func refuses(password: String) {
        #expect(throws: PasswordError.self) {
            try PasswordRules.check(password, email: password.contains("@") ? "ana@example.org" : "ana.popescu@example.org", name: "Ana Popescu")
        }
    }

    @Test("a sentence of one's own is welcome, in any letters", arguments: ["correct stable battery", "ș țară mică", "пароль для меня", "🐴🔋📎🏠🌳🚲🎈🎲🧦🥕"])
    func allows(password: String) throws {
        try PasswordRules.check(password, email: "ana@example.org", name: "Ana Popescu")
    }

    @Test("a password longer than a page is refused, not hashed")
    func refusesPages() {
        #expect(throws: PasswordError.tooLong) {
            try PasswordRules.check(String(repeating: "long words ", count: 100), email: "a@b.org", name: "Ana")
        }
    }
}
