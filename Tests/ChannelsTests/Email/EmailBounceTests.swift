import Contacts
import Outbox
import Primitives
import Testing
import Tickets

@testable import Channels

@Suite("A report of undelivered mail")
struct EmailBounceTests {
    private func report(_ id: String, recipient: String = "ana@example.org", status: String = "5.1.1", action: String = "failed") -> String {
        """
        From: MAILER-DAEMON@mx.example.net
        To: support@desk.example
        Subject: Undelivered Mail Returned to Sender
        Message-ID: <report-\(status)-\(recipient)@mx.example.net>
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status; boundary=b

        --b
        Content-Type: text/plain

        Sorry.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.example.net

        Final-Recipient: rfc822; \(recipient)
        Action: \(action)
        Status: \(status)
        Diagnostic-Code: smtp; 550 no such user

        --b
        Content-Type: text/rfc822-headers

        Message-ID: <\(id)>
        Subject: Re: Shoes
        --b--
        """
    }

    private func answered(_ desk: MailDesk) async throws -> (RawMail, ID<Message>) {
        let first = try await desk.arrive(mail(id: "1@a"))
        return (first, try await desk.reply("In autumn.", on: try #require(first.ticket), to: ["ana@example.org"]))
    }

    private func suppressed(_ address: String, _ desk: MailDesk) async throws -> Bool {
        try await desk.read { tx, department in try IdentityStore(tx, department: department).find(.email, address)?.suppressed != nil }
    }

    @Test("marks the message, stops writing to the address and opens no ticket")
    func permanent() async throws {
        try await MailDesk.with { desk in
            let (first, answer) = try await answered(desk)
            let taken = try await desk.arrive(report(desk.identity.messageID(of: answer)), from: "")
            #expect(taken.outcome == .bounce && taken.ticket == first.ticket)
            #expect(try await suppressed("ana@example.org", desk))
            let parcel = try #require(try await desk.outbox().last)
            #expect(parcel.state == .failed && parcel.words?.contains("5.1.1") == true)
            #expect(try await desk.messages(try #require(first.ticket)).count == 2)
        }
    }

    @Test("for now is noted and stops nothing")
    func temporary() async throws {
        try await MailDesk.with { desk in
            let (_, answer) = try await answered(desk)
            let taken = try await desk.arrive(report(desk.identity.messageID(of: answer), status: "4.2.2", action: "delayed"), from: "")
            #expect(taken.outcome == .bounce)
            #expect(try await suppressed("ana@example.org", desk) == false)
            let parcel = try #require(try await desk.outbox().last)
            #expect(parcel.state != .failed && parcel.words?.contains("4.2.2") == true)
        }
    }

    @Test("that names no id of ours stops nothing")
    func forged() async throws {
        try await MailDesk.with { desk in
            _ = try await answered(desk)
            let taken = try await desk.arrive(report("2s.1aaaaaaaaaaaaaaaaaaaa@desk.example"), from: "")
            #expect(taken.outcome == .bounce && taken.ticket == nil)
            #expect(try await suppressed("ana@example.org", desk) == false)
        }
    }

    @Test("cannot silence somebody the message did not go to")
    func otherAddress() async throws {
        try await MailDesk.with { desk in
            try await desk.arrive(mail(from: "bea@victim.example", id: "5@v"))
            let (_, answer) = try await answered(desk)
            try await desk.arrive(report(desk.identity.messageID(of: answer), recipient: "bea@victim.example"), from: "")
            #expect(try await suppressed("bea@victim.example", desk) == false)
        }
    }

    @Test("or an automatic answer is nobody's request", arguments: [
        "Auto-Submitted: auto-replied", "X-Autoreply: yes", "X-Autorespond: x", "Precedence: auto_reply", "X-FC-MachineGenerated: true",
    ])
    func automatic(_ header: String) async throws {
        try await MailDesk.with { desk in
            let taken = try await desk.arrive(mail(subject: "Away", id: "1@a", [header]))
            #expect(taken.outcome == .automatic && taken.ticket == nil)
            #expect(try await desk.outbox().isEmpty)
        }
    }
}
