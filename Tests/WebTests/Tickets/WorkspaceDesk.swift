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
import NIOCore
import Outbox
import Primitives
import Search
import Storage
import StorageTesting
import Tickets

@testable import Web

/// A shop with two tiers, one agent at each and a lead, and the pages they work on.
final class WorkspaceDesk: Sendable {
    struct Person: Sendable {
        let agent: Agent
        let entry: SignedIn
        let access: Access
    }

    let time = HandClock(Instant(microseconds: 1_800_000_000_000_000))
    let db: Database
    let desk: Desk
    let settings: Settings
    let desktop: Desktop
    let live: LiveDesk
    let door: RouterResponder<Context>
    let department: ID<Department>
    let queues: [Queue]
    let marc: Person
    let ines: Person
    let lead: Person
    private let folder: TestFolder

    static let migrations =
        StorageSchema.migrations + EventSchema.migrations + JobSchema.migrations + OutboxSchema.migrations + SearchSchema.migrations
        + CustomisationSchema.migrations + AccountSchema.migrations + ContactSchema.migrations + KnowledgeSchema.migrations
        + TicketSchema.migrations

    init() async throws {
        folder = try TestFolder()
        let (clock, ids) = (time.clock, IDMaker(node: 1, clock: time.clock))
        let db = try await TestEngine.current.open(in: folder, Self.migrations)
        let master = try MasterKey.load(folder["master.key"], randomness: .system)
        let keyring = try await Keyring.load(db, master: master, randomness: .system, clock: clock)
        let desk = Desk(
            db: db, blobs: BlobStore(folder: folder.url.appending(path: "blobs")), keyring: keyring, ids: ids, clock: clock, randomness: .system)
        settings = try await Settings(
            db, master: master, rules: SettingRule.customisation + SettingRule.web, ids: ids, clock: clock)
        let accounts = AccountDesk(db, passwords: PasswordHasher(randomness: .system), randomness: .system, ids: ids, clock: clock)
        let doorkeeper = Doorkeeper(db, clock: clock)
        let shop = Department(id: ids.next(), name: "Ribera", prefix: "LBT", language: .en, zone: "UTC")
        let roles = RoleSeed(department: shop.id, ids: ids)
        let queues = try await db.write { tx in
            try DepartmentStore(tx).create(shop, at: clock.now())
            try roles.plant(tx)
            _ = try desk.seed(shop.id, names: ["Shop questions", "Workshop"], tx)
            return try QueueStore(tx, department: shop.id).all()
        }
        func hire(_ name: String, _ role: Role, _ team: ID<Team>?) async throws -> Person {
            let agent = Agent(id: ids.next(), name: name, email: "\(name.prefix { $0 != " " }.lowercased())@ribera.example", language: .en)
            try await db.write { tx in
                try AgentStore(tx).create(agent, password: nil, at: clock.now())
                try RoleStore(tx).give(role.id, to: agent.id)
                if let team { try TeamStore(tx).join(agent.id, team) }
            }
            let link = try await accounts.demoLink(for: .agent(agent.id), name: name)
            let entry = try await accounts.signIn(link: link, from: Visitor(address: "192.0.2.1"))
            guard let access = try await doorkeeper.standing(of: agent.id)?.access(in: shop.id) else { throw GateError.noDepartment }
            return Person(agent: agent, entry: entry, access: access)
        }
        marc = try await hire("Marc Soler", roles.agent, queues[0].team)
        ines = try await hire("Ines Costa", roles.agent, queues[1].team)
        lead = try await hire("Ruth Lead", roles.lead, nil)
        desktop = Desktop(
            desk: desk, settings: settings, accounts: accounts, doorkeeper: doorkeeper,
            offices: Offices(settings: settings, keyring: keyring, hostname: "ribera.example"))
        live = LiveDesk(desktop)
        let gate = Gate(
            GateConfiguration(folder: folder.url.path), accounts: accounts, doorkeeper: doorkeeper, keyring: keyring, randomness: .system,
            clock: clock)
        WorkspaceRoutes(desktop: desktop, live: live).add(to: gate)
        door = gate.responder()
        (self.db, self.desk, department, self.queues) = (db, desk, shop.id, queues)
    }

    deinit { folder.remove() }

    var system: Access { .system(department) }

    /// A customer with an address.
    func contact(_ name: String, _ address: String) async throws -> ID<Contact> {
        let contact = Contact(id: desk.ids.next(), department: department, name: name, language: .es)
        let now = time.clock.now()
        try await db.write { [desk, department] tx in
            try ContactStore(tx, department: department).insert(contact, at: now)
            try IdentityStore(tx, department: department).add(desk.ids.next(), .email, address, to: contact.id, at: now)
        }
        return contact.id
    }

    /// A ticket that came by mail.
    @discardableResult
    func mail(
        from contact: ID<Contact>, _ subject: String, _ text: String, queue: Int = 0, change: (inout NewMessage) -> Void = { _ in }
    ) async throws -> Ticket {
        time.advance(by: .seconds(1))
        var message = NewMessage(.incoming, .email, by: .contact(contact), text: text)
        message.fromName = "Ana Popescu"
        message.fromAddress = "ana@popescu.example"
        change(&message)
        var new = NewTicket(subject: subject, requester: contact, channel: .email, message: message)
        new.queue = queues[queue].id
        return try await desk.open(new, as: system).ticket
    }

    func ticket(_ number: TicketNumber) async throws -> Ticket? {
        try await db.read { [department] tx in try TicketStore(tx, department: department).find(number) }
    }

    func get(_ path: String, as person: Person, _ headers: HTTPFields = [:]) async throws -> TestResponse {
        try await ask(.get, path, as: person, headers, body: nil)
    }

    /// A form of ours.
    func send(_ path: String, _ fields: [(String, String)], _ method: HTTPRequest.Method = .post, as person: Person) async throws -> TestResponse {
        let body = (fields + [("csrf", person.entry.session.csrf), ("_csrf", person.entry.session.csrf)]).map { name, value in
            "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")"
        }
        return try await ask(
            method, path, as: person, [.contentType: "application/x-www-form-urlencoded"],
            body: ByteBuffer(string: body.joined(separator: "&")))
    }

    private func ask(
        _ method: HTTPRequest.Method, _ path: String, as person: Person, _ headers: HTTPFields, body: ByteBuffer?
    ) async throws -> TestResponse {
        var headers = headers
        headers[.cookie] = "amparo=\(person.entry.token)"
        let sent = headers
        return try await Application(responder: door).test(.router) { client in
            try await client.execute(uri: path, method: method, headers: sent, body: body)
        }
    }
}

extension TestResponse {
    var page: String { String(buffer: body) }
    var location: String { headers[.location] ?? "" }
}
