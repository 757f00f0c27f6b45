import Accounts
import Automation
import Contacts
import Customisation
import Events
import Foundation
import Jobs
import Knowledge
import Logging
import Outbox
import Primitives
import Search
import Storage
import StorageTesting
import Testing
import Tickets

@testable import Channels

/// A desk that takes mail as text and shows what it would send, on a clock that the test moves.
final class MailDesk: Sendable {
    static let migrations =
        StorageSchema.migrations + EventSchema.migrations + JobSchema.migrations + OutboxSchema.migrations + SearchSchema.migrations
        + CustomisationSchema.migrations + AccountSchema.migrations + ContactSchema.migrations + KnowledgeSchema.migrations
        + TicketSchema.migrations + AutomationSchema.migrations + ChannelSchema.migrations

    let db: Database
    let time = HandClock(Instant("2026-11-22T09:00:00Z")!)
    let desk: Desk
    let settings: Settings
    let offices: Offices
    let archive: Archive
    let intake: Intake
    let reading: EventReading
    let department: Department
    let address: String
    let agent: Access

    /// - Parameter settings: by name, as in the server's file
    static func with(
        address: String = "support@desk.example", _ settings: [String: String] = [:], _ body: (MailDesk) async throws -> Void
    ) async throws {
        try await TestFolder.with { folder in
            let desk = try await MailDesk(folder, address, settings)
            do { try await body(desk) } catch {
                await desk.db.close()
                throw error
            }
            await desk.db.close()
        }
    }

    init(_ folder: TestFolder, _ address: String, _ file: [String: String], caps: AnswerCaps = AnswerCaps()) async throws {
        self.address = address
        db = try await TestEngine.current.open(in: folder, Self.migrations)
        let clock = time.clock, ids = IDMaker(node: 1, clock: clock)
        let master = try MasterKey.load(folder["master.key"], randomness: .system)
        let keyring = try await Keyring.load(db, master: master, randomness: .system, clock: clock)
        let blobs = BlobStore(folder: folder.url.appending(path: "blobs"))
        let desk = Desk(
            db: db, blobs: blobs, keyring: keyring, ids: ids, clock: clock, randomness: .system, keepers: [ArchiveKeeper(blobs: blobs)])
        self.desk = desk
        let department = Department(id: ids.next(), name: "Shop", prefix: "LBT", language: .en, zone: "UTC")
        self.department = department
        let now = clock.now()
        let teams = try await db.write { tx in
            try DepartmentStore(tx).create(department, at: now)
            return try desk.seed(department.id, names: ["First", "Second", "Third"], tx)
        }
        settings = try await Settings(
            db, master: master, rules: SettingRule.customisation + SettingRule.channels, file: file, ids: ids, clock: clock)
        try await settings.change(
            Setting.mailAddresses.rule, to: address, at: .department(department.id), department: department.id, by: .system)
        offices = Offices(settings: settings, keyring: keyring, hostname: "desk.example", catchAll: department.id)
        archive = Archive(Branches(main: desk))
        var log = Logger(label: "test")
        log.logLevel = .critical
        intake = Intake(desk: desk, offices: offices, log: log)
        reading = EventReading(db, [Receipts(desk: desk, settings: settings, caps: caps, link: { _, _, _ in nil })], EventPositioning(db))
        agent = try await Self.hire("Ion", "ion@desk.example", teams[0], desk, department)
    }

    private static func hire(_ name: String, _ address: String, _ team: Team, _ desk: Desk, _ department: Department) async throws -> Access {
        let now = desk.now()
        let agent = Agent(id: desk.ids.next(), name: name, email: address, contact: nil)
        let contact = Contact(id: desk.ids.next(), department: department.id, name: name, agent: agent.id)
        try await desk.db.write { tx in
            try AgentStore(tx).create(agent, password: nil, at: now)
            try ContactStore(tx, department: department.id).insert(contact, at: now)
            try IdentityStore(tx, department: department.id).add(desk.ids.next(), .email, address, to: contact.id, at: now)
            try TeamStore(tx).join(agent.id, team.id)
        }
        return Access(
            actor: .agent(agent.id), department: department.id, contact: contact.id.rawValue, teams: [team.id], grants: Grant.everything)
    }

    var identity: MailIdentity { offices.identity(of: department) }

    /// A mail arrives and is read; what became of it.
    @discardableResult
    func arrive(_ mail: String, from sender: String? = "someone@example.org", to recipients: [String]? = nil) async throws -> RawMail {
        try await arrive(Array(mail.replacing("\r\n", with: "\n").replacing("\n", with: "\r\n").utf8), from: sender, to: recipients)
    }

    @discardableResult
    func arrive(_ bytes: [UInt8], from sender: String?, to recipients: [String]? = nil) async throws -> RawMail {
        time.advance(by: .seconds(1))
        let recipients = recipients ?? [address]
        let departments = offices.departments(of: recipients)
        try await archive.keep(bytes, for: departments, door: .smtp, sender: sender)
        try await intake.takeWaiting()
        let hash = BlobStore.hash(bytes)
        return try #require(try await log().first { $0.hash == hash })
    }

    func log() async throws -> [RawMail] {
        let id = department.id
        return try await db.read { tx in try ArchiveStore(tx).oldest(department: id, after: nil, most: 10_000) }
    }

    func read<Value: Sendable>(_ body: @escaping @Sendable (Transaction, ID<Department>) throws -> Value) async throws -> Value {
        let id = department.id
        return try await db.read { tx in try body(tx, id) }
    }

    func write<Value: Sendable>(_ body: @escaping @Sendable (Transaction, ID<Department>) throws -> Value) async throws -> Value {
        let id = department.id
        return try await db.write { tx in try body(tx, id) }
    }

    func ticket(_ mail: RawMail) async throws -> Ticket {
        let id = try #require(mail.ticket)
        return try #require(try await read { tx, department in try TicketStore(tx, department: department).find(id) })
    }

    /// Of a ticket, oldest first.
    func messages(_ ticket: ID<Ticket>) async throws -> [Message] {
        try await read { tx, department in try MessageStore(tx, department: department).messages(of: ticket, most: 1000).reversed() }
    }

    func message(_ mail: RawMail) async throws -> Message {
        let id = try #require(mail.message)
        return try #require(try await read { tx, department in try MessageStore(tx, department: department).find(id) })
    }

    func participants(_ ticket: ID<Ticket>) async throws -> [Participant] {
        try await read { tx, department in try ParticipantStore(tx, department: department).of(ticket) }
    }

    func contact(_ address: String) async throws -> Contact? {
        try await read { tx, department in try ContactStore(tx, department: department).find(.email, address) }
    }

    /// An agent answers the requester.
    func reply(_ text: String, on ticket: ID<Ticket>, to recipients: [String], then: Reply.Then = .wait) async throws -> ID<Message> {
        let version = try #require(try await read { tx, department in try TicketStore(tx, department: department).find(ticket)?.version })
        let people = Recipients(to: recipients.map { Recipients.Address(address: $0) })
        return try await desk.reply(
            ticket, seen: version, as: agent, Reply(text: text, recipients: people, then: then, fromName: "Ion", hold: .zero))
    }

    func set(_ state: State, on ticket: ID<Ticket>) async throws {
        let version = try #require(try await read { tx, department in try TicketStore(tx, department: department).find(ticket)?.version })
        var properties = Properties()
        properties.state = state
        try await desk.set(properties, on: ticket, seen: version, as: agent)
    }

    /// Everything that is to leave, as mail.
    func outbox() async throws -> [Parcel] {
        try await read { tx, department in try OutboxStore(tx).list(department: department, before: nil, most: 1000).reversed() }
    }

    func letter(_ parcel: Parcel) async throws -> OutgoingLetter {
        try await db.read { [desk, offices] tx in try OutgoingLetter(of: parcel, desk: desk, offices: offices, tx) }
    }
}

/// A mail as its sender writes it.
func mail(
    from: String = "Ana Pop <ana@example.org>", to: String = "support@desk.example", subject: String = "Shoes", id: String? = nil,
    _ headers: [String] = [], _ text: String = "When do the running shoes come?"
) -> String {
    let fields = ["From: \(from)", "To: \(to)", "Subject: \(subject)"] + (id.map { ["Message-ID: <\($0)>"] } ?? []) + headers
    return (fields + ["Date: Sun, 22 Nov 2026 09:00:00 +0000", "", text, ""]).joined(separator: "\n")
}
