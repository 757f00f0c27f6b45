import Accounts
import Foundation
import HTTPTypes
import HummingbirdTesting
import Languages
import Primitives
import Testing

@testable import Web

@Suite struct SignInTests {
    @Test("an agent signs in, goes where they wanted, and out again")
    func inAndOut() async throws {
        try await TestHouse.open { house in
            let browser = house.stranger()
            let asked = try await browser.get("/settings")
            #expect(asked.headers[.location] == "/sign-in?next=%2Fsettings")
            _ = try await browser.follow(asked)
            let answer = try await browser.send(
                "/sign-in", ["email": "ROOT@ribera.example", "password": TestHouse.password, "next": "/settings"])
            #expect(answer.status == .seeOther && answer.headers[.location] == "/settings")
            #expect(try await browser.follow(answer).status == .ok)
            #expect(try await browser.send("/sign-out").headers[.location] == "/sign-in")
            #expect(try await browser.get("/settings").status == .seeOther)
        }
    }

    @Test("a wrong password and an unknown address are told in the same words, and what was typed stays")
    func sameAnswer() async throws {
        try await TestHouse.open { house in
            let browser = house.stranger()
            _ = try await browser.get("/sign-in")
            let wrong = try await browser.send("/sign-in", ["email": "root@ribera.example", "password": "nope"])
            let unknown = try await browser.send("/sign-in", ["email": "ghost@ribera.example", "password": "nope"])
            #expect(wrong.status == .unprocessableContent && unknown.status == wrong.status)
            #expect(wrong.html.replacing("root@", with: "ghost@") == unknown.html)
            #expect(unknown.html.contains("value=\"ghost@ribera.example\""))
        }
    }

    @Test("a place of someone else is never gone to")
    func openRedirect() async throws {
        try await TestHouse.open { house in
            let browser = house.stranger()
            _ = try await browser.get("/sign-in")
            let answer = try await browser.send(
                "/sign-in", ["email": "root@ribera.example", "password": TestHouse.password, "next": "//evil.example"])
            #expect(answer.headers[.location] == "/inbox")
        }
    }

    @Test("after ten wrong tries the door is shut for a while, for addresses that nobody has too")
    func limits() async throws {
        try await TestHouse.open { house in
            let browser = house.stranger()
            _ = try await browser.get("/sign-in")
            for _ in 1...10 { _ = try await browser.send("/sign-in", ["email": "ghost@ribera.example", "password": "nope"]) }
            let answer = try await browser.send("/sign-in", ["email": "ghost@ribera.example", "password": "nope"])
            #expect(answer.status == .tooManyRequests)
        }
    }

    @Test("a forgotten password: the same page for everybody, a mail only for who is known, a link that works once")
    func forgotten() async throws {
        try await TestHouse.open { house in
            let browser = house.stranger()
            _ = try await browser.get("/sign-in/forgotten")
            let ghost = try await browser.send("/sign-in/forgotten", ["email": "ghost@ribera.example"])
            #expect(try await house.letters().isEmpty)
            let known = try await browser.send("/sign-in/forgotten", ["email": "root@ribera.example"])
            #expect(ghost.status == known.status && ghost.html.replacing("ghost@", with: "root@") == known.html)
            let letter = try #require(try await house.letters().first)
            let path = try #require(letter.text.firstMatch(of: /https:\/\/help\.example(\/reset\/\S+)/)).1
            // A mail scanner opens it, twice.
            _ = try await house.stranger().get(String(path))
            #expect(try await browser.get(String(path)).html.contains("root@ribera.example"))
            let short = try await browser.send(String(path), ["password": "short", "again": "short"])
            #expect(short.status == .unprocessableContent)
            let fresh = "another sentence of mine"
            #expect(try await browser.send(String(path), ["password": fresh, "again": fresh]).headers[.location] == "/inbox")
            #expect(try await house.stranger().get(String(path)).status == .gone)
        }
    }

    @Test("a sign-in link changes nothing when it is opened; its button signs in, once")
    func link() async throws {
        try await TestHouse.open { house in
            let browser = house.stranger()
            _ = try await browser.get("/sign-in")
            _ = try await browser.send("/sign-in/link", ["email": "root@ribera.example"])
            let text = try #require(try await house.letters().first?.text)
            let path = String(try #require(text.firstMatch(of: /https:\/\/help\.example(\/s\/\S+)/)).1)
            let page = try await browser.get(path)
            #expect(page.status == .ok && page.headers[.cacheControl] == "no-store")
            #expect(try await browser.get("/inbox").status == .seeOther)
            #expect(try await browser.send(path).headers[.location] == "/inbox")
            #expect(try await browser.get("/inbox").status == .ok)
            #expect(try await house.stranger().get(path).status == .gone)
        }
    }

    @Test("a demo's link signs in at once, as often as it is opened")
    func demo() async throws {
        try await TestHouse.open { house in
            let token = try await house.desktop.accounts.demoLink(for: .agent(house.boss.id), name: "admin")
            for _ in 1...2 {
                let browser = house.stranger()
                #expect(try await browser.get("/s/\(token)").headers[.location] == "/inbox")
                #expect(try await browser.get("/inbox").status == .ok)
            }
        }
    }

    @Test("links that are none, empty ones too, lead to one calm page")
    func noLink() async throws {
        try await TestHouse.open { house in
            for path in ["/s/x", "/s/%20", "/invite/\(String(repeating: "a", count: 32))", "/reset/<script>", "/setup/abc"] {
                let page = try await house.stranger().get(path)
                #expect(page.status == .gone || page.status == .notFound, "\(path)")
                #expect(!page.html.contains("<script>"))
            }
        }
    }

    @Test("a profile is saved, its keys are shown once, and another browser's session can be ended")
    func profile() async throws {
        try await TestHouse.open { house in
            let (browser, other) = (try await house.office(), try await house.office())
            let fields = ["name": "Root Ramos", "language": "es", "zone": "Europe/Madrid", "theme": "dark", "density": "compact"]
            #expect(try await browser.send("/profile", fields).status == .seeOther)
            let page = try await browser.get("/profile").html
            #expect(page.contains("<html lang=\"es\" data-theme=\"dark\" data-density=\"compact\"") && page.contains("value=\"Root Ramos\""))
            let bad = try await browser.send("/profile", fields.merging(["zone": "Mars/Olympus"]) { $1 })
            #expect(bad.status == .unprocessableContent && bad.html.contains("value=\"Mars/Olympus\""))
            let made = try await browser.send("/profile/tokens", ["key": "import"]).html
            let secret = try #require(made.firstMatch(of: /readonly value="([^"]{22,})"/)).1
            #expect(try await house.desktop.doorkeeper.admit(bearer: String(secret)) != nil)
            #expect(!(try await browser.get("/profile").html.contains(secret)))
            let ends = page.matches(of: /\/profile\/sessions\/\d+\/end/).map { String($0.0) }
            #expect(ends.count == 1)
            for end in ends { _ = try await browser.send(end) }
            #expect(try await other.get("/inbox").status == .seeOther)
            #expect(try await browser.get("/inbox").status == .ok)
        }
    }

    @Test("a letter says what it is about in the reader's language")
    func letters() {
        for language in Language.allCases {
            let agent = Agent(id: ID(1), name: "Inês", email: "i@x.example", language: language)
            let letter = AccountLetter.invitation(agent, url: "https://h", token: "abc", desk: "Ribera", by: "Root", else: .en)
            #expect(letter.text.contains("https://h/invite/abc") && letter.text.contains("Ribera") && !letter.subject.contains("{"))
        }
    }
}
