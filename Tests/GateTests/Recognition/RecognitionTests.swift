import Accounts
import Gate
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Primitives
import Storage
import Testing

@Suite("Who asks")
struct RecognitionTests {
    @Test("a program comes in below /api/ by its key, and nowhere else; a cookie counts for nothing there")
    func separatesPrograms() async throws {
        let desk = try await TestGate()
        let gate = desk.door()
        let (agent, entry) = try await desk.signIn("Marc", desk.roles.agent)
        let (id, key) = try await desk.accounts.makeToken("export", expires: nil, for: agent.id)
        #expect(try await gate.ask(.get, "/api/v1/tickets", [.authorization: "Bearer \(key)"]).text == "api of Marc token:\(id)")
        #expect(try await gate.ask(.get, "/api/v1/tickets", [.authorization: "bearer  \(key)"]).status == .ok)
        #expect(try await gate.ask(.get, "/api/v1/tickets", cookies: ["amparo": entry.token]).status == .unauthorized)
        #expect(try await gate.ask(.get, "//api//v1/tickets", cookies: ["amparo": entry.token]).status != .ok)
        #expect(try await gate.ask(.get, "/tickets", [.authorization: "Bearer \(key)"]).status == .seeOther)
        for wrong in ["Bearer ", "Bearer", "Basic \(key)", key, "Bearer \(entry.token)"] {
            #expect(try await gate.ask(.get, "/api/v1/tickets", [.authorization: wrong]).status == .unauthorized)
        }
    }

    @Test("a program sends JSON without any token of a form")
    func takesJSON() async throws {
        let desk = try await TestGate()
        let gate = desk.door()
        let agent = try await desk.signIn("Marc", desk.roles.agent).agent
        let (_, key) = try await desk.accounts.makeToken("import", expires: nil, for: agent.id)
        let headers: HTTPFields = [.authorization: "Bearer \(key)", .contentType: "application/json"]
        #expect(try await gate.ask(.post, "/api/v1/tickets", headers, body: ByteBuffer(string: #"{"subject":"Hi"}"#)).text == "Hi")
        let broken = try await gate.ask(.post, "/api/v1/tickets", headers, body: ByteBuffer(string: "{"))
        #expect(broken.status == .badRequest)
        #expect(broken.headers[.contentType] == "application/problem+json")
    }

    @Test("the language: the agent's, else the browser's choice, else what it asks for, else the desk's")
    func speaks() async throws {
        let desk = try await TestGate()
        let gate = desk.door { _ in } _: { gate in
            gate.get("/", .public("a test")) { _, context in .text(context.language.rawValue) }
        }
        let (_, ro) = try await desk.signIn("Ana", desk.roles.agent, language: .ro)
        let (_, none) = try await desk.signIn("Marc", desk.roles.agent)
        #expect(try await gate.ask(.get, "/").text == "es")
        #expect(try await gate.ask(.get, "/", [.acceptLanguage: "fr, pt-BR;q=0.8, en;q=0.7"]).text == "pt")
        #expect(try await gate.ask(.get, "/", [.acceptLanguage: "pt"], cookies: ["amparo-language": "en"]).text == "en")
        #expect(try await gate.ask(.get, "/", [.acceptLanguage: "pt"], cookies: ["amparo-language": "xx"]).text == "pt")
        #expect(try await gate.ask(.get, "/", cookies: ["amparo-language": "en", "amparo": ro.token]).text == "ro")
        #expect(try await gate.ask(.get, "/", cookies: ["amparo-language": "en", "amparo": none.token]).text == "en")
        let nowhere = try await gate.ask(.get, "/nowhere", [.accept: "text/html"], cookies: ["amparo-language": "en", "amparo": ro.token])
        #expect(nowhere.text.contains("lang=ro"))
    }

    @Test("when rights change the browser is handed a new secret, and stays signed in")
    func renews() async throws {
        let desk = try await TestGate()
        let gate = desk.door()
        let (agent, entry) = try await desk.signIn("Marc", desk.roles.agent)
        #expect(try await gate.ask(.get, "/tickets", cookies: ["amparo": entry.token]).cookie("amparo") == nil)
        try await desk.database.write { tx in try SessionStore(tx).markStale(of: .agent(agent.id)) }
        let fresh = try #require(try await gate.ask(.get, "/tickets", cookies: ["amparo": entry.token]).cookie("amparo"))
        #expect(fresh != entry.token)
        #expect(try await gate.ask(.get, "/tickets", cookies: ["amparo": fresh]).status == .ok)
        #expect(try await gate.ask(.get, "/tickets", cookies: ["amparo": entry.token]).cookie("amparo") == nil)
    }

    @Test("a session in use is prolonged, with its cookie")
    func prolongs() async throws {
        let desk = try await TestGate()
        let gate = desk.door()
        let entry = try await desk.signIn("Marc", desk.roles.agent).entry
        desk.time.advance(by: .minutes(6))
        let response = try await gate.ask(.get, "/tickets", cookies: ["amparo": entry.token])
        #expect(response.cookie("amparo") == entry.token)
        #expect(response.headers[values: .setCookie] == ["amparo=\(entry.token); Path=/; Max-Age=1209600; HttpOnly; SameSite=Lax"])
    }

    @Test("over TLS only the cookie bound to this host counts")
    func bindsCookie() async throws {
        let desk = try await TestGate()
        let gate = desk.door { $0.usesTLS = true }
        let entry = try await desk.signIn("Marc", desk.roles.agent).entry
        #expect(try await gate.ask(.get, "/tickets", cookies: ["amparo": entry.token]).status == .seeOther)
        desk.time.advance(by: .minutes(6))
        let response = try await gate.ask(.get, "/tickets", cookies: ["__Host-amparo": entry.token])
        #expect(response.headers[values: .setCookie] == ["__Host-amparo=\(entry.token); Path=/; Max-Age=1209600; HttpOnly; SameSite=Lax; Secure"])
        #expect(response.headers[.strictTransportSecurity] == "max-age=31536000")
    }

    @Test("an agent with two departments works in the one they chose last, and in none that is not theirs")
    func choosesDepartment() async throws {
        let desk = try await TestGate()
        let gate = desk.door { _ in } _: { gate in
            gate.get("/", .signedIn("a test")) { _, context in .text(context.access.department.text) }
        }
        let entry = try await desk.signIn("Marc", desk.roles.agent).entry
        #expect(try await gate.ask(.get, "/", cookies: ["amparo": entry.token, "amparo-department": "99"]).text == desk.shop.id.text)
    }
}
