import Accounts
import Channels
import Contacts
import Customisation
import Foundation
import Gate
import HTTPTypes
import HummingbirdTesting
import Languages
import Outbox
import Primitives
import Storage
import Testing
import Tickets

@testable import Web

/// What goes wrong at the desk is said in the reader's words, and nothing typed is lost.
@Suite struct BadInputTests {
    @Test("a wrong password is said in the reader's language, and the address stays", arguments: Language.allCases)
    func password(language: Language) async throws {
        try await TestHouse.open { house in
            let browser = house.stranger(), tongue: HTTPFields = [.acceptLanguage: language.rawValue]
            try await browser.get("/sign-in", tongue)
            let page = try await browser.send("/sign-in", ["email": "root@ribera.example", "password": "nope"], tongue)
            #expect(page.status == .unprocessableContent && page.says("account.wrongSignIn", language))
            #expect(page.html.contains("value=\"root@ribera.example\"") && !page.html.contains("nope"))
        }
    }

    @Test("a link that is over leads to a calm page with the way on, whatever it was for", arguments: Language.allCases)
    func expired(language: Language) async throws {
        try await TestHouse.open { house in
            let browser = house.stranger(), tongue: HTTPFields = [.acceptLanguage: language.rawValue]
            try await browser.get("/sign-in/forgotten", tongue)
            try await browser.send("/sign-in/forgotten", ["email": house.boss.email], tongue)
            let letter = try #require(try await house.letters().first)
            let reset = String(try #require(letter.text.firstMatch(of: /https:\/\/help\.example(\/reset\/\S+)/)).1)
            try await browser.get("/help", tongue)
            let guest = try #require(
                try await browser.send("/help", ["text": "When?", "email": "ana@popescu.example"], tongue).headers[.location])
            house.time.advance(by: .days(800))
            for path in [reset, guest, "/s/\(String(repeating: "a", count: 32))"] {
                let page = try await browser.get(path, tongue)
                #expect(page.status == .gone && page.says("sign.expired.title", language), "\(path)")
                #expect(page.html.contains("class=\"btn\" href="))
            }
        }
    }

    @Test("whoever may not is told so, and nothing is done", arguments: Language.allCases)
    func forbidden(language: Language) async throws {
        try await TestHouse.open { house in
            let ticket = try await ticket(house), agent = try await agent(house)
            _ = try await agent.send("/profile/language", ["language": language.rawValue])
            for answer in [
                try await agent.get("/settings"), try await agent.send("/tickets/\(ticket.number)/delete"),
                try await agent.send("/settings/teams", ["name": "Mine", "tier": "1"]),
            ] {
                #expect(answer.status == .forbidden && answer.says("policy.forbidden", language))
            }
            #expect(try await now(ticket, house).binned == nil)
        }
    }

    @Test("too large a file is named, and the question around it stays", arguments: Language.allCases)
    func largeFile(language: Language) async throws {
        try await TestHouse.open { house in
            let browser = house.stranger()
            try await browser.get("/help")
            try await browser.send("/help/language", ["language": language.rawValue])
            let fields = ["text": "The shoe\nis <b>broken</b>", "email": "ana@popescu.example", "subject": "See the picture"]
            let file = (name: "shoe.png", type: "image/png", text: String(repeating: "x", count: 100_001))
            let page = try await browser.send("/help", fields, file: file)
            #expect(page.status == .unprocessableContent)
            #expect(page.says("gate.fileTooLarge", language, ["name": "shoe.png", "limit": "97 kB"]))
            #expect(page.html.contains("The shoe\nis &lt;b&gt;broken") && page.html.contains("value=\"See the picture\""))
            #expect(try await house.tickets().isEmpty)
        }
    }

    @Test("an agent's reply and note, and a customer's answer, survive too large a file")
    func largeFileOnTicket() async throws {
        try await TestHouse.open { house in
            let ticket = try await ticket(house), agent = try await house.office(), guest = house.stranger()
            let file = (name: "log.txt", type: "text/plain", text: String(repeating: "x", count: 100_001))
            try await agent.get("/tickets/\(ticket.number)")
            let reply = ["text": "Half an hour of words", "to": "ana@popescu.example", "seen": "1"]
            let answered = try await agent.send("/tickets/\(ticket.number)/replies", reply, file: file)
            let noted = try await agent.send("/tickets/\(ticket.number)/notes", ["text": "Half an hour of words"], file: file)
            for page in [answered, noted] {
                #expect(page.status == .unprocessableContent && page.html.contains("log.txt is too large"))
                #expect(page.html.contains("Half an hour of words"))
            }
            try await guest.get("/help")
            let path = try #require(
                try await guest.send("/help", ["text": "When?", "email": "bea@popescu.example"]).headers[.location])
            try await guest.get(path)
            let said = try await guest.send(path, ["text": "Half an hour of words"], file: file)
            #expect(said.status == .unprocessableContent && said.html.contains("log.txt is too large") && said.html.contains("Half an hour of words"))
            #expect(try await house.messages(of: ticket).count == 1)
        }
    }

    @Test("a text that is too long comes back whole", arguments: ["/help", "/r"])
    func tooLong(place: String) async throws {
        try await TestHouse.open { house in
            let browser = house.stranger()
            try await browser.get("/help")
            var path = "/help"
            if place == "/r" {
                path = try #require(try await browser.send("/help", ["text": "When?", "email": "a@b.example"]).headers[.location])
                try await browser.get(path)
            }
            let text = "begin " + String(repeating: "long ", count: 11_000) + "end of it"
            let page = try await browser.send(path, ["text": text, "email": "a@b.example"])
            #expect(page.status == .unprocessableContent && page.html.contains("end of it") && page.html.contains("begin "))
        }
    }

    @Test("a reply or note without a text comes back with its recipients", arguments: Language.allCases)
    func noText(language: Language) async throws {
        try await TestHouse.open { house in
            let ticket = try await ticket(house), agent = try await house.office()
            _ = try await agent.send("/profile/language", ["language": language.rawValue])
            let reply = try await agent.send("/tickets/\(ticket.number)/replies", ["text": " \n", "to": "eva@else.example", "seen": "1"])
            let note = try await agent.send("/tickets/\(ticket.number)/notes", ["text": ""])
            #expect(reply.status == .unprocessableContent && reply.says("ticket.textMissing", language) && reply.html.contains("eva@else.example"))
            #expect(note.status == .unprocessableContent && note.says("ticket.textMissing", language))
        }
    }

    @Test("of two agents at once the second is told what changed, keeps what they typed, and may go on", arguments: Language.allCases)
    func atOnce(language: Language) async throws {
        try await TestHouse.open { house in
            let ticket = try await ticket(house), agent = try await house.office()
            _ = try await agent.send("/profile/language", ["language": language.rawValue])
            var properties = Properties()
            properties.priority = .urgent
            try await house.desktop.desk.set(properties, on: ticket.id, seen: ticket.version, as: house.system)
            let (path, seen) = ("/tickets/\(ticket.number)", "\(ticket.version.number)")
            let typed: [(String, [String: String])] = [
                ("solve", ["how": "fresh", "problem": "A long problem", "steps": "Typed for an hour", "seen": seen]),
                ("escalate", ["to": house.queues[1].id.text, "reason": "Typed for an hour", "findings": "A long problem", "seen": seen]),
                ("replies", ["text": "Typed for an hour", "to": "ana@popescu.example", "seen": seen]),
                ("properties", ["subject": "Typed for an hour", "seen": seen]),
            ]
            for (step, fields) in typed {
                let page = try await agent.send("\(path)/\(step)", fields)
                #expect(page.status == .unprocessableContent || page.status == .conflict, "\(step)")
                #expect(page.html.contains("Typed for an hour"), "\(step)")
                #expect(page.says("ticket.changedMeanwhile", language, ["number": ticket.number.text]), "\(step)")
                #expect(page.html.contains("name=\"seen\" value=\"\(ticket.version.next.number)\""), "\(step)")
            }
            #expect(try await house.messages(of: ticket).count == 1)
            let again = typed[0].1.merging(["seen": "\(ticket.version.next.number)"]) { $1 }
            #expect(try await agent.send("\(path)/solve", again).status == .seeOther)
        }
    }

    @Test("an answer that came back says so at the message, with the other side's words", arguments: Language.allCases)
    func bounced(language: Language) async throws {
        try await TestHouse.open { house in
            let ticket = try await ticket(house), agent = try await house.office(), id = house.shop.id, now = house.time.clock.now()
            _ = try await agent.send("/profile/language", ["language": language.rawValue])
            let boss = try #require(try await house.desktop.doorkeeper.standing(of: house.boss.id)?.access(in: id))
            let people = Recipients(to: [.init(address: "ana@popescu.example")])
            let answer = try await house.desktop.desk.reply(
                ticket.id, seen: ticket.version, as: boss, Reply(text: "In autumn.", recipients: people, hold: .zero))
            try await house.desktop.db.write { tx in
                let parcel = try #require(try OutboxStore(tx).find(owner: answer.rawValue, department: id).last)
                try OutboxStore(tx).markFailed(parcel.id, words: "550 5.1.1 <no> such user", at: now)
            }
            let page = try await agent.get("/tickets/\(ticket.number)")
            #expect(page.says("ticketpage.delivery.failed", language) && page.html.contains("550 5.1.1 &lt;no&gt; such user"))
        }
    }

    // MARK: -

    private func ticket(_ house: TestHouse) async throws -> Ticket {
        let contacts = ContactDesk(db: house.desktop.db, ids: house.ids, clock: house.time.clock)
        let ana = try await contacts.create(name: "Ana", .email, "ana@popescu.example", as: house.system)
        var new = NewTicket(subject: "Shoes", requester: ana.id, channel: .email)
        new.message = NewMessage(.incoming, .email, by: .contact(ana.id), text: "When?")
        return try await house.desktop.desk.open(new, as: house.system).ticket
    }

    private func now(_ ticket: Ticket, _ house: TestHouse) async throws -> Ticket {
        try #require(try await house.tickets().first { $0.id == ticket.id })
    }

    /// A browser in which somebody without special rights is signed in.
    private func agent(_ house: TestHouse) async throws -> Browser {
        let boss = try await house.office(), id = house.shop.id
        let role = try #require(try await house.desktop.db.read { tx in try RoleStore(tx).all(in: id).first { $0.builtIn == .agent } })
        let team = try #require(try await house.desktop.db.read { tx in try TeamStore(tx).all(in: id).first })
        let page = try await boss.send(
            "/settings/agents", ["name": "Inês", "email": "ines@ribera.example", "role": role.id.text, "team": team.id.text]).html
        let path = String(try #require(page.firstMatch(of: /(\/invite\/[\w-]+)/)).1), browser = house.stranger()
        try await browser.get(path)
        try await browser.send(path, ["password": "one sentence of hers", "again": "one sentence of hers"])
        try await browser.get("/profile")
        return browser
    }
}

extension TestResponse {
    /// Whether a text of ours stands in it, as people read it.
    fileprivate func says(_ key: String, _ language: Language, _ values: [String: String] = [:]) -> Bool {
        let text = Words(language)(key, values)
        return html.contains(text) || html.contains(text.replacing("&", with: "&amp;").replacing("'", with: "&#39;").replacing("\"", with: "&quot;"))
    }
}
