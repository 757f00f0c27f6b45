import Accounts
import Channels
import Contacts
import Customisation
import Events
import Foundation
import Gate
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Jobs
import Knowledge
import Languages
import Logging
import NIOCore
import Outbox
import Primitives
import Search
import Storage
import StorageTesting
import Synchronization
import Tickets

@testable import Web

/// A desk with one administrator, and every door of sign-in, settings, portal and play; browsers go in and out as they like.
final class TestHouse: Sendable {
    static let password = "a sentence of my own"

    let time = HandClock(Instant(microseconds: 1_795_180_800_000_000))
    let desktop: Desktop
    let ids: IDMaker
    let shop: Department
    let boss: Agent
    let responder: RouterResponder<Context>
    let queues: [Queue]

    static func open(
        _ site: (inout Site) -> Void = { _ in }, _ body: (TestHouse) async throws -> Void
    ) async throws {
        let migrations =
            StorageSchema.migrations + EventSchema.migrations + JobSchema.migrations + OutboxSchema.migrations
            + SearchSchema.migrations + CustomisationSchema.migrations + AccountSchema.migrations + ContactSchema.migrations
            + KnowledgeSchema.migrations + TicketSchema.migrations + ChannelSchema.migrations
        var place = Site(url: { "https://help.example" }, hostname: "desk.example") { text, values in
            if text.contains("{{#") && !text.contains("{{/") { throw FormError("text", "form.choice") }
            return values.reduce(text) { $0.replacing("{{\($1.key)}}", with: $1.value) }
        }
        site(&place)
        let chosen = place
        try await TestEngine.sqlite.withDatabase(migrations) { db in
            try await TestFolder.with { folder in try await body(TestHouse(db, folder, chosen)) }
        }
    }

    private init(_ db: Database, _ folder: TestFolder, _ site: Site) async throws {
        let clock = time.clock, ids = IDMaker(node: 1, clock: time.clock)
        let master = try MasterKey.load(folder["master.key"], randomness: .system)
        let keyring = try await Keyring.load(db, master: master, randomness: .system, clock: clock)
        let desk = Desk(
            db: db, blobs: BlobStore(folder: folder.url.appending(path: "blobs")), keyring: keyring, ids: ids, clock: clock, randomness: .system)
        let rules = SettingRule.customisation + SettingRule.channels + SettingRule.web + SettingRule.signIn
        let settings = try await Settings(db, master: master, rules: rules, ids: ids, clock: clock)
        let accounts = AccountDesk(db, passwords: PasswordHasher(randomness: .system), randomness: .system, ids: ids, clock: clock)
        self.ids = ids
        desktop = Desktop(
            desk: desk, settings: settings, accounts: accounts, doorkeeper: Doorkeeper(db, clock: clock),
            offices: Offices(settings: settings, keyring: keyring, hostname: "desk.example"))
        let shop = Department(id: ids.next(), name: "Ribera Sport", prefix: "LBT", language: .en, zone: "UTC")
        let roles = RoleSeed(department: shop.id, ids: ids)
        let boss = Agent(id: ids.next(), name: "Root", email: "root@ribera.example", language: .en)
        try await db.write { tx in
            try DepartmentStore(tx).create(shop, at: clock.now())
            try roles.plant(tx)
            let teams = try desk.seed(shop.id, names: ["Shop", "Orders"], tx)
            try AgentStore(tx).create(boss, password: nil, at: clock.now())
            try RoleStore(tx).give(roles.admin.id, to: boss.id)
            try TeamStore(tx).join(boss.id, teams[0].id)
        }
        try await accounts.setPassword(email: boss.email, to: Self.password)
        (self.shop, self.boss) = (shop, boss)
        queues = try await db.read { tx in try QueueStore(tx, department: shop.id).all() }
        responder = Self.gate(desktop, site, folder).responder()
    }

    private static func gate(_ desktop: Desktop, _ site: Site, _ folder: TestFolder) -> Gate {
        var configuration = GateConfiguration(folder: folder.url.path)
        configuration.limits.file = 100_000
        configuration.words = { notice, language in Words(language)(notice) }
        configuration.contactSignIn = LocalPath("/help/sign-in")
        let gate = Gate(
            configuration, accounts: desktop.accounts, doorkeeper: desktop.doorkeeper, keyring: desktop.desk.keyring, randomness: .system,
            clock: desktop.desk.clock)
        SignInRoutes(desktop, site).add(to: gate)
        LinkRoutes(desktop).add(to: gate)
        SetupRoutes(desktop).add(to: gate)
        WelcomeRoutes(desktop, site).add(to: gate)
        ProfileRoutes(desktop).add(to: gate)
        SettingsRoutes(desktop, site).add(to: gate)
        PortalRoutes(desktop, site).add(to: gate)
        PlayRoutes(desktop, site).add(to: gate)
        WorkspaceRoutes(desktop: desktop, live: LiveDesk(desktop)).add(to: gate)
        StepRoutes(desktop: desktop).add(to: gate)
        ContactRoutes(desktop: desktop).add(to: gate)
        KnowledgeRoutes(desktop: desktop).add(to: gate)
        return gate
    }
}

extension TestHouse {
    var system: Access { .system(shop.id) }

    /// The letters in the outbox, oldest first.
    func letters() async throws -> [AccountLetter] {
        let id = shop.id
        return try await desktop.db.read { tx in
            try OutboxStore(tx).list(department: id, before: nil, most: 100).reversed().compactMap(\.letter)
        }
    }

    func tickets() async throws -> [Ticket] {
        let id = shop.id
        return try await desktop.db.read { tx in try TicketStore(tx, department: id).oldest(after: nil, most: 100) }
    }

    func messages(of ticket: Ticket) async throws -> [Message] {
        let id = shop.id
        return try await desktop.db.read { tx in try MessageStore(tx, department: id).messages(of: ticket.id, most: 100).reversed() }
    }

    /// A published answer that everybody may read.
    func publish(_ title: String, _ steps: String, for audience: Article.Audience = .all) async throws -> Article {
        let knowledge = KnowledgeDesk(db: desktop.db, ids: ids, clock: time.clock)
        var article = try await knowledge.create(
            NewArticle(ArticleText(title: title, problem: title, steps: steps), language: .en), as: system)
        article = try await knowledge.mature(article.id, to: .published, seen: article.version, as: system)
        article = try await knowledge.open(article.id, to: audience, seen: article.version, as: system)
        return audience == .all ? try await knowledge.list(article.id, true, seen: article.version, as: system) : article
    }

    /// A browser in which the administrator is signed in.
    func office() async throws -> Browser {
        let browser = Browser(responder)
        _ = try await browser.get("/sign-in")
        _ = try await browser.send("/sign-in", ["email": boss.email, "password": Self.password])
        // The forms of a session carry its own token.
        _ = try await browser.get("/profile")
        return browser
    }

    func stranger() -> Browser { Browser(responder) }
}

/// Keeps cookies, and sends the token of the page it saw last with every form.
final class Browser: Sendable {
    private struct Memory {
        var cookies: [String: String] = [:]
        var token = ""
    }

    private let responder: RouterResponder<Context>
    private let memory = Mutex(Memory())

    init(_ responder: RouterResponder<Context>) {
        self.responder = responder
    }

    @discardableResult
    func get(_ path: String, _ headers: HTTPFields = [:]) async throws -> TestResponse { try await ask(.get, path, headers, nil) }

    @discardableResult
    func send(
        _ path: String, _ fields: [String: String] = [:], many: [String: [String]] = [:], _ headers: HTTPFields = [:]
    ) async throws -> TestResponse {
        var headers = headers
        headers[.contentType] = "application/x-www-form-urlencoded"
        let all = fields.merging(["csrf": memory.withLock(\.token)]) { own, _ in own }.mapValues { [$0] }.merging(many) { $0 + $1 }
        let pairs = all.flatMap { name, values in values.map { "\(Self.encoded(name))=\(Self.encoded($0))" } }
        return try await ask(.post, path, headers, pairs.joined(separator: "&"))
    }

    /// A form with a file.
    func send(_ path: String, _ fields: [String: String], file: (name: String, type: String, text: String)) async throws -> TestResponse {
        let all = fields.merging(["csrf": memory.withLock(\.token)]) { own, _ in own }
        let parts = all.map { "--cut\r\nContent-Disposition: form-data; name=\"\($0.key)\"\r\n\r\n\($0.value)\r\n" }
        let last = """
            --cut\r\nContent-Disposition: form-data; name="file"; filename="\(file.name)"\r\nContent-Type: \(file.type)\r\n\r\n\(file.text)\r\n--cut--\r\n
            """
        return try await ask(.post, path, [.contentType: "multipart/form-data; boundary=cut"], parts.joined() + last)
    }

    /// Follows where an answer leads.
    func follow(_ response: TestResponse) async throws -> TestResponse {
        try await get(response.headers[.location] ?? "/nowhere")
    }

    private func ask(_ method: HTTPRequest.Method, _ path: String, _ headers: HTTPFields, _ body: String?) async throws -> TestResponse {
        var headers = headers
        headers[.cookie] = memory.withLock { $0.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") }
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let sent = headers
        let response = try await Application(responder: responder, logger: logger).test(.router) { client in
            try await client.execute(uri: path, method: method, headers: sent, body: body.map { ByteBuffer(string: $0) })
        }
        remember(response)
        return response
    }

    private func remember(_ response: TestResponse) {
        memory.withLock { memory in
            for cookie in response.headers[values: .setCookie] {
                let pair = cookie.prefix { $0 != ";" }.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                memory.cookies[String(pair[0])] = pair[1].isEmpty ? nil : String(pair[1])
            }
            if let found = String(buffer: response.body).firstMatch(of: /name="csrf" content="([^"]*)"/) { memory.token = String(found.1) }
        }
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}
