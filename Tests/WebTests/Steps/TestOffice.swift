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
import Tickets

@testable import Web

/// A desk with three tiers, agents at their places, and the doors of the steps, of intake, search and mail.
final class TestOffice: Sendable {
    let time = HandClock()
    let desktop: Desktop
    let ids: IDMaker
    let shop: Department
    let queues: [Queue]
    /// By name: `ines` works tier 1, `rui` tier 2, `ada` leads, `root` administers.
    let staff: [String: SignedIn]
    let agents: [String: Agent]
    let ana: Contact
    private let responder: RouterResponder<Context>

    static func open(_ body: (TestOffice) async throws -> Void) async throws {
        let migrations =
            StorageSchema.migrations + EventSchema.migrations + JobSchema.migrations + OutboxSchema.migrations
            + SearchSchema.migrations + CustomisationSchema.migrations + AccountSchema.migrations + ContactSchema.migrations
            + KnowledgeSchema.migrations + TicketSchema.migrations + ChannelSchema.migrations
        try await TestEngine.sqlite.withDatabase(migrations) { db in
            try await TestFolder.with { folder in try await body(TestOffice(db, folder)) }
        }
    }

    private init(_ db: Database, _ folder: TestFolder) async throws {
        let clock = time.clock, ids = IDMaker(node: 1, clock: time.clock)
        let master = try MasterKey.load(folder["master.key"], randomness: .system)
        let keyring = try await Keyring.load(db, master: master, randomness: .system, clock: clock)
        let desk = Desk(
            db: db, blobs: BlobStore(folder: folder.url.appending(path: "blobs")), keyring: keyring, ids: ids, clock: clock, randomness: .system)
        let settings = try await Settings(db, master: master, rules: SettingRule.customisation, ids: ids, clock: clock)
        let accounts = AccountDesk(db, passwords: PasswordHasher(randomness: .system), randomness: .system, ids: ids, clock: clock)
        let doorkeeper = Doorkeeper(db, clock: clock)
        self.ids = ids
        desktop = Desktop(
            desk: desk, settings: settings, accounts: accounts, doorkeeper: doorkeeper,
            offices: Offices(settings: settings, keyring: keyring, hostname: "desk.example"))
        let shop = Department(id: ids.next(), name: "Ribera", prefix: "LBT", language: .en, zone: "UTC")
        let roles = RoleSeed(department: shop.id, ids: ids)
        let teams = try await db.write { tx in
            try DepartmentStore(tx).create(shop, at: clock.now())
            try roles.plant(tx)
            return try desk.seed(shop.id, names: ["Shop", "Orders", "Makers"], tx)
        }
        self.shop = shop
        queues = try await db.read { tx in try QueueStore(tx, department: shop.id).all() }
        var agents: [String: Agent] = [:], staff: [String: SignedIn] = [:]
        for (name, role, team) in [("ines", roles.agent, 0), ("rui", roles.agent, 1), ("ada", roles.lead, 0), ("root", roles.admin, 0)] {
            let agent = Agent(id: ids.next(), name: name.capitalized, email: "\(name)@ribera.example", language: .en)
            try await db.write { tx in
                try AgentStore(tx).create(agent, password: nil, at: clock.now())
                try RoleStore(tx).give(role.id, to: agent.id)
                try TeamStore(tx).join(agent.id, teams[team].id)
            }
            let link = try await accounts.demoLink(for: .agent(agent.id), name: name)
            staff[name] = try await accounts.signIn(link: link, from: Visitor(address: "192.0.2.1"))
            agents[name] = agent
        }
        (self.staff, self.agents) = (staff, agents)
        ana = try await ContactDesk(db: db, ids: ids, clock: clock).create(
            name: "Ana Popescu", .email, "ana@popescu.example", as: .system(shop.id))
        responder = Self.gate(desktop, folder).responder()
    }

    private static func gate(_ desktop: Desktop, _ folder: TestFolder) -> Gate {
        var configuration = GateConfiguration(folder: folder.url.path)
        configuration.words = { notice, language in Words(language)(notice) }
        let gate = Gate(
            configuration, accounts: desktop.accounts, doorkeeper: desktop.doorkeeper, keyring: desktop.desk.keyring, randomness: .system,
            clock: desktop.desk.clock)
        StepRoutes(desktop: desktop).add(to: gate)
        IntakeRoutes(desktop: desktop).add(to: gate)
        SearchRoutes(desktop: desktop).add(to: gate)
        ContactRoutes(desktop: desktop).add(to: gate)
        KnowledgeRoutes(desktop: desktop).add(to: gate)
        QuestionRoutes(desktop: desktop).add(to: gate)
        MailRoutes(desktop: desktop, wayOut: WayOut(isOpen: { _ in false }, letter: { _, _ in Array("Subject: x\r\n\r\nbody\r\n".utf8) })).add(to: gate)
        return gate
    }
}

extension TestOffice {
    /// A ticket as a mail of Ana's opens it.
    func ticket(_ subject: String = "Running shoes", _ text: String = "When is size 42 back?", from contact: Contact? = nil, in queue: Int = 0) async throws -> Ticket {
        let who = contact ?? ana
        var new = NewTicket(subject: subject, requester: who.id, channel: .email)
        new.message = NewMessage(.incoming, .email, by: .contact(who.id), text: text)
        new.queue = queues[queue].id
        return try await desktop.desk.open(new, as: .system(shop.id)).ticket
    }

    func now(_ ticket: Ticket) async throws -> Ticket {
        let found = try await desktop.db.read { [shop] tx in try TicketStore(tx, department: shop.id).find(ticket.id) }
        return found ?? ticket
    }

    func access(_ name: String) async throws -> Access {
        let agent = agents[name]?.id ?? ID(0), department = shop.id
        let access = try await desktop.db.read { tx in try AccessStore(tx).access(of: agent, in: department) }
        return access ?? .contact(0, in: department)
    }

    func solution(_ title: String, _ steps: String = "Reserve a pair.") async throws -> Article {
        try await KnowledgeDesk(db: desktop.db, ids: ids, clock: time.clock).create(
            NewArticle(ArticleText(title: title, problem: title, steps: steps), language: .en), as: .system(shop.id))
    }

    func get(_ path: String, as name: String = "ines") async throws -> TestResponse {
        try await ask(.get, path, name, nil)
    }

    /// A form of ours, as a browser sends it.
    func post(_ path: String, _ fields: [String: String] = [:], as name: String = "ines") async throws -> TestResponse {
        let all = fields.merging(["csrf": staff[name]?.session.csrf ?? ""]) { own, _ in own }
        let body = all.map { "\(Self.encoded($0.key))=\(Self.encoded($0.value))" }.joined(separator: "&")
        return try await ask(.post, path, name, body)
    }

    private func ask(_ method: HTTPRequest.Method, _ path: String, _ name: String, _ body: String?) async throws -> TestResponse {
        var headers: HTTPFields = [.cookie: "amparo=\(staff[name]?.token ?? "")"]
        if body != nil { headers[.contentType] = "application/x-www-form-urlencoded" }
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let sent = headers
        return try await Application(responder: responder, logger: logger).test(.router) { client in
            try await client.execute(uri: path, method: method, headers: sent, body: body.map { ByteBuffer(string: $0) })
        }
    }

    private static func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

extension TestResponse {
    var html: String { String(buffer: body) }
    var leadsTo: String? { headers[.location] }
}
