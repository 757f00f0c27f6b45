import Contacts
import Customisation
import Primitives
import Storage
import Testing
import Tickets

@testable import Channels

@Suite("A mail")
struct ThreadingTests {
    @Test("that nothing leads to opens a ticket of its sender")
    func opens() async throws {
        try await MailDesk.with { desk in
            let first = try await desk.arrive(mail(id: "1@a"))
            #expect(first.outcome == .ticket)
            #expect(first.why.map(\.key) == ["why.new"])
            let ticket = try await desk.ticket(first)
            #expect(ticket.subject == "Shoes" && ticket.state == .new && ticket.number.text == "LBT-1001")
            #expect(ticket.requester == (try await desk.contact("ana@example.org"))?.id)
        }
    }

    @Test("to the signed address joins its ticket, whoever sends it")
    func bySignedAddress() async throws {
        try await MailDesk.with { desk in
            let first = try await desk.arrive(mail(id: "1@a"))
            let address = desk.identity.replyAddress(of: try #require(first.ticket))
            let second = try await desk.arrive(mail(from: "bea@other.example", to: address, id: "2@b"), to: [address])
            #expect(second.outcome == .reply && second.ticket == first.ticket)
            #expect(try await desk.message(second).isVerified)
        }
    }

    @Test("that a service sends by itself to the signed address waits for an agent")
    func ticketTrick() async throws {
        try await MailDesk.with { desk in
            let first = try await desk.arrive(mail(id: "1@a"))
            let address = desk.identity.replyAddress(of: try #require(first.ticket))
            let code = try await desk.arrive(
                mail(from: "Chat <no-reply@chat.example>", to: address, subject: "Your code", id: "2@chat", [], "Your code is 1234."), to: [address])
            #expect(code.ticket == first.ticket)
            #expect(try await desk.message(code).isVerified == false)
        }
    }

    @Test("that answers a message of ours joins its ticket")
    func byOwnID() async throws {
        try await MailDesk.with { desk in
            let first = try await desk.arrive(mail(id: "1@a"))
            let answer = try await desk.reply("In autumn.", on: try #require(first.ticket), to: ["ana@example.org"])
            let own = desk.identity.messageID(of: answer)
            let second = try await desk.arrive(mail(subject: "Re: Shoes", id: "2@a", ["In-Reply-To: <\(own)>"], "Thank you, but which week is that?"))
            #expect(second.ticket == first.ticket && second.why.first?.key == "why.ownID")
            #expect(try await desk.message(second).isVerified)
            #expect(try await desk.ticket(second).state == .open)
        }
    }

    @Test("that shares an ancestor we never saw belongs to the same conversation")
    func byUnseenAncestor() async throws {
        try await MailDesk.with { desk in
            let first = try await desk.arrive(mail(id: "2@a", ["References: <unseen@a>"]))
            let second = try await desk.arrive(mail(id: "3@a", ["References: <unseen@a> <other@a>"]))
            #expect(second.ticket == first.ticket)
            let late = try await desk.arrive(mail(id: "unseen@a"))
            #expect(late.ticket == first.ticket && late.why.first?.key == "why.awaited")
        }
    }

    @Test("that names the person it answers before any id is threaded by them, as in mail readers, and nobody gets in by that")
    func namesPerson() async throws {
        try await MailDesk.with { desk in
            let words = "In-Reply-To: Message from \"Bea\" <bea@other.example> of \"Fri, 19 Jul 2002\""
            let first = try await desk.arrive(mail(to: "bea@other.example", subject: "Keys", id: "1@a", ["\(words) <x1@other.example>"]))
            let second = try await desk.arrive(
                mail(from: "carl@third.example", to: "bea@other.example", subject: "Copies", id: "2@c", ["\(words) <x2@other.example>"]))
            #expect(second.outcome == .reply && second.ticket == first.ticket)
            #expect(try await desk.messages(try #require(first.ticket)).last?.isVerified == false)
        }
    }

    @Test("with References goes where they lead, whoever stands in In-Reply-To")
    func referencesFirst() async throws {
        try await MailDesk.with { desk in
            let words = "In-Reply-To: Message from \"Bea\" <bea@other.example> of \"Fri, 19 Jul 2002\""
            let first = try await desk.arrive(mail(from: "carl@third.example", to: "bea@other.example", subject: "Copies", id: "1@c"))
            let keys = try await desk.arrive(mail(to: "bea@other.example", subject: "Keys", id: "1@a", [words]))
            let second = try await desk.arrive(
                mail(from: "carl@third.example", to: "bea@other.example", subject: "Re: Copies", id: "2@c", [words, "References: <1@c>"]))
            #expect(second.ticket == first.ticket && second.ticket != keys.ticket)
        }
    }

    @Test("that answers us by our id finds its ticket, whoever is named before it")
    func ownIDBehindPerson() async throws {
        try await MailDesk.with { desk in
            let first = try await desk.arrive(mail(id: "1@a"))
            let reply = try await desk.reply("Next week.", on: try #require(first.ticket), to: ["ana@example.org"])
            let own = desk.identity.messageID(of: reply)
            let second = try await desk.arrive(
                mail(subject: "Keys", id: "2@a", ["In-Reply-To: Message from Support <support@example.com> of \"Fri, 19 Jul 2002\" <\(own)>"]))
            #expect(second.ticket == first.ticket && second.why.first?.key == "why.ownID")
        }
    }

    @Test("by a stranger is seen by agents only until one lets them in, and its copies wait")
    func byStranger() async throws {
        try await MailDesk.with { desk in
            let first = try await desk.arrive(mail(id: "1@a"))
            let second = try await desk.arrive(mail(from: "eve@evil.example", id: "2@e", ["In-Reply-To: <1@a>", "Cc: mallory@evil.example"]))
            #expect(second.ticket == first.ticket && second.outcome == .reply)
            #expect(second.why.contains { $0.key == "why.unverified" })
            #expect(try await desk.message(second).isVerified == false)
            #expect(try await desk.participants(try #require(first.ticket)).contains { $0.isAccepted } == false)
        }
    }

    @Test("of the requester brings in whom they copy, never our addresses nor those nobody reads")
    func copies() async throws {
        try await MailDesk.with { desk in
            let first = try await desk.arrive(
                mail(to: "support@desk.example, Bea <bea@firm.example>", id: "1@a", ["Cc: no-reply@shop.example, SUPPORT+x@desk.example, ion2@firm.example"]))
            let people = try await desk.participants(try #require(first.ticket))
            let names = [try await desk.contact("bea@firm.example")?.id, try await desk.contact("ion2@firm.example")?.id]
            #expect(people.map(\.contact) == names.compactMap(\.self) && people.allSatisfy(\.isAccepted))
            let bea = try await desk.arrive(mail(from: "bea@firm.example", id: "2@f", ["In-Reply-To: <1@a>"]))
            #expect(try await desk.message(bea).isVerified)
        }
    }

    @Test("of the requester's firm is let in once a trusted server checked its sender")
    func byColleague() async throws {
        try await MailDesk.with(["mail.trustedHosts": "mx.desk.example"]) { desk in
            try await desk.arrive(mail(from: "ana@firm.example", id: "1@f"))
            let check = "Authentication-Results: mx.desk.example; dmarc=pass header.from=firm.example"
            let plain = try await desk.arrive(mail(from: "bea@firm.example", id: "2@f", ["In-Reply-To: <1@f>"]))
            let checked = try await desk.arrive(mail(from: "carl@firm.example", id: "3@f", ["In-Reply-To: <1@f>", check]))
            #expect(try await desk.message(plain).isVerified == false)
            #expect(try await desk.message(checked).isVerified)
            #expect(checked.why.map(\.key) == ["why.foreignID", "why.senderProven", "why.colleague"])
        }
    }

    @Test("of a public mail provider makes nobody a colleague")
    func publicDomain() async throws {
        try await MailDesk.with(["mail.trustedHosts": "mx.desk.example"]) { desk in
            try await desk.arrive(mail(from: "ana@gmail.com", id: "1@g"))
            let check = "Authentication-Results: mx.desk.example; dmarc=pass header.from=gmail.com"
            let other = try await desk.arrive(mail(from: "eve@gmail.com", id: "2@g", ["In-Reply-To: <1@g>", check]))
            #expect(try await desk.message(other).isVerified == false)
        }
    }

    @Test("with a number in its subject joins that ticket only if its sender belongs there")
    func byNumber() async throws {
        try await MailDesk.with { desk in
            let first = try await desk.arrive(mail(id: "1@a"))
            let own = try await desk.arrive(mail(subject: "About LBT-1001", id: "2@a"))
            let other = try await desk.arrive(mail(from: "eve@evil.example", subject: "Re: [LBT-1001] Shoes", id: "3@e"))
            #expect(own.ticket == first.ticket && own.outcome == .reply)
            #expect(other.outcome == .ticket && other.ticket != first.ticket)
            let id = try #require(other.ticket)
            let links = try await desk.read { tx, department in try LinkStore(tx, department: department).of(id) }
            #expect(links.map(\.kind) == [.claims] && links.first?.other == first.ticket)
        }
    }

    @Test("that drifts to another subject and quotes nothing is marked as a new request")
    func drifts() async throws {
        try await MailDesk.with { desk in
            try await desk.arrive(mail(subject: "Zapatos", id: "1@a"))
            let same = try await desk.arrive(mail(subject: "RV: RES: zapatos", id: "2@a", ["In-Reply-To: <1@a>"], "¿Y para correr?"))
            let drifted = try await desk.arrive(mail(subject: "My invoice", id: "3@a", ["In-Reply-To: <1@a>"], "Please send my invoice again."))
            #expect(try await desk.message(same).mark == nil)
            #expect(try await desk.message(drifted).mark == .newRequest && drifted.outcome == .reply)
        }
    }

    @Test("reopens a solved ticket, unless it only thanks")
    func reopens() async throws {
        try await MailDesk.with { desk in
            let first = try await desk.arrive(mail(id: "1@a"))
            try await desk.set(.solved, on: try #require(first.ticket))
            let thanks = try await desk.arrive(mail(subject: "Re: Shoes", id: "2@a", ["In-Reply-To: <1@a>"], "Thank you very much!"))
            #expect(try await desk.message(thanks).mark == .thanks)
            #expect(try await desk.ticket(thanks).state == .solved)
            let again = try await desk.arrive(mail(subject: "Re: Shoes", id: "3@a", ["In-Reply-To: <1@a>"], "They do not fit after all."))
            #expect(try await desk.ticket(again).state == .open)
        }
    }

    @Test("to a closed ticket opens a follow-up; thanks and automatic answers do not")
    func followsUp() async throws {
        try await MailDesk.with { desk in
            let first = try await desk.arrive(mail(id: "1@a"))
            let ticket = try #require(first.ticket)
            try await desk.set(.closed, on: ticket)
            let thanks = try await desk.arrive(mail(subject: "Re: Shoes", id: "2@a", ["In-Reply-To: <1@a>"], "Thanks!"))
            let away = try await desk.arrive(
                mail(subject: "Out of office", id: "3@a", ["In-Reply-To: <1@a>", "Auto-Submitted: auto-replied"], "I am away."))
            #expect(thanks.ticket == ticket && thanks.outcome == .reply)
            #expect(away.ticket == ticket && away.outcome == .automatic)
            #expect(try await desk.ticket(first).state == .closed)
            let more = try await desk.arrive(mail(subject: "Re: Shoes", id: "4@a", ["In-Reply-To: <1@a>"], "Now the left one is torn."))
            #expect(more.outcome == .ticket && more.ticket != ticket && more.why.contains { $0.key == "why.closed" })
            // What follows belongs to the follow-up, though it names the old ones too.
            let next = try await desk.arrive(mail(subject: "Re: Shoes", id: "5@a", ["References: <1@a> <4@a>"], "And the sole."))
            #expect(next.ticket == more.ticket)
        }
    }

    @Test("to a merged ticket is told in the survivor")
    func merged() async throws {
        try await MailDesk.with { desk in
            let first = try await desk.arrive(mail(id: "1@a")), second = try await desk.arrive(mail(subject: "Shoes again", id: "2@a"))
            let loser = try await desk.ticket(second), survivor = try await desk.ticket(first)
            try await desk.desk.merge(loser.id, seen: loser.version, into: survivor.number, as: desk.agent)
            let third = try await desk.arrive(mail(id: "3@a", ["In-Reply-To: <2@a>"]))
            #expect(third.ticket == survivor.id && third.why.map(\.key).contains("why.merged"))
            #expect(try await desk.message(third).isVerified)
        }
    }

    @Test("that came before, by another way, is the same message")
    func seenBefore() async throws {
        try await MailDesk.with { desk in
            let first = try await desk.arrive(mail(id: "1@a"))
            let again = try await desk.arrive("Received: by other; now\n" + mail(id: "1@a"))
            #expect(again.ticket == first.ticket && again.outcome == .ticket && again.why.map(\.key) == ["why.seenBefore"])
            #expect(try await desk.messages(try #require(first.ticket)).count == 1)
            let noID = try await desk.arrive(mail(subject: "No id")), noIDAgain = try await desk.arrive("X-Trace: 1\n" + mail(subject: "No id"))
            #expect(noIDAgain.ticket == noID.ticket)
        }
    }

    @Test("that carries the id of another over other words is a new one, marked")
    func collides() async throws {
        try await MailDesk.with { desk in
            let first = try await desk.arrive(mail(id: "1@a"))
            let other = try await desk.arrive(mail(from: "bob@b.example", subject: "Boots", id: "1@a", [], "Something else entirely."))
            #expect(other.outcome == .ticket && other.ticket != first.ticket)
            #expect(try await desk.message(other).mark == .idCollision)
        }
    }

    @Test("that an agent forwards opens a ticket of the customer within")
    func forwarded() async throws {
        try await MailDesk.with { desk in
            let inner = """
                Please look at this.

                ---------- Forwarded message ---------
                From: Carla Ruiz <carla@kunde.example>
                Date: Sat, 21 Nov 2026 at 10:00
                Subject: Broken zip
                To: Ion <ion@desk.example>

                The zip of my jacket is broken.
                """
            let taken = try await desk.arrive(mail(from: "ion@desk.example", subject: "Fwd: Broken zip", id: "9@d", [], inner))
            let ticket = try await desk.ticket(taken)
            #expect(ticket.requester == (try await desk.contact("carla@kunde.example"))?.id && ticket.subject == "Broken zip")
            #expect(try await desk.message(taken).text.contains("The zip of my jacket"))
        }
    }

    @Test("of an agent becomes a note: nobody proved that it is theirs")
    func agentByMail() async throws {
        try await MailDesk.with { desk in
            let first = try await desk.arrive(mail(id: "1@a"))
            let text = mail(from: "ion@desk.example", subject: "Re: Shoes", id: "2@d", ["In-Reply-To: <1@a>"], "Tell her autumn.")
            let noted = try await desk.arrive(text)
            let ticket = try #require(first.ticket)
            #expect(noted.outcome == .reply && noted.ticket == ticket && noted.why.last?.key == "why.agentByMail")
            #expect(try await desk.messages(ticket).count == 1)
            try await desk.arrive("Received: by other; now\n" + text)
            #expect(try await desk.read { tx, department in try MessageStore(tx, department: department).notes(of: ticket, most: 9) }.count == 1)
        }
    }

    @Test("of ours that comes back is dropped, and the log names both addresses")
    func ourOwn() async throws {
        try await MailDesk.with { desk in
            let first = try await desk.arrive(mail(id: "1@a"))
            let answer = try await desk.reply("In autumn.", on: try #require(first.ticket), to: ["ana@example.org"])
            let back = try await desk.arrive(mail(from: "support@desk.example", to: "loop@example.org", id: desk.identity.messageID(of: answer)), to: ["loop@example.org"])
            #expect(back.outcome == .ignored)
            #expect(back.why.first?.values == ["from": "support@desk.example", "to": "loop@example.org"])
            let marked = try await desk.arrive(mail(id: "7@x", ["X-Amparo-Loop: \(desk.identity.loopMark)"]))
            #expect(marked.outcome == .ignored)
            let forged = try await desk.arrive(mail(id: "8@x", ["X-Amparo-Loop: 1aaaaaaaaaaaaaaaaaaaa"]))
            #expect(forged.outcome == .ticket)
        }
    }

    @Test("that is none is a ticket with the bytes attached")
    func unreadable() async throws {
        try await MailDesk.with { desk in
            let taken = try await desk.arrive((0..<3000).map { _ in UInt8.random(in: 0...255) }, from: "x@example.org")
            #expect(taken.outcome == .ticket)
            let id = try #require(taken.message)
            let files = try await desk.read { tx, department in try MessageStore(tx, department: department).attachments(of: [id.rawValue]) }
            #expect(files.contains { $0.name == "original.eml" && $0.hash == taken.hash })
        }
    }
}
