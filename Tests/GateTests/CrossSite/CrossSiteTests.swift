import Accounts
import Gate
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@Suite("Forms of others")
struct CrossSiteTests {
    @Test("a form with its token is taken, by field or by header")
    func accepts() async throws {
        let desk = try await TestGate()
        let (gate, entry) = (desk.door(), try await desk.signIn("Marc", desk.roles.agent).entry)
        #expect(try await gate.send("/tickets", "subject=Hello+there", as: entry).text == "Hello there")
        let script = try await gate.ask(
            .post, "/tickets", [.contentType: "application/x-www-form-urlencoded", .named("X-CSRF-Token"): entry.session.csrf],
            cookies: ["amparo": entry.token], body: ByteBuffer(string: "subject=a"))
        #expect(script.text == "a")
    }

    @Test("without the token, with another's or with an empty one it is refused", arguments: ["", "&csrf=", "&csrf=abc", "&csrf=x&csrf="])
    func refuses(token: String) async throws {
        let desk = try await TestGate()
        let (gate, entry) = (desk.door(), try await desk.signIn("Marc", desk.roles.agent).entry)
        let response = try await gate.ask(
            .post, "/tickets", [.contentType: "application/x-www-form-urlencoded"], cookies: ["amparo": entry.token],
            body: ByteBuffer(string: "subject=a\(token)"))
        #expect(response.status == .forbidden)
        #expect(response.text.contains("gate.expiredForm"))
        let other = try await desk.signIn("Paul", desk.roles.agent).entry
        let crossed = try await gate.ask(
            .post, "/tickets", [.contentType: "application/x-www-form-urlencoded"], cookies: ["amparo": entry.token],
            body: ByteBuffer(string: "subject=a&csrf=\(other.session.csrf)"))
        #expect(crossed.status == .forbidden)
    }

    @Test(
        "a form that stood on another site is refused, with the token too",
        arguments: [
            ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", "https://evil.example"), ("Origin", "null"),
            ("Origin", "http://localhost.evil.example"), ("Origin", ""),
        ])
    func refusesForeign(name: String, value: String) async throws {
        let desk = try await TestGate()
        let (gate, entry) = (desk.door(), try await desk.signIn("Marc", desk.roles.agent).entry)
        let response = try await gate.send("/tickets", "subject=a", as: entry, [.named(name): value])
        #expect(response.status == .forbidden)
        #expect(response.text.contains("gate.foreignForm"))
    }

    @Test("one from our own host, or the one a proxy shows, is taken", arguments: ["http://localhost", "https://desk.example.org"])
    func acceptsOwn(origin: String) async throws {
        let desk = try await TestGate()
        let gate = desk.door { $0.publicHost = "desk.example.org" }
        let entry = try await desk.signIn("Marc", desk.roles.agent).entry
        #expect(try await gate.send("/tickets", "subject=a", as: entry, [.origin: origin]).status == .ok)
    }

    @Test("a form before signing in needs the browser that the page was given to")
    func bindsGuests() async throws {
        let gate = try await TestGate().door()
        let page = try await gate.ask(.get, "/sign-in")
        let guest = try #require(page.cookie("amparo-guest"))
        #expect(try await gate.send("/sign-in", "csrf=\(page.text)", as: nil, cookies: ["amparo-guest": guest]).text == "signed in")
        #expect(try await gate.send("/sign-in", "csrf=\(page.text)", as: nil).status == .forbidden)
        let other = try #require(try await gate.ask(.get, "/sign-in").cookie("amparo-guest"))
        #expect(try await gate.send("/sign-in", "csrf=\(page.text)", as: nil, cookies: ["amparo-guest": other]).status == .forbidden)
        #expect(try await gate.send("/sign-in", "csrf=", as: nil, cookies: ["amparo-guest": ""]).status == .forbidden)
    }

    @Test("machines that sign what they send need no form of ours")
    func letsMachines() async throws {
        let gate = try await TestGate().door()
        #expect(try await gate.ask(.post, "/hooks/x", body: ByteBuffer(string: "{}")).text == "hook")
    }
}
