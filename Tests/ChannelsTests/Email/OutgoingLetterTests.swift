import Contacts
import Events
import Mail
import Outbox
import Primitives
import Testing
import Tickets

@testable import Channels

@Suite("An answer as it leaves")
struct OutgoingLetterTests {
    private func parsed(_ letter: OutgoingLetter) -> MailMessage { MailParser().parse(letter.bytes) }

    @Test("answers the customer's mail, names the chain, and comes back to the ticket")
    func headers() async throws {
        try await MailDesk.with { desk in
            let first = try await desk.arrive(mail(id: "1@a", ["Reply-To: ana@example.org"]))
            let ticket = try #require(first.ticket)
            let one = try await desk.reply("In autumn.", on: ticket, to: ["ana@example.org"])
            try await desk.arrive(mail(subject: "Re: Shoes", id: "2@a", ["In-Reply-To: <1@a>"], "Which week?"))
            // A stranger's words are nothing the customer's program knows.
            try await desk.arrive(mail(from: "eve@evil.example", subject: "Re: Shoes", id: "3@e", ["In-Reply-To: <1@a>"], "Me too."))
            let two = try await desk.reply("Week 40.", on: ticket, to: ["ana@example.org"])
            let sent = parsed(try await desk.letter(try #require(try await desk.outbox().last)))
            #expect(sent.messageID == desk.identity.messageID(of: two))
            #expect(sent.inReplyTo == ["2@a"])
            #expect(sent.references == ["1@a", desk.identity.messageID(of: one), "3@e", "2@a"])
            #expect(sent.subject == "Re: Shoes [LBT-1001]" && sent.headers["Thread-Topic"] == "Shoes")
            #expect(sent.from.first?.address == "support@desk.example" && sent.from.first?.name == "Ion (Shop)")
            #expect(sent.replyTo.first.map { desk.identity.ticket(ofReplyAddress: $0.address) } == ticket)
            #expect(sent.headers["Auto-Submitted"] == nil && sent.headers[MailIdentity.loopHeader] == nil)
            #expect(sent.headers["Content-Type"]?.hasPrefix("multipart/alternative") == true)
        }
    }

    @Test("cannot be given a header of its own by a subject or name", arguments: [
        "Shoes\u{2028}Bcc: eve@evil.example", "Shoes =?utf-8?q?=0D=0ABcc:_eve@evil.example?=", "Shoes\u{0085}Bcc: x@evil.example",
    ])
    func hostileSubject(_ subject: String) async throws {
        try await MailDesk.with { desk in
            let first = try await desk.arrive(mail(from: "=?utf-8?q?Ana=0D=0ABcc:_x@evil.example?= <ana@example.org>", subject: subject, id: "1@a"))
            _ = try await desk.reply("Hello.", on: try #require(first.ticket), to: ["ana@example.org"])
            let letter = try await desk.letter(try #require(try await desk.outbox().last))
            #expect(parsed(letter).headers["Bcc"] == nil && letter.recipients == ["ana@example.org"])
        }
    }

    @Test("never goes to our own addresses nor where mail did not arrive")
    func nobody() async throws {
        try await MailDesk.with { desk in
            let first = try await desk.arrive(mail(id: "1@a"))
            let ticket = try #require(first.ticket)
            _ = try await desk.reply("Hi", on: ticket, to: ["Support+tag@desk.example", "ana@example.org", "ANA@example.org"])
            let parcel = try #require(try await desk.outbox().last)
            #expect(try await desk.letter(parcel).recipients == ["ana@example.org"])
            try await desk.write { tx, department in
                try IdentityStore(tx, department: department).suppress(.email, "ana@example.org", why: "gone", at: Instant(microseconds: 1))
            }
            await #expect(throws: OutgoingLetterError.nobodyLeft) { try await desk.letter(parcel) }
        }
    }

    @Test("by a machine says so, repeats nothing of an unchecked sender and has no return path")
    func receipt() async throws {
        try await MailDesk.with { desk in
            try await desk.arrive(mail(from: "Buy Pills Now <victim@example.org>", subject: "Cheap pills", id: "1@a"))
            try await desk.reading.catchUp()
            let letter = try await desk.letter(try #require(try await desk.outbox().last))
            let sent = parsed(letter)
            #expect(letter.sender.isEmpty && letter.recipients == ["victim@example.org"])
            #expect(sent.headers["Auto-Submitted"] == "auto-replied")
            #expect(sent.headers.all(MailIdentity.loopHeader).contains(where: desk.identity.isLoopMark))
            #expect(!String(decoding: letter.bytes, as: UTF8.self).lowercased().contains("pills"))
            #expect(sent.subject.contains("LBT-1001"))
        }
    }
}
