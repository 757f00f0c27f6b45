import Accounts
import Gate
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Primitives
import Storage
import Testing

@Suite("Who comes in where")
struct PolicyTests {
    @Test("every role at every way in: exactly who has the right comes through", arguments: Role.BuiltIn.allCases)
    func walks(role: Role.BuiltIn) async throws {
        let desk = try await TestGate()
        let held = [desk.roles.agent, desk.roles.lead, desk.roles.admin].first { $0.builtIn == role }
        let (agent, entry) = try await desk.signIn("Ana", held)
        let (_, key) = try await desk.accounts.makeToken("test", expires: nil, for: agent.id)
        let gate = desk.door()
        for route in gate.routes {
            let response = try await gate.ask(
                route.method, route.path.replacing(":number", with: "LBT-1"), headers(route, entry, key), cookies: ["amparo": entry.token],
                body: route.method == .post ? ByteBuffer(string: route.path.hasPrefix("/api") ? "{}" : "subject=a") : nil)
            #expect(isLetThrough(response.status) == expected(route, role), "\(route.method) \(route.path): \(response.status)")
        }
    }

    @Test("nobody signed in comes through public ways alone")
    func walksGuest() async throws {
        let gate = try await TestGate().door()
        for route in gate.routes where route.method == .get {
            let response = try await gate.ask(.get, route.path)
            if case .public = route.policy {
                #expect(response.status == .ok, "\(route.path)")
            } else {
                #expect([.seeOther, .unauthorized].contains(response.status), "\(route.path)")
            }
        }
    }

    @Test("an agent without a role, and one who lost it, come in nowhere")
    func refusesWithoutRole() async throws {
        let desk = try await TestGate()
        let gate = desk.door()
        let (_, none) = try await desk.signIn("Nora", nil)
        #expect(try await gate.ask(.get, "/tickets", cookies: ["amparo": none.token]).status == .forbidden)
        let (marc, entry) = try await desk.signIn("Marc", desk.roles.agent)
        #expect(try await gate.ask(.get, "/tickets", cookies: ["amparo": entry.token]).status == .ok)
        try await desk.database.write { tx in try RoleStore(tx).take(desk.roles.agent.id, from: marc.id) }
        #expect(try await gate.ask(.get, "/tickets", cookies: ["amparo": entry.token]).status == .forbidden)
    }

    @Test("a contact sees the portal and no agent's page; an agent without a contact has no portal")
    func keepsContactsApart() async throws {
        let desk = try await TestGate()
        let gate = desk.door()
        let link = try await desk.accounts.demoLink(for: .contact(77, desk.shop.id), name: "customer")
        let entry = try await desk.accounts.signIn(link: link, from: Visitor(address: "192.0.2.1"))
        #expect(try await gate.ask(.get, "/portal/tickets", cookies: ["amparo": entry.token]).text == "contact 77")
        let response = try await gate.ask(.get, "/tickets", cookies: ["amparo": entry.token])
        #expect(response.status == .seeOther)
        let (_, agent) = try await desk.signIn("Marc", desk.roles.agent)
        let portal = try await gate.ask(.get, "/portal/tickets", cookies: ["amparo": agent.token])
        #expect(portal.headers[.location] == "/portal/sign-in?next=%2Fportal%2Ftickets")
    }

    @Test("the table names every way in with its policy")
    func lists() async throws {
        let routes = try await TestGate().door().routes
        #expect(routes.count == 12)
        #expect(routes.first?.path == "/tickets" && routes.first?.policy == .demands(.see, .ticket, .own))
    }

    private func headers(_ route: Route, _ entry: SignedIn, _ key: String) -> HTTPFields {
        var headers: HTTPFields = [.contentType: "application/x-www-form-urlencoded", .named("X-CSRF-Token"): entry.session.csrf]
        if route.path.hasPrefix("/api") { headers = [.contentType: "application/json", .authorization: "Bearer \(key)"] }
        return headers
    }

    private func isLetThrough(_ status: HTTPResponse.Status) -> Bool { status == .ok }

    private func expected(_ route: Route, _ role: Role.BuiltIn) -> Bool {
        switch route.policy {
        case .demands(let verb, let object, let reach):
            role.grants.contains { $0.verb == verb && $0.object == object && $0.reach >= reach }
        case .signedIn, .public: true
        case .contact: false
        }
    }
}
