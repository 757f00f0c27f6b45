import Accounts
import Contacts
import Customisation
import Events
import Foundation
import Jobs
import Knowledge
import Outbox
import Primitives
import Search
import Storage
import StorageTesting

@testable import Tickets

/// A desk of one department with three tiers, in a database of its own, and a clock moved by hand.
struct TestDesk: Sendable {
    static let migrations =
        StorageSchema.migrations + EventSchema.migrations + JobSchema.migrations + OutboxSchema.migrations + SearchSchema.migrations
        + CustomisationSchema.migrations + AccountSchema.migrations + ContactSchema.migrations + KnowledgeSchema.migrations
        + TicketSchema.migrations

    let folder: TestFolder
    let db: Database
    let time: HandClock
    let ids: IDMaker
    let desk: Desk
    let department: Department
    let teams: [Team]
    let queues: [Queue]

    static func with(_ engine: TestEngine = .current, _ body: (TestDesk) async throws -> Void) async throws {
        try await TestFolder.with { folder in
            let db = try await engine.open(in: folder, migrations)
            do {
                try await body(TestDesk(folder, db))
            } catch {
                await db.close()
                throw error
            }
            await db.close()
        }
    }

    private init(_ folder: TestFolder, _ db: Database) async throws {
        let time = HandClock(), ids = IDMaker(node: 1, clock: time.clock)
        let master = try MasterKey.load(folder["master.key"], randomness: .system)
        let keyring = try await Keyring.load(db, master: master, randomness: .system, clock: time.clock)
        let desk = Desk(
            db: db, blobs: BlobStore(folder: folder.url.appending(path: "blobs")), keyring: keyring, ids: ids, clock: time.clock,
            randomness: .system)
        let department = Department(id: ids.next(), name: "Shop", prefix: "LBT", language: .en, zone: "Europe/Madrid")
        (teams, queues) = try await db.write { tx in
            try DepartmentStore(tx).create(department, at: time.clock.now())
            let teams = try desk.seed(department.id, names: ["Front", "Remote", "Experts"], tx)
            return (teams, try QueueStore(tx, department: department.id).all())
        }
        (self.folder, self.db, self.time, self.ids, self.desk, self.department) = (folder, db, time, ids, desk, department)
    }

    var system: Access { .system(department.id) }

    /// An agent of a tier, and what they may.
    func agent(_ name: String, _ role: Role.BuiltIn = .agent, tier: Int = 1) async throws -> Access {
        try await agent(name, grants: role.grants, teams: [teams[tier - 1].id])
    }

    func agent(_ name: String, grants: [Grant], teams: Set<ID<Team>>) async throws -> Access {
        let contact = Contact(id: ids.next(), department: department.id, name: name)
        let agent = Agent(id: ids.next(), name: name, email: "\(name.lowercased())@desk.example", contact: contact.id.rawValue)
        let now = desk.now()
        try await db.write { tx in
            try ContactStore(tx, department: contact.department).insert(contact, at: now)
            try AgentStore(tx).create(agent, password: nil, at: now)
            for team in teams { try TeamStore(tx).join(agent.id, team) }
        }
        return Access(
            actor: .agent(agent.id), department: department.id, contact: contact.id.rawValue, teams: teams, grants: grants)
    }

    func customer(_ name: String) async throws -> ID<Contact> {
        let contact = Contact(id: ids.next(), department: department.id, name: name), now = desk.now()
        try await db.write { tx in try ContactStore(tx, department: contact.department).insert(contact, at: now) }
        return contact.id
    }

    /// A ticket as a customer's mail opens it; a minute passes.
    @discardableResult
    func open(
        _ subject: String = "Printer on fire", _ text: String = "It burns.", from customer: ID<Contact>,
        _ adjust: (inout NewTicket) -> Void = { _ in }
    ) async throws -> Ticket {
        var new = NewTicket(
            subject: subject, requester: customer, channel: .email, message: NewMessage(.incoming, .email, by: .contact(customer), text: text))
        adjust(&new)
        time.advance(by: .minutes(1))
        return try await now(desk.open(new, as: system).ticket)
    }

    /// The ticket as it stands.
    func now(_ ticket: Ticket) async throws -> Ticket {
        let department = department.id
        return try await db.read { tx in try TicketStore(tx, department: department).require(ticket.id, .see, by: .system(department)) }
    }

    /// A message of a customer on a ticket; a minute passes.
    @discardableResult
    func write(
        _ text: String, on ticket: Ticket, from customer: ID<Contact>, _ adjust: @Sendable (inout NewMessage) -> Void = { _ in }
    ) async throws -> ID<Message> {
        var message = NewMessage(.incoming, .email, by: .contact(customer), text: text)
        adjust(&message)
        time.advance(by: .minutes(1))
        let (desk, system, now, said) = (desk, system, desk.now(), message)
        return try await db.write { tx in
            let current = try TicketStore(tx, department: system.department).require(ticket.id, .see, by: system)
            return try desk.receive(said, on: current, as: system, at: now, tx).0
        }
    }

    /// An agent's answer; a minute passes.
    @discardableResult
    func reply(_ text: String, on ticket: Ticket, as access: Access, then: Reply.Then = .wait) async throws -> ID<Message> {
        time.advance(by: .minutes(1))
        let reply = Reply(text: text, recipients: Recipients(to: [.init(address: "c@kunde.example")]), then: then)
        return try await desk.reply(ticket.id, seen: now(ticket).version, as: access, reply)
    }

    func messages(of ticket: Ticket) async throws -> [Message] {
        let department = department.id
        return try await db.read { tx in try MessageStore(tx, department: department).messages(of: ticket.id, most: 1000).reversed() }
    }

    func participants(of ticket: Ticket) async throws -> [Participant] {
        let department = department.id
        return try await db.read { tx in try ParticipantStore(tx, department: department).of(ticket.id) }
    }

    /// The kinds of what was told of a ticket, oldest first.
    func told(of ticket: Ticket) async throws -> [EventKind] {
        let department = department.id
        return try await db.read { tx in try EventStore(tx).history(ticket: ticket.id.rawValue, department: department).map(\.kind) }
    }

    func page(_ view: TicketView, as access: Access, most: Int = 50) async throws -> [ID<Ticket>] {
        try await db.read { tx in try TicketListStore(tx, for: access).page(view, most: most).rows.map(\.id) }
    }

    /// How often a text stands in the search index's terms.
    func isFound(_ term: String) async throws -> Bool {
        try await db.read { tx in try tx.exists("SELECT 1 AS one FROM search_terms WHERE terms LIKE \("%\(term)%") LIMIT 1") }
    }
}

/// Random choices that are the same at every run.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}
