import Accounts
import Contacts
import Foundation
import Outbox
import Primitives
import Search
import Storage
import StorageTesting
import Testing

@testable import Tickets

@Suite("Redaction")
struct RedactionTests {
    @Test("a removed password is in no column, file or blob of the database any more")
    func passwordIsGone() async throws {
        try await TestDesk.with { desk in
            let lead = try await desk.agent("Lea", .lead), customer = try await desk.customer("Carla")
            let ticket = try await everywhere("hunter2secret", desk, lead, customer)
            try await desk.desk.redact(.words("Hunter2Secret"), on: ticket.id, as: lead)
            let left = try await desk.messages(of: ticket).map(\.text)
            #expect(left.first { $0.hasPrefix("My") } == "My password is \(Desk.redactionMark), help")
            let isLeft = try await isInFile("hunter2secret", desk)
            #expect(!isLeft)
        }
    }

    @Test(
        "however the words are written",
        arguments: [
            ("hunter2 secret", "it is HUNTER2 Secret now", "it is █████ now"),
            ("hunter2secret", "it is hunter2\u{AD}secret now", "it is █████ now"),
            ("contraseña", "mi CONTRASEN\u{303}A es", "mi █████ es"),
            ("contrasena", "mi contraseña es", "mi █████ es"),
            ("ﬁne words", "such fine\n> words", "such █████"),
            ("4111 1111 1111 1111", "card 4111111111111111.", "card █████."),
            ("한국", "\u{1112}\u{1161}\u{11AB}\u{1100}\u{116E}\u{11A8} x", "█████ x"),
            ("🔑🔑", "key 🔑🔑!", "key █████!"), ("!!", "no!!", "no█████"),
        ])
    func spellings(words: String, text: String, covered: String) {
        #expect(Wording(words)?.covered(text, with: Desk.redactionMark) == covered)
    }

    @Test("words that markup parts or entities hide go from the formatted body, which is shown as its text")
    func markup() async throws {
        try await TestDesk.with { desk in
            let lead = try await desk.agent("Lea", .lead), customer = try await desk.customer("Carla")
            let ticket = try await desk.open(from: customer)
            try await desk.write("see above", on: ticket, from: customer) { $0.html = "<p>pass<b>word</b>&#49;&#50;</p>" }
            try await desk.desk.redact(.words("password12"), on: ticket.id, as: lead)
            #expect(try await desk.messages(of: ticket).last?.html == nil)
        }
    }

    @Test(
        "a raw source that holds the words in an encoding of mail goes whole",
        arguments: ["=68unter2=\r\nsecret", "aHVudGVyMnNl\r\nY3JldA==", "Subject: =?utf-8?B?aHVudGVyMnNlY3JldA==?="])
    func encodedSource(source: String) async throws {
        try await TestDesk.with { desk in
            let lead = try await desk.agent("Lea", .lead), customer = try await desk.customer("Carla")
            let ticket = try await desk.open("hunter2secret", from: customer)
            let hash = try await keep(Array("From: a\r\n\r\n\(source)\r\n".utf8), desk)
            try await desk.write("plain", on: ticket, from: customer) { $0.raw = hash }
            try await desk.desk.redact(.words("hunter2secret"), on: ticket.id, as: lead)
            let department = desk.department.id.rawValue
            #expect(try await desk.db.read { tx in try desk.desk.blobs.read(hash, department: department, tx) } == nil)
        }
    }

    @Test("a message that is removed takes its source, files and place in lists with it")
    func message() async throws {
        try await TestDesk.with { desk in
            let lead = try await desk.agent("Lea", .lead), customer = try await desk.customer("Carla")
            let ticket = try await desk.open(from: customer)
            let message = try await desk.write("hunter2secret", on: ticket, from: customer)
            try await desk.desk.redact(.message(message), on: ticket.id, as: lead)
            #expect(try await desk.now(ticket).snippet == Desk.redactionMark)
            #expect(try await desk.told(of: ticket).last == .ticketRedacted)
            let isLeft = try await isInFile("hunter2secret", desk)
            #expect(!isLeft)
        }
    }

    @Test("a file that another ticket has too is taken from this one only")
    func sharedFile() async throws {
        try await TestDesk.with { desk in
            let lead = try await desk.agent("Lea", .lead), customer = try await desk.customer("Carla")
            let blob = try await desk.desk.blobs.prepare(Array("picture".utf8))
            let file = NewAttachment(name: "a.png", type: "image/png", blob: blob)
            let one = try await desk.open(from: customer) { $0.message?.attachments = [file] }
            let two = try await desk.open(from: customer) { $0.message?.attachments = [file] }
            let owners = try await desk.messages(of: one).map(\.id.rawValue)
            let department = desk.department.id
            let attachment = try #require(
                try await desk.db.read { tx in try MessageStore(tx, department: department).attachments(of: owners).first })
            try await desk.desk.redact(.attachment(attachment.id), on: one.id, as: lead)
            let left = try await desk.db.read { tx in try desk.desk.blobs.read(blob.hash, department: department.rawValue, tx) }
            #expect(left != nil)
            #expect(try await desk.messages(of: two).count == 1)
        }
    }

    @Test("words that stand nowhere are refused, and nothing is written down")
    func notThere() async throws {
        try await TestDesk.with { desk in
            let lead = try await desk.agent("Lea", .lead), ticket = try await desk.open(from: desk.customer("Carla"))
            for words in ["nowhere", "", " \n "] {
                await #expect(throws: TicketError.wordNotFound) { try await desk.desk.redact(.words(words), on: ticket.id, as: lead) }
            }
            let department = desk.department.id
            #expect(try await desk.db.read { tx in try ErasureStore(tx, department: department).list(after: 0, most: 10) }.isEmpty)
        }
    }

    @Test("an agent who may not remove is refused")
    func forbidden() async throws {
        try await TestDesk.with { desk in
            let ana = try await desk.agent("Ana"), ticket = try await desk.open(from: desk.customer("Carla"))
            await #expect(throws: PolicyError.forbidden(.remove, .ticket)) {
                try await desk.desk.redact(.words("burns"), on: ticket.id, as: ana)
            }
        }
    }

    @Test("after a restored backup the list of erasures takes the words away again")
    func afterRestore() async throws {
        try await TestDesk.with { desk in
            let lead = try await desk.agent("Lea", .lead), customer = try await desk.customer("Carla")
            let ticket = try await desk.open("Help", "My password is hunter2secret, help", from: customer)
            try await desk.desk.redact(.words("hunter2secret"), on: ticket.id, as: lead)
            let department = desk.department.id
            let erasures = try await desk.db.read { tx in try ErasureStore(tx, department: department).list(after: 0, most: 10) }
            #expect(erasures.count == 1 && !"\(erasures)".contains("hunter2"))
            try await desk.db.write { tx in
                try tx.run("UPDATE message SET text = 'My password is hunter2secret, help'")
                try tx.run("DELETE FROM erasure")
            }
            try await desk.desk.apply(erasures)
            #expect(try await desk.messages(of: ticket).map(\.text) == ["My password is \(Desk.redactionMark), help"])
            #expect(try await desk.db.read { tx in try ErasureStore(tx, department: department).list(after: 0, most: 10) } == erasures)
        }
    }

    /// A ticket, and one merged into it, with the words in every place that holds words.
    private func everywhere(_ words: String, _ desk: TestDesk, _ lead: Access, _ customer: ID<Contact>) async throws -> Ticket {
        let source = try await keep(Array("Subject: x\r\n\r\n\(words)".utf8), desk)
        let text = try await desk.desk.blobs.prepare(Array("log with \(words) in it".utf8))
        let file = NewAttachment(name: "log.txt", type: "text/plain", blob: text)
        let named = NewAttachment(name: "\(words).png", type: "image/png", blob: try await desk.desk.blobs.prepare([1, 2, 3]))
        let merged = try await desk.open("About \(words)", words, from: customer) { $0.tags = [words, "vip"].compactMap { Tag($0) } }
        let ticket = try await desk.open("Help", "My password is \(words), help", from: customer) { new in
            new.message?.subject = "Re: \(words)"
            new.message?.quoted = "> \(words)"
            new.message?.html = "<p>\(words)</p>"
            new.message?.fromName = words
            new.message?.recipients = Recipients(to: [.init(name: words, address: "\(words)@desk.example")])
            new.message?.notices = [Notice("mail.odd", .told, ["name": words])]
            new.message?.messageID = "\(words)@kunde.example"
            new.message?.raw = source
            new.message?.attachments = [file, named]
        }
        var properties = Properties()
        properties.subject = "Old \(words)"
        try await desk.desk.set(properties, on: ticket.id, seen: desk.now(ticket).version, as: lead)
        properties.subject = "New"
        try await desk.desk.set(properties, on: ticket.id, seen: desk.now(ticket).version, as: lead)
        _ = try await desk.desk.note(ticket.id, as: lead, text: "he said \(words)")
        try await desk.desk.escalate(ticket.id, seen: desk.now(ticket).version, as: lead, reason: words, findings: words)
        let draft = Draft(kind: .reply, text: "is it \(words)?", fields: ["to": words], seen: .first, changed: desk.desk.now())
        try await desk.desk.save(draft, on: ticket.id, as: lead)
        let answer = try await desk.reply("Your \(words)", on: ticket, as: lead)
        let content = try await keep(Array("composed \(words)".utf8), desk)
        try await desk.db.write { tx in
            let parcel = try #require(try OutboxStore(tx).find(owner: answer.rawValue, department: desk.department.id).last)
            try tx.run("UPDATE outbox SET state = 'due' WHERE id = \(parcel.id)")
            try OutboxStore(tx).markSending(parcel.id, content: content)
        }
        try await desk.desk.merge(merged.id, seen: desk.now(merged).version, into: ticket.number, as: lead)
        return ticket
    }

    private func keep(_ bytes: [UInt8], _ desk: TestDesk) async throws -> [UInt8] {
        let blob = try await desk.desk.blobs.prepare(bytes), now = desk.desk.now(), department = desk.department.id.rawValue
        try await desk.db.write { tx in try blob.keep(department: department, at: now, tx) }
        return blob.hash
    }

    /// Whether the database's file still holds a text, once its index is purged and it is checkpointed and closed.
    private func isInFile(_ text: String, _ desk: TestDesk) async throws -> Bool {
        try await SearchPurge(desk.db).finish()
        return try await desk.folder.holds(text, desk.db)
    }
}
