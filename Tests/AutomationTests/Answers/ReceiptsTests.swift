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
import Testing
import Tickets

@testable import Automation

/// A desk that customers write to, on a clock that the test moves.
private final class AnsweringDesk: Sendable {
    static let migrations =
        StorageSchema.migrations + EventSchema.migrations + JobSchema.migrations + OutboxSchema.migrations + SearchSchema.migrations
        + CustomisationSchema.migrations + AccountSchema.migrations + ContactSchema.migrations + KnowledgeSchema.migrations
        + TicketSchema.migrations + AutomationSchema.migrations

    let db: Database
    let time = HandClock(Instant("2026-11-22T09:00:00Z")!)
    let desk: Desk
    let settings: Settings
    let reading: EventReading
    let department: ID<Department>

    static func with(_ file: [String: String] = [:], caps: AnswerCaps = AnswerCaps(), _ body: (AnsweringDesk) async throws -> Void) async throws {
        try await TestFolder.with { folder in
            let desk = try await AnsweringDesk(folder, file, caps)
            do { try await body(desk) } catch {
                await desk.db.close()
                throw error
            }
            await desk.db.close()
        }
    }

    init(_ folder: TestFolder, _ file: [String: String], _ caps: AnswerCaps) async throws {
        db = try await TestEngine.current.open(in: folder, Self.migrations)
        let clock = time.clock, ids = IDMaker(node: 1, clock: clock)
        let master = try MasterKey.load(folder["master.key"], randomness: .system)
        let keyring = try await Keyring.load(db, master: master, randomness: .system, clock: clock)
        let desk = Desk(
            db: db, blobs: BlobStore(folder: folder.url.appending(path: "blobs")), keyring: keyring, ids: ids, clock: clock,
            randomness: .system)
        self.desk = desk
        let department = Department(id: ids.next(), name: "Loja", prefix: "LBT", language: .pt, zone: "UTC")
        self.department = department.id
        let now = clock.now()
        try await db.write { tx in
            try DepartmentStore(tx).create(department, at: now)
            _ = try desk.seed(department.id, names: ["1", "2", "3"], tx)
        }
        settings = try await Settings(db, master: master, rules: SettingRule.customisation, file: file, ids: ids, clock: clock)
        reading = EventReading(db, [Receipts(desk: desk, settings: settings, caps: caps, link: { _, _, _ in nil })], EventPositioning(db))
    }

    /// Somebody asks; the receipts that went out since.
    @discardableResult
    func ask(
        _ address: String, _ subject: String = "Shoes", channel: ChannelName = .form, language: Language? = .es, isProven: Bool = false,
        isAutomatic: Bool = false
    ) async throws -> [Message] {
        let before = Set(try await sent().map(\.id))
        try await open(address, subject, channel, language, isProven, isAutomatic)
        try await reading.catchUp()
        return try await sent().filter { !before.contains($0.id) }
    }

    func open(
        _ address: String, _ subject: String, _ channel: ChannelName = .form, _ language: Language? = nil, _ isProven: Bool = false,
        _ isAutomatic: Bool = false
    ) async throws {
        time.advance(by: .milliseconds(10))
        let now = time.clock.now(), department = department, desk = desk
        try await db.write { tx in
            let contact = try ContactStore(tx, department: department).find(.email, address) ?? {
                let new = Contact(id: desk.ids.next(), department: department, name: "Win \(subject) now")
                try ContactStore(tx, department: department).insert(new, at: now)
                try IdentityStore(tx, department: department).add(desk.ids.next(), .email, address, to: new.id, at: now)
                return new
            }()
            var message = NewMessage(.incoming, channel, by: .contact(contact.id), text: "About \(subject)")
            message.fromAddress = address
            message.isAutomatic = isAutomatic
            message.why = isProven ? [Notice("why.senderProven", .told, ["host": "mx"])] : []
            var new = NewTicket(subject: subject, requester: contact.id, channel: channel, message: message)
            new.language = language
            _ = try desk.open(new, as: .system(department), at: now, tx)
        }
    }

    func sent() async throws -> [Message] {
        let department = department
        return try await db.read { tx in
            try OutboxStore(tx).list(department: department, before: nil, most: 1000).compactMap {
                try MessageStore(tx, department: department).find(ID($0.owner))
            }
        }
    }
}

@Suite("A receipt")
struct ReceiptsTests {
    @Test("tells the number, in the ticket's language, else in the department's")
    func language() async throws {
        try await AnsweringDesk.with { desk in
            let spanish = try #require(try await desk.ask("ana@example.org").first)
            #expect(spanish.text.contains("LBT-1001") && spanish.language == .es && spanish.text.contains("solicitud"))
            let other = try #require(try await desk.ask("hans@example.org", language: nil).first)
            #expect(other.language == .pt)
        }
    }

    @Test("repeats nothing of an unchecked sender: not the subject, not the text, not the name")
    func repeatsNothing() async throws {
        try await AnsweringDesk.with(["receipt.text.es": "{{number}} {{subject}}"]) { desk in
            let receipt = try #require(try await desk.ask("ana@example.org", "Viagra").first)
            let said = receipt.subject + receipt.text + receipt.recipients.all.map(\.name).joined()
            #expect(!said.contains("Viagra") && said.contains("LBT-1001"))
        }
    }

    @Test("goes once a day to an address that anybody may have typed, ten times to one that was checked")
    func perAddress() async throws {
        try await AnsweringDesk.with { desk in
            #expect(try await desk.ask("ana@example.org").count == 1)
            #expect(try await desk.ask("Ana+2@Example.org").isEmpty)
            desk.time.advance(by: .hours(25))
            #expect(try await desk.ask("ana@example.org").count == 1)
            var proven = 0
            for _ in 0..<15 { proven += try await desk.ask("bea@example.org", channel: .email, isProven: true).count }
            #expect(proven == 10)
        }
    }

    @Test("stays away where the ticket was opened hours ago")
    func late() async throws {
        try await AnsweringDesk.with { desk in
            try await desk.open("ana@example.org", "Long ago")
            desk.time.advance(by: .hours(5))
            try await desk.reading.catchUp()
            #expect(try await desk.sent().isEmpty)
        }
    }

    @Test("goes out once when ten thousand forms name one victim, however they write the address")
    func flood() async throws {
        try await AnsweringDesk.with { desk in
            for number in 0..<10_000 {
                let address = ["victim@gmail.com", "vic.tim@gmail.com", "victim+\(number)@gmail.com", "VICTIM@googlemail.com"][number % 4]
                try await desk.open(address, "Form \(number)")
            }
            try await desk.reading.catchUp()
            #expect(try await desk.sent().count == 1)
        }
    }

    @Test("stops for a whole desk when too many go out in an hour, and tells the log once")
    func breaker() async throws {
        var caps = AnswerCaps()
        caps.perHour = 5
        try await AnsweringDesk.with(caps: caps) { desk in
            for number in 0..<20 { try await desk.ask("a\(number)@example.org") }
            #expect(try await desk.sent().count == 5)
            try await desk.db.givePositions()
            let halts = try await desk.db.read { tx in try EventStore(tx).after(0, most: 10_000).filter { $0.kind == .answersHalted } }
            #expect(halts.count == 1)
            desk.time.advance(by: .hours(2))
            #expect(try await desk.ask("late@example.org").count == 1)
        }
    }

    @Test("never answers machines, our own addresses or those that nobody reads", arguments: [
        "no-reply@shop.example", "MAILER-DAEMON@mx.example", "support@desk.example", "support+1.abc@desk.example", "broken", "x@invalid",
    ])
    func unanswerable(_ address: String) async throws {
        try await AnsweringDesk.with { desk in
            try await desk.settings.change(
                Setting.mailAddresses.rule, to: "support@desk.example", at: .department(desk.department), department: desk.department, by: .system)
            #expect(try await desk.ask(address).isEmpty)
            #expect(try await desk.ask("ana@example.org", channel: .email, isAutomatic: true).isEmpty)
        }
    }

    @Test("is given once however often the log is read")
    func once() async throws {
        try await AnsweringDesk.with { desk in
            try await desk.ask("ana@example.org")
            try await desk.db.givePositions()
            let event = try #require(try await desk.db.read { tx in try EventStore(tx).after(0, most: 100).first { $0.kind == .ticketOpened } })
            let receipts = Receipts(desk: desk.desk, settings: desk.settings, link: { _, _, _ in nil })
            try await desk.db.write { tx in try receipts.read(event, tx) }
            #expect(try await desk.sent().count == 1)
        }
    }

    @Test("uses an admin's words, as they are, and the built-in ones where those cannot be read")
    func ownWords() async throws {
        try await AnsweringDesk.with(["receipt.text.es": "Hola & {{number}} <{{desk}}>", "receipt.text.en": "{{#broken}} {{number}}"]) { desk in
            let own = try await desk.ask("ana@example.org").first, builtIn = try await desk.ask("bob@example.org", language: .en).first
            #expect(own?.text == "Hola & LBT-1001 <Loja>")
            #expect(builtIn?.text.contains("LBT-1002") == true)
        }
    }
}

@Suite("One mailbox")
struct MailboxTests {
    @Test("is one however its address is written", arguments: [
        ("Ana.Pop+17@Gmail.com", "anapop@gmail.com"), ("anapop@googlemail.com", "anapop@gmail.com"), ("a.b+x@firm.example", "a.b@firm.example"),
        ("+@x", "+@x"), ("", "@"),
    ])
    func folds(_ address: String, _ mailbox: String) {
        #expect(AnswerRequest.mailbox(of: address) == mailbox)
    }
}
