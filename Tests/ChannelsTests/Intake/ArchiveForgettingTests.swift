import Accounts
import Contacts
import Events
import Foundation
import Knowledge
import Outbox
import Primitives
import Search
import Storage
import StorageTesting
import Testing
import Tickets

@testable import Channels

@Suite("What is to be forgotten")
struct ArchiveForgettingTests {
    private static let secret = "hunter2secret"
    private static let sentence = "My password is hunter2secret, please help me in"

    @Test("words are in no byte of the desk's files after a redaction: database, log, blobs")
    func words() async throws {
        try await with { desk, folder in
            let ticket = try await everywhere(desk)
            #expect(try await !bytes(Self.secret, in: folder).isEmpty)
            try await desk.desk.redact(.words("Hunter2Secret"), on: ticket, as: desk.agent)
            try await settle(desk)
            let left = try await bytes(Self.secret, in: folder)
            #expect(left == [])
            let raws = try await desk.log()
            #expect(raws.contains { $0.outcome == .bounce && $0.ticket == ticket })
        }
    }

    @Test("a message goes with what quotes it, whoever holds it")
    func message() async throws {
        try await with { desk, folder in
            let first = try await desk.arrive(mail(id: "1@a", [], Self.sentence))
            let ticket = try #require(first.ticket)
            try await desk.arrive(mail(id: "2@a", ["In-Reply-To: <1@a>"], "And?\n\nOn Monday you wrote:\n> My password is hunter2secret,\n> please help me in"))
            try await solve(ticket, desk)
            try await desk.desk.redact(.message(try #require(first.message)), on: ticket, as: desk.agent)
            try await settle(desk)
            #expect(try await bytes(Self.secret, in: folder) == [])
            #expect(try await desk.messages(ticket).last?.text == "And?")
        }
    }

    @Test("a file goes wherever on the ticket it came, with the mails that brought it")
    func file() async throws {
        try await with { desk, folder in
            let large = String(repeating: "\(Self.secret) and more of it\r\n", count: 4000)
            let first = try await desk.arrive(withFile(large, id: "1@a")), ticket = try #require(first.ticket)
            try await desk.arrive(withFile(large, id: "2@a", answering: "1@a"))
            let file = try #require(
                try await desk.read { tx, department in
                    try MessageStore(tx, department: department).attachments(of: [first.message?.rawValue ?? 0]).first
                })
            try await desk.desk.redact(.attachment(file.id), on: ticket, as: desk.agent)
            try await settle(desk)
            #expect(try await bytes(Self.secret, in: folder) == [])
            #expect(try await desk.messages(ticket).map(\.text) == ["See the file.", "See the file."])
        }
    }

    @Test("a person is in no byte of the mails that touched no ticket once they were erased")
    func untold() async throws {
        try await with { desk, folder in
            let first = try await desk.arrive(mail(id: "1@a"))
            let away = try await desk.arrive(mail(subject: "Out of office", id: "2@a", ["Auto-Submitted: auto-replied"], "I am away."))
            #expect(away.ticket == nil && away.outcome == .automatic)
            let ana = try await desk.ticket(first).requester
            try await desk.desk.erase(ana, as: .system(desk.department.id))
            try await settle(desk)
            #expect(try await bytes("ana@example.org", in: folder) == [])
            #expect(try await desk.log().contains { $0.id == away.id && $0.sender == nil })
        }
    }

    @Test("emptying the bin leaves nothing but a number")
    func bin() async throws {
        try await with { desk, folder in
            let ticket = try await everywhere(desk, isSolved: false)
            try await desk.desk.bin(ticket, as: desk.agent)
            desk.time.advance(by: .days(31))
            #expect(try await desk.desk.purgeBinned() == 1)
            try await settle(desk)
            let left = try await bytes(Self.secret, in: folder)
            #expect(left == [])
            // The rows stay: the same mail coming again is no new ticket.
            #expect(try await desk.log().filter { $0.ticket == ticket }.count == 4)
        }
    }

    @Test("what was never asked for takes the files along only a day after nobody names them; a mail's bytes stay")
    func sweep() async throws {
        try await with { desk, _ in
            let taken = try await desk.arrive(mail(id: "1@a", [], "Hello"))
            let named = OutboxSchema.blobs + TicketSchema.blobs + ChannelSchema.blobs
            for _ in 1...2 {
                desk.time.advance(by: .days(2))
                try await BlobSweep(desk.db, desk.desk.blobs, namedBy: named, clock: desk.time.clock).run()
            }
            let left = try await desk.read { tx, department in try desk.desk.blobs.read(taken.hash, department: department.rawValue, tx) }
            #expect(left != nil)
        }
    }

    private func with(_ body: (MailDesk, TestFolder) async throws -> Void) async throws {
        try await TestFolder.with { folder in
            let desk = try await MailDesk(folder, "support@desk.example", [:])
            do { try await body(desk, folder) } catch {
                await desk.db.close()
                throw error
            }
            await desk.db.close()
        }
    }

    /// The secret in mails, files, an answer that bounced, a note, a draft, an escalation, a solution and the question log.
    /// - Parameter isSolved: with what stays when the ticket goes: what was learnt, what was asked, why an address refused
    private func everywhere(_ desk: MailDesk, isSolved: Bool = true) async throws -> ID<Ticket> {
        let large = String(repeating: "\(Self.secret) and more of it\r\n", count: 4000)
        let first = try await desk.arrive(withFile(large, id: "hunter2secret@a", "My password is hunter2secret, help"))
        let ticket = try #require(first.ticket)
        try await desk.arrive(mail(subject: "Re: hunter2secret", id: "2@a", ["In-Reply-To: <hunter2secret@a>"], "> hunter2secret\n\nwell?"))
        let answer = try await desk.reply("Your hunter2secret is fine.", on: ticket, to: ["ana@example.org"])
        try await compose(answer, desk)
        try await desk.arrive(bounce(of: desk.identity.messageID(of: answer), because: isSolved ? Self.secret : "no such user"), from: "")
        try await desk.arrive(mail(id: "3@a", ["In-Reply-To: <2@a>", "Auto-Submitted: auto-replied"], "Away. You wrote: hunter2secret"))
        _ = try await desk.desk.note(ticket, as: desk.agent, text: "she said hunter2secret")
        let draft = Draft(kind: .note, text: "hunter2secret?", fields: ["to": "hunter2secret"], seen: .first, changed: desk.desk.now())
        try await desk.desk.save(draft, on: ticket, as: desk.agent)
        try await desk.desk.escalate(ticket, seen: version(ticket, desk), as: desk.agent, reason: "hunter2secret", findings: "hunter2secret")
        if isSolved { try await solve(ticket, desk) }
        return ticket
    }

    private func solve(_ ticket: ID<Ticket>, _ desk: MailDesk) async throws {
        let text = ArticleText(title: "\(Self.sentence)", problem: Self.sentence, steps: "Forget it: \(Self.sentence)")
        try await desk.desk.solve(ticket, seen: version(ticket, desk), as: desk.agent, with: .new(text, language: .en))
        var asked = AskedAndAnswered(Self.sentence, .phone)
        (asked.ticket, asked.answer) = (ticket, Self.sentence)
        try await QuestionLog(db: desk.db, ids: desk.desk.ids, clock: desk.time.clock).record(asked, as: desk.agent)
    }

    private func version(_ ticket: ID<Ticket>, _ desk: MailDesk) async throws -> Version {
        try #require(try await desk.read { tx, department in try TicketStore(tx, department: department).find(ticket)?.version })
    }

    /// The bytes of an answer as they are kept when it leaves.
    private func compose(_ answer: ID<Message>, _ desk: MailDesk) async throws {
        let parcel = try #require(try await desk.outbox().first { $0.owner == answer.rawValue })
        let blob = try await desk.desk.blobs.prepare(try await desk.letter(parcel).bytes), now = desk.desk.now()
        try await desk.write { tx, department in
            try blob.keep(department: department.rawValue, at: now, tx)
            try OutboxStore(tx).markSending(parcel.id, content: blob.hash)
        }
    }

    /// What runs in the background of a desk that serves.
    private func settle(_ desk: MailDesk) async throws {
        try await EventReading(desk.db, [ArchiveForgetting(blobs: desk.desk.blobs, keyring: desk.desk.keyring)], EventPositioning(desk.db)).catchUp()
        // Files written just now stay for ten minutes.
        desk.time.advance(by: .days(3650))
        let forgetting = Forgetting(db: desk.db, blobs: desk.desk.blobs, clock: desk.time.clock)
        for _ in 1...20 where try await !forgetting.step() {}
        #expect(try await forgetting.step())
    }

    /// The files that hold a text. Asked of another program, as closing a file in this one gives up the database's locks.
    private func bytes(_ text: String, in folder: TestFolder) async throws -> [String] {
        let grep = Process(), pipe = Pipe()
        grep.executableURL = URL(fileURLWithPath: "/bin/grep")
        grep.arguments = ["-rliaF", text, folder.url.path]
        grep.standardOutput = pipe
        try grep.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        grep.waitUntilExit()
        return String(decoding: output, as: UTF8.self).split(separator: "\n").map(String.init)
    }

    private func withFile(_ content: String, id: String, answering: String? = nil, _ text: String = "See the file.") -> String {
        let headers = ["MIME-Version: 1.0", "Content-Type: multipart/mixed; boundary=cut"] + (answering.map { ["In-Reply-To: <\($0)>"] } ?? [])
        return mail(
            id: id, headers,
            "--cut\nContent-Type: text/plain\n\n\(text)\n--cut\nContent-Type: text/plain; name=log.txt\nContent-Disposition: attachment; filename=log.txt\n\n\(content)\n--cut--")
    }

    private func bounce(of id: String, because reason: String) -> String {
        """
        From: MAILER-DAEMON@mx.example.net
        To: support@desk.example
        Subject: Undelivered Mail Returned to Sender
        Message-ID: <report@mx.example.net>
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b
        Content-Type: text/plain

        Sorry.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.net

        Final-Recipient: rfc822; ana@example.org
        Action: failed
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 \(reason)

        --b
        Content-Type: message/rfc822

        Message-ID: <\(id)>
        Subject: Re: Shoes

        Your hunter2secret is fine.
        --b--
        """
    }
}
