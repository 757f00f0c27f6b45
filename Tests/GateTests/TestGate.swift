import Accounts
import Customisation
import Events
import Foundation
import Gate
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Primitives
import Storage
import StorageTesting

/// A desk with one department, its three roles, an agent for each, and a door with a few ways in.
final class TestGate: Sendable {
    let database: Database
    let time = HandClock(Instant(microseconds: 1_800_000_000_000_000))
    let ids: IDMaker
    let accounts: AccountDesk
    let doorkeeper: Doorkeeper
    let keyring: Keyring
    let shop: Department
    let roles: RoleSeed
    let folder: TestFolder

    init() async throws {
        folder = try TestFolder()
        ids = IDMaker(node: 1, clock: time.clock)
        let migrations =
            StorageSchema.migrations + EventSchema.migrations + CustomisationSchema.migrations + AccountSchema.migrations
        database = try await TestEngine.current.open(in: folder, migrations)
        let master = try MasterKey.load(folder["master.key"], randomness: .system)
        keyring = try await Keyring.load(database, master: master, randomness: .system, clock: time.clock)
        accounts = AccountDesk(
            database, passwords: PasswordHasher(randomness: .system), randomness: .system, ids: ids, clock: time.clock)
        doorkeeper = Doorkeeper(database, clock: time.clock)
        let shop = Department(id: ids.next(), name: "Shop", prefix: "LBT", language: .es, zone: "Europe/Madrid")
        let roles = RoleSeed(department: shop.id, ids: ids)
        (self.shop, self.roles) = (shop, roles)
        let now = time.clock.now()
        try await database.write { tx in
            try DepartmentStore(tx).create(shop, at: now)
            try roles.plant(tx)
        }
    }

    /// An agent with a role, signed in.
    func signIn(_ name: String, _ role: Role?, language: Language? = nil) async throws -> (agent: Agent, entry: SignedIn) {
        let agent = Agent(id: ids.next(), name: name, email: "\(name.lowercased())@example.org", language: language)
        let now = time.clock.now()
        try await database.write { tx in
            try AgentStore(tx).create(agent, password: nil, at: now)
            if let role { try RoleStore(tx).give(role.id, to: agent.id) }
        }
        let link = try await accounts.demoLink(for: .agent(agent.id), name: name)
        return (agent, try await accounts.signIn(link: link, from: Visitor(address: "192.0.2.1")))
    }

    /// - Parameter build: makes the ways in
    func door(
        _ configure: (inout GateConfiguration) -> Void = { _ in }, _ build: (Gate) -> Void = TestGate.routes
    ) -> Gate {
        var configuration = GateConfiguration(folder: folder.url.path)
        configuration.language = { .es }
        configuration.page = { refusal, context in
            "<p lang=\(context.language.rawValue)>\(refusal.status.code) \(refusal.notice?.key ?? "ours") \(refusal.requestID)</p>"
        }
        configure(&configuration)
        let gate = Gate(
            configuration, accounts: accounts, doorkeeper: doorkeeper, keyring: keyring, randomness: .system, clock: time.clock)
        build(gate)
        return gate
    }

    static let routes: @Sendable (Gate) -> Void = { gate in
        gate.get("/tickets", demands: .see, .ticket) { _, context in .text("tickets of \(context.agent.name)") }
        gate.post("/tickets", demands: .create, .ticket) { _, context in .text(try context.form.required("subject")) }
        gate.delete("/tickets/:number", demands: .remove, .ticket, reach: .department) { _, context in .text(try context.parameter("number")) }
        gate.get("/settings", demands: .configure, .setting, reach: .department) { _, _ in .text("settings") }
        gate.get("/profile", .signedIn("one's own page")) { _, context in .text(context.csrf) }
        gate.get("/portal/tickets", .contact(.see, .ticket)) { _, context in .text("contact \(context.contact)") }
        gate.get("/sign-in", .public("nobody is signed in yet")) { _, context in .text(context.csrf) }
        gate.post("/sign-in", .public("nobody is signed in yet")) { _, context in .text("signed in") }
        gate.post("/hooks/x", .machine("signed by its sender", limit: RequestLimit(perMinute: 100))) { _, _ in .text("hook") }
        gate.get("/healthz", .files("a sign of life")) { _, _ in .text("ok") }
        gate.get("/api/v1/tickets", demands: .see, .ticket) { _, context in .text("api of \(context.agent.name) \(context.cause ?? "")") }
        gate.post("/api/v1/tickets", demands: .create, .ticket) { request, _ in .text(try await request.json([String: String].self)["subject"] ?? "") }
    }

    deinit { folder.remove() }
}

extension Response {
    static func text(_ text: String) -> Response {
        Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: text)))
    }
}

extension Gate {
    /// One request through the door.
    func ask(
        _ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields = [:], cookies: [String: String] = [:], body: ByteBuffer? = nil
    ) async throws -> TestResponse {
        var headers = headers
        if !cookies.isEmpty { headers[.cookie] = cookies.map { "\($0)=\($1)" }.joined(separator: "; ") }
        let sent = headers
        let application = Application(responder: responder())
        return try await application.test(.router) { client in
            try await client.execute(uri: path, method: method, headers: sent, body: body)
        }
    }

    /// A form of ours, sent by a browser with that session.
    func send(
        _ path: String, _ fields: String, as entry: SignedIn?, _ headers: HTTPFields = [:], cookies: [String: String] = [:]
    ) async throws -> TestResponse {
        var (headers, cookies, fields) = (headers, cookies, fields)
        headers[.contentType] = "application/x-www-form-urlencoded"
        if let entry {
            cookies["amparo"] = entry.token
            fields += "&csrf=\(entry.session.csrf)"
        }
        return try await ask(.post, path, headers, cookies: cookies, body: ByteBuffer(string: fields))
    }
}

extension TestResponse {
    var text: String { String(buffer: body) }

    /// The value of a cookie that is set.
    func cookie(_ name: String) -> String? {
        headers[values: .setCookie].first { $0.hasPrefix("\(name)=") }.map { String($0.dropFirst(name.count + 1).prefix { $0 != ";" }) }
    }
}

extension HTTPField.Name {
    static func named(_ name: String) -> HTTPField.Name { HTTPField.Name(name) ?? .via }
}
