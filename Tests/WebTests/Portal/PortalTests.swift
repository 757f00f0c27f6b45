import Accounts
import Contacts
import Customisation
import Foundation
import HTTPTypes
import HummingbirdTesting
import Knowledge
import Languages
import Outbox
import Primitives
import Storage
import Testing
import Tickets
@testable import Web


@Suite struct PortalTests {
    private let question = ["text": "When is size 42 back?\nI wait.", "email": "ana@popescu.example", "name": "Ana", "subject": "Running shoes"]

    @Test("a stranger asks without signing in, sees the number at once, and follows by a private link")
    func asks() async throws {
        try await TestHouse.open { house in
            let browser = house.stranger()
            #expect(try await browser.get("/help").status == .ok)
            let answer = try await browser.send("/help", question)
            let path = try #require(answer.headers[.location])
            #expect(answer.status == .seeOther && path.hasPrefix("/r/"))
            let page = try await browser.follow(answer)
            let ticket = try #require(try await house.tickets().first)
            #expect(page.html.contains(ticket.number.text) && page.html.contains("Running shoes") && page.html.contains("When is size 42 back?"))
            #expect(page.html.contains("We have received it"))
            #expect(ticket.channel == .form && ticket.queue == house.queues[0].id)
            // Another browser with the link sees the same; one with a guessed link nothing.
            #expect(try await house.stranger().get(path).status == .ok)
            #expect(try await house.stranger().get(path + "x").status == .gone)
        }
    }

    @Test("a form without a text or with no address comes back with everything typed", arguments: Language.allCases)
    func refused(language: Language) async throws {
        try await TestHouse.open { house in
            let browser = house.stranger()
            let tongue: HTTPFields = [.acceptLanguage: language.rawValue]
            _ = try await browser.get("/help", tongue)
            let page = try await browser.send("/help", ["text": " \n ", "email": "ana@", "name": "Ana \"A\"", "subject": "<b>Shoes"], tongue)
            #expect(page.status == .unprocessableContent)
            #expect(page.html.contains("value=\"ana@\"") && page.html.contains("value=\"Ana &quot;A&quot;\"") && page.html.contains("&lt;b&gt;Shoes"))
            #expect(page.html.contains(Words(language)("portal.textMissing").replacing("'", with: "&#39;")) && page.html.contains("lang=\"\(language.rawValue)\""))
            #expect(try await house.tickets().isEmpty)
        }
    }

    @Test("what a stranger writes does nothing but be read", arguments: [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "javascript:alert(1)", "</textarea><svg onload=alert(1)>",
        "{{7*7}} ${7*7}", "'; DROP TABLE ticket; --", "\u{202E}gnp.exe", "=cmd|' /C calc'!A0",
    ])
    func hostile(text: String) async throws {
        try await TestHouse.open { house in
            let browser = house.stranger()
            _ = try await browser.get("/help")
            let answer = try await browser.send("/help", ["text": text, "email": "x@y.example", "name": text, "subject": text])
            let page = try await browser.follow(answer).html
            #expect(!page.contains("<script>alert") && !page.contains("<img src=x") && !page.contains("<svg onload") && !page.contains("href=\"javascript"))
            #expect(try await house.tickets().count == 1)
        }
    }

    @Test("nobody learns from the form whose address is known, nor of other tickets")
    func silent() async throws {
        try await TestHouse.open { house in
            let id = house.shop.id
            _ = try await ContactDesk(db: house.desktop.db, ids: house.ids, clock: house.time.clock).create(
                name: "Ana Secret Popescu", .email, "ana@popescu.example", as: house.system)
            let (one, other) = (house.stranger(), house.stranger())
            var pages: [String] = []
            for (browser, email) in [(one, "ana@popescu.example"), (other, "new@nobody.example")] {
                _ = try await browser.get("/help")
                let answer = try await browser.send("/help", question.merging(["email": email]) { $1 })
                pages.append(try await browser.follow(answer).html.replacing(/LBT-\d+|[\w-]{32}|id="m-\w+"/, with: "·"))
            }
            #expect(!pages[0].contains("Secret"))
            #expect(pages[0].count == pages[1].count)
            let tickets = try await house.tickets()
            let known = try await house.desktop.db.read { tx in try ContactStore(tx, department: id).find(.email, "ana@popescu.example") }
            #expect(tickets[0].requester == known?.id && tickets[1].requester != known?.id)
        }
    }

    @Test("the asker sees what was said between them and us: no notes, nothing held, nothing from others unchecked")
    func publicOnly() async throws {
        try await TestHouse.open { house in
            let browser = house.stranger(), desk = house.desktop.desk
            _ = try await browser.get("/help")
            let path = try #require(try await browser.send("/help", question).headers[.location])
            let ticket = try #require(try await house.tickets().first)
            let access = try #require(try await access(house))
            _ = try await desk.note(ticket.id, as: access, text: "NOTE-INSIDE: the size is gone")
            let ana = Recipients(to: [.init(address: "ana@popescu.example")])
            let now = try await self.now(ticket, house)
            _ = try await desk.reply(ticket.id, seen: now.version, as: access, Reply(text: "ANSWER-SENT", recipients: ana, hold: .zero))
            let seen = try await self.now(ticket, house).version
            _ = try await desk.reply(ticket.id, seen: seen, as: access, Reply(text: "ANSWER-HELD", recipients: ana, hold: .seconds(60)))
            let after = try await self.now(ticket, house).version
            let maker = Recipients(to: [.init(address: "maker@factory.example")])
            _ = try await desk.reply(ticket.id, seen: after, as: access, Reply(text: "TO-THE-MAKER", recipients: maker, hold: .zero))
            try await say("UNVERIFIED-WORDS", isVerified: false, on: ticket, house)
            let page = try await browser.get(path).html
            #expect(page.contains("ANSWER-SENT") && page.contains("We are waiting for your answer"))
            for secret in ["NOTE-INSIDE", "ANSWER-HELD", "TO-THE-MAKER", "UNVERIFIED-WORDS", "maker@factory"] { #expect(!page.contains(secret), "\(secret)") }
        }
    }

    @Test("an answer from the page wakes the ticket; solved and open again by the asker; closed begins a new one")
    func talks() async throws {
        try await TestHouse.open { house in
            let browser = house.stranger()
            _ = try await browser.get("/help")
            let path = try #require(try await browser.send("/help", question).headers[.location])
            _ = try await browser.get(path)
            #expect(try await browser.send(path, ["text": " "]).status == .unprocessableContent)
            #expect(try await browser.send(path, ["text": "It is autumn."]).headers[.location] == path)
            let ticket = try #require(try await house.tickets().first)
            #expect(try await house.messages(of: ticket).map(\.text) == ["When is size 42 back?\nI wait.", "It is autumn."])
            _ = try await browser.send("\(path)/solved")
            #expect(try await now(ticket, house).state == .solved)
            #expect(try await browser.get(path).html.contains("\(path)/open"))
            _ = try await browser.send("\(path)/open")
            #expect(try await now(ticket, house).state == .open)
            _ = try await browser.send("\(path)/solved")
            house.time.advance(by: .days(8))
            try await house.desktop.desk.closeSolved(afterDays: { _, _ in 7 })
            let next = try await browser.send(path, ["text": "Again."])
            let newPath = try #require(next.headers[.location])
            #expect(newPath.hasPrefix("/r/") && newPath != path)
            #expect(try await house.tickets().count == 2)
        }
    }

    @Test("a file goes with the question, and comes back as a file whatever it says it is")
    func files() async throws {
        try await TestHouse.open { house in
            let browser = house.stranger()
            _ = try await browser.get("/help")
            let file = (name: "s\"hoe<>.html", type: "text/html", text: "<script>alert(1)</script>")
            let answer = try await browser.send("/help", question, file: file)
            let page = try await browser.follow(answer).html
            let link = String(try #require(page.firstMatch(of: /href="(\/r\/[^"]+\/files\/\d+)"/)).1)
            let saved = try await browser.get(link)
            #expect(saved.headers[.contentType] == "application/octet-stream")
            #expect(saved.headers[.contentDisposition]?.hasPrefix("attachment") == true && saved.html == file.text)
            #expect(saved.headers[.xContentTypeOptions] == "nosniff")
            let other = house.stranger()
            _ = try await other.get("/help")
            let foreign = try #require(try await other.send("/help", question).headers[.location])
            let id = try #require(link.split(separator: "/").last)
            #expect(try await other.get("\(foreign)/files/\(id)").status == .notFound)
        }
    }

    @Test("a customer signs in by a mailed link and sees their requests alone")
    func signsIn() async throws {
        try await TestHouse.open { house in
            let stranger = house.stranger()
            for email in ["ana@popescu.example", "bob@else.example"] {
                _ = try await stranger.get("/help")
                _ = try await stranger.send("/help", question.merging(["email": email, "subject": "Of \(email)"]) { $1 })
            }
            let browser = house.stranger()
            #expect(try await browser.get("/help/requests").headers[.location]?.hasPrefix("/help/sign-in") == true)
            _ = try await browser.get("/help/sign-in")
            let ghost = try await browser.send("/help/sign-in", ["email": "who@else.example"])
            #expect(ghost.status == .ok)
            #expect(try await house.letters().isEmpty)
            _ = try await browser.send("/help/sign-in", ["email": "ANA@popescu.example"])
            let letter = try #require(try await house.letters().first)
            #expect(letter.address == "ana@popescu.example")
            let path = String(try #require(letter.text.firstMatch(of: /https:\/\/help\.example(\/s\/\S+)/)).1)
            _ = try await browser.get(path)
            let list = try await browser.follow(try await browser.send(path)).html
            #expect(list.contains("Of ana@popescu.example") && !list.contains("Of bob@else.example"))
            let tickets = try await house.tickets()
            #expect(try await browser.get("/help/requests/\(tickets[0].number)").status == .ok)
            #expect(try await browser.get("/help/requests/\(tickets[1].number)").status == .notFound)
            #expect(try await browser.send("/help/requests/\(tickets[1].number)", ["text": "let me in"]).status == .notFound)
            let known = try await browser.get("/help").html
            #expect(!known.contains("name=\"email\"") && known.contains("Of ana@popescu.example"))
        }
    }

    @Test("a customer who turns out to be another, or is forgotten, is signed in no longer", arguments: [true, false])
    func signedOut(isMerged: Bool) async throws {
        try await TestHouse.open { house in
            let contacts = ContactDesk(db: house.desktop.db, ids: house.ids, clock: house.time.clock)
            let ana = try await contacts.create(name: "Ana", .email, "ana@popescu.example", as: house.system)
            let other = try await contacts.create(name: "Anita", .email, "anita@popescu.example", as: house.system)
            let browser = house.stranger(), late = house.stranger()
            let link = try await house.desktop.accounts.demoLink(for: .contact(ana.id.rawValue, house.shop.id), name: "ana")
            try await browser.get("/s/\(link)")
            #expect(try await browser.get("/help/requests").status == .ok)
            if isMerged {
                try await contacts.merge(ana.id, seen: ana.version, into: other.id, seen: other.version, as: house.system)
            } else {
                try await house.desktop.desk.erase(ana.id, as: house.system)
            }
            #expect(try await browser.get("/help/requests").status == .seeOther)
            #expect(try await late.get("/s/\(link)").status == .gone)
        }
    }

    @Test("answers appear for what is typed: published ones only, at addresses nobody can count through")
    func answers() async throws {
        try await TestHouse.open { house in
            _ = try await house.publish("Returning worn running shoes", "Thirty days, with the order number in the box.")
            let hidden = try await house.publish("Returning shoes for members", "Ask your club.", for: .customers)
            let browser = house.stranger()
            let found = try await browser.get("/help/answers?q=returning+running+shoes").html
            #expect(found.contains("Thirty days") && !found.contains("Ask your club") && !found.contains("<html"))
            let page = try await browser.get("/help/questions").html
            #expect(page.contains("Returning worn running shoes") && !page.contains("members"))
            let path = String(try #require(page.firstMatch(of: /href="(\/help\/questions\/[^"]+)"/)).1)
            #expect(try await browser.get(path).html.contains("Thirty days"))
            #expect(try await browser.get("/help/questions/\(hidden.id)").status == .notFound)
            let name = String(hidden.id.rawValue, radix: 36)
            #expect(try await browser.get("/help/questions/\(name).\(path.split(separator: ".")[1])").status == .notFound)
            let helped = try await browser.send("\(path)/helped", ["text": "Can I return them?"])
            #expect(helped.headers[.location] == path)
            let looked = try await browser.send("/help", question.merging(["text": "returning my shoes", "look": "1"]) { $1 })
            #expect(looked.status == .ok && looked.html.contains("Thirty days") && looked.html.contains("returning my shoes"))
            #expect(try await house.tickets().isEmpty)
        }
    }

    @Test("every reader chooses a language, and it stays")
    func language() async throws {
        try await TestHouse.open { house in
            let browser = house.stranger()
            _ = try await browser.get("/help/questions")
            let answer = try await browser.send("/help/language", ["language": "ro"], [.referer: "http://localhost/help/questions?q=a"])
            #expect(answer.headers[.location] == "/help/questions?q=a")
            #expect(try await browser.get("/help").html.contains("<html lang=\"ro\""))
            let away = try await browser.send("/help/language", ["language": "es"], [.referer: "http://evil.example//evil"])
            #expect(away.headers[.location] == "/help")
        }
    }

    @Test("a desk whose pages for customers are off has none, but keeps its private links")
    func off() async throws {
        try await TestHouse.open { house in
            let browser = house.stranger()
            _ = try await browser.get("/help")
            let path = try #require(try await browser.send("/help", question).headers[.location])
            try await house.desktop.settings.change(.portalOn, to: false, at: .department(house.shop.id), as: house.system)
            #expect(try await browser.get("/help").status == .notFound)
            #expect(try await browser.get(path).status == .ok)
        }
    }
}

extension PortalTests {
    private func now(_ ticket: Ticket, _ house: TestHouse) async throws -> Ticket {
        try #require(try await house.tickets().first { $0.id == ticket.id })
    }

    private func access(_ house: TestHouse) async throws -> Access? {
        try await house.desktop.doorkeeper.standing(of: house.boss.id)?.access(in: house.shop.id)
    }

    private func say(_ text: String, isVerified: Bool, on ticket: Ticket, _ house: TestHouse) async throws {
        let id = house.shop.id, desk = house.desktop.desk
        try await house.desktop.db.write { tx in
            guard let current = try TicketStore(tx, department: id).find(ticket.id) else { return }
            var message = NewMessage(.incoming, .email, by: .contact(current.requester), text: text)
            message.isVerified = isVerified
            _ = try desk.receive(message, on: current, as: .system(id), at: desk.now(), tx)
        }
    }
}
