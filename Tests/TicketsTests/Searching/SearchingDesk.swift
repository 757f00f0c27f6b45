import Accounts
import Contacts
import Customisation
import Events
import Foundation
import Jobs
import Knowledge
import Outbox
import Primitives
import Storage
import StorageTesting

@testable import Search
@testable import Tickets

/// A desk with three tiers, two agents of tier 1, one of tier 2 and a lead, in a database of its own.
final class SearchingDesk: Sendable {
    static let migrations =
        StorageSchema.migrations + EventSchema.migrations + JobSchema.migrations + OutboxSchema.migrations + SearchSchema.migrations
        + CustomisationSchema.migrations + AccountSchema.migrations + ContactSchema.migrations + KnowledgeSchema.migrations
        + TicketSchema.migrations

    let folder: TestFolder
    let db: Database
    let time = HandClock()
    let ids: IDMaker
    let desk: Desk
    let contacts: ContactDesk
    let knowledge: KnowledgeDesk
    let questions: QuestionLog
    let department: Department
    let teams: [Team]
    let queues: [Queue]
    let ana: Access
    let ion: Access
    let second: Access
    let lead: Access

    static func with(_ body: (SearchingDesk) async throws -> Void) async throws {
        try await TestFolder.with { folder in
            let desk = try await SearchingDesk(folder)
            do { try await body(desk) } catch {
                await desk.db.close()
                throw error
            }
            await desk.db.close()
        }
    }

    init(_ folder: TestFolder) async throws {
        self.folder = folder
        db = try await TestEngine.current.open(in: folder, Self.migrations)
        let clock = time.clock, ids = IDMaker(node: 1, clock: clock)
        self.ids = ids
        let master = try MasterKey.load(folder["master.key"], randomness: .system)
        let keyring = try await Keyring.load(db, master: master, randomness: .system, clock: clock)
        let desk = Desk(
            db: db, blobs: BlobStore(folder: folder.url.appending(path: "blobs")), keyring: keyring, ids: ids, clock: clock,
            randomness: .system)
        self.desk = desk
        contacts = ContactDesk(db: db, ids: ids, clock: clock)
        knowledge = KnowledgeDesk(db: db, ids: ids, clock: clock)
        questions = QuestionLog(db: db, ids: ids, clock: clock)
        let department = Department(id: ids.next(), name: "Shop", prefix: "LBT", language: .es, zone: "Europe/Madrid")
        self.department = department
        let now = clock.now()
        (teams, queues) = try await db.write { tx in
            try DepartmentStore(tx).create(department, at: now)
            let teams = try desk.seed(department.id, names: ["Atención", "Técnicos", "Especialistas"], tx)
            return (teams, try QueueStore(tx, department: department.id).all())
        }
        ana = try await Self.hire("Ana", .agent, teams[0], desk, department)
        ion = try await Self.hire("Ion", .agent, teams[0], desk, department)
        second = try await Self.hire("Bea", .agent, teams[1], desk, department)
        lead = try await Self.hire("Lea", .lead, teams[0], desk, department)
    }

    private static func hire(
        _ name: String, _ role: Role.BuiltIn, _ team: Team, _ desk: Desk, _ department: Department
    ) async throws -> Access {
        let contact = Contact(id: desk.ids.next(), department: department.id, name: name)
        let agent = Agent(
            id: desk.ids.next(), name: name, email: "\(name.lowercased())@desk.example", contact: contact.id.rawValue)
        let now = desk.now()
        try await desk.db.write { tx in
            try ContactStore(tx, department: department.id).insert(contact, at: now)
            try AgentStore(tx).create(agent, password: nil, at: now)
            try TeamStore(tx).join(agent.id, team.id)
        }
        return Access(
            actor: .agent(agent.id), department: department.id, contact: contact.id.rawValue, teams: [team.id], grants: role.grants)
    }

    /// A contact with an address.
    func customer(_ name: String, _ address: String? = nil) async throws -> ID<Contact> {
        try await contacts.create(name: name, .email, address ?? "\(IndexText.words(of: name).replacing(" ", with: "."))@kunde.example", as: ana).id
    }

    /// A ticket as a customer's mail opens it.
    func ticket(
        _ subject: String, _ text: String = "", from contact: ID<Contact>, language: Language? = nil, tags: [String] = [], queue: Int = 0
    ) async throws -> Ticket {
        var message = NewMessage(.incoming, .email, by: .contact(contact), text: text)
        message.language = language
        var new = NewTicket(subject: subject, requester: contact, channel: .email, message: text.isEmpty ? nil : message)
        new.language = language
        new.tags = tags.compactMap { Tag($0) }
        new.queue = queues[queue].id
        time.advance(by: .seconds(1))
        return try await desk.open(new, as: .system(department.id)).ticket
    }

    /// What an agent finds.
    func hits(_ text: String, as access: Access? = nil, in scope: SearchScope = .everything, most: Int = 50) async throws -> [SearchHit] {
        try await results(text, as: access, in: scope, most: most).page.rows
    }

    func results(
        _ text: String, as access: Access? = nil, in scope: SearchScope = .everything, after key: String? = nil, most: Int = 50
    ) async throws -> SearchResults {
        let query = try SearchQuery.parse(text, filters: TicketFilters.names), access = access ?? ana, now = time.clock.now()
        return try await db.read { tx in
            try TicketSearch(tx, for: access, at: now).search(query, in: scope, language: .es, after: key, most: most)
        }
    }

    /// The numbers of the tickets an agent finds, in order.
    func numbers(_ text: String, as access: Access? = nil) async throws -> [TicketNumber] {
        try await hits(text, as: access).compactMap { $0.ticket?.number }
    }

    /// The ticket as it is now.
    func current(_ ticket: Ticket) async throws -> Ticket {
        let department = department.id
        return try await db.read { tx in try TicketStore(tx, department: department).find(ticket.id) ?? ticket }
    }

    /// Adds what waits to the full text, as enough documents would.
    func fold() async throws {
        let department = department.id
        try await db.write { tx in try SearchStore(tx, department: department).fold() }
    }
}
