import Accounts
import Contacts
import Foundation
import HTTPTypes
import HummingbirdTesting
import Outbox
import Primitives
import Storage
import Testing
import Tickets

@testable import Web

@Suite struct TicketPageTests {
    @Test("a ticket shows its talk, who asks, and what can be done")
    func shows() async throws {
        let shop = try await WorkspaceDesk()
        let ana = try await shop.contact("Ana Popescu", "ana@popescu.example")
        let other = try await shop.mail(from: ana, "Earlier question", "about laces")
        let ticket = try await shop.mail(from: ana, "Running shoes", "When do they come? <script>alert(1)</script>")
        let page = try await shop.get("/tickets/\(ticket.number)", as: shop.marc).page
        #expect(page.contains("<h1 id=\"subject\">Running shoes</h1>"))
        #expect(page.contains("When do they come? &lt;script&gt;"))
        #expect(page.contains("/tickets/\(ticket.number)/escalate") && page.contains("/tickets/\(ticket.number)/solve"))
        #expect(page.contains("/tickets/\(other.number)") && page.contains("Earlier question"))
        #expect(page.contains("Ana Popescu &lt;ana@popescu.example&gt;"), "the recipient is in sight")
        #expect(page.contains("data-live-ticket=\"\(ticket.number)\""))
        #expect(try page.firstMatch(of: Regex(#">(ticketpage|composer|history|lists)\.[a-z]"#)) == nil)
    }

    @Test("an id stands once on the page of a ticket")
    func ids() async throws {
        let shop = try await WorkspaceDesk()
        let ana = try await shop.contact("Ana Popescu", "ana@popescu.example")
        let ticket = try await shop.mail(from: ana, "Running shoes", "When?")
        let page = try await shop.get("/tickets/\(ticket.number)", as: shop.marc).page
        let ids = page.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
        #expect(ids.count == Set(ids).count, "\(ids.filter { id in ids.count { $0 == id } > 1 })")
        #expect(!page.contains(" style="))
    }

    @Test("a ticket of another team is as if it were not there, whatever is asked of it")
    func foreign() async throws {
        let shop = try await WorkspaceDesk()
        let ana = try await shop.contact("Ana Popescu", "ana@popescu.example")
        let ticket = try await shop.mail(from: ana, "Sole", "comes off", queue: 1)
        for path in ["", "/properties", "/messages/1/body", "/messages/1/source", "/files/1"] {
            #expect(try await shop.get("/tickets/\(ticket.number)\(path)", as: shop.marc).status == .notFound, "\(path)")
        }
        for path in ["/replies", "/notes", "/properties", "/assignee", "/messages/1/withdrawal", "/messages/1/acceptance", "/presence"] {
            let answer = try await shop.send("/tickets/\(ticket.number)\(path)", [("text", "x"), ("to", "a@b.example")], as: shop.marc)
            #expect(answer.status == .notFound, "\(path)")
        }
        let draft = try await shop.send("/drafts/\(ticket.number)/note", [("text", "x")], .put, as: shop.marc)
        #expect(draft.status == .notFound)
    }

    @Test("of 130 messages the newest 50 are shown, with the way to the earlier ones")
    func longTalk() async throws {
        let shop = try await WorkspaceDesk()
        let ana = try await shop.contact("Ana Popescu", "ana@popescu.example")
        let ticket = try await shop.mail(from: ana, "Long", "word-0.")
        for number in 1..<130 {
            shop.time.advance(by: .seconds(1))
            _ = try await shop.desk.note(ticket.id, as: shop.marc.access, text: "word-\(number).")
        }
        let newest = try await shop.get("/tickets/\(ticket.number)", as: shop.marc).page
        #expect(newest.contains("word-129.") && newest.contains("word-80.") && !newest.contains("word-79."))
        let earlier = try #require(newest.firstMatch(of: /href="(\/tickets\/[A-Z0-9-]+\?before=\d+)"/)).1
        let middle = try await shop.get(String(earlier), as: shop.marc).page
        #expect(middle.contains("word-79.") && middle.contains("word-30.") && !middle.contains("word-29.") && !middle.contains("word-80."))
        #expect(!middle.contains("name=\"text\""), "one writes where the talk ends")
    }

    @Test("a long silence is said, an assignment is told in words")
    func silenceAndHistory() async throws {
        let shop = try await WorkspaceDesk()
        let ana = try await shop.contact("Ana Popescu", "ana@popescu.example")
        let ticket = try await shop.mail(from: ana, "Shoes", "When?")
        shop.time.advance(by: .days(12))
        try await shop.desk.assign(ticket.id, to: shop.marc.agent.id, seen: ticket.version, as: shop.marc.access)
        let page = try await shop.get("/tickets/\(ticket.number)", as: shop.marc).page
        #expect(page.contains("12 days"))
        #expect(page.contains("Marc Soler took it"))
    }

    @Test("a formatted mail stands in a sandboxed frame of its own, remote pictures only on request")
    func frame() async throws {
        let shop = try await WorkspaceDesk()
        let ana = try await shop.contact("Ana Popescu", "ana@popescu.example")
        let ticket = try await shop.mail(from: ana, "News", "See the table") { message in
            message.html = "<table><tr><td>size</td></tr></table><img data-remote-src=\"https://track.example/p.gif\" alt=\"\">"
            message.htmlVersion = 1
        }
        let page = try await shop.get("/tickets/\(ticket.number)", as: shop.marc).page
        let source = try #require(page.firstMatch(of: /<iframe[^>]* src="([^"]+)"[^>]* sandbox="allow-popups allow-popups-to-escape-sandbox"/)).1
        let body = try await shop.get(String(source), as: shop.marc)
        let policy = try #require(body.headers[.contentSecurityPolicy])
        #expect(policy.hasPrefix("sandbox") && policy.contains("default-src 'none'") && !policy.contains("script") && !policy.contains("https:"))
        #expect(body.page.contains("<td>size</td>") && !body.page.contains(" src=\"https://track.example"))
        let shown = try await shop.get("\(source)?pictures=1", as: shop.marc)
        #expect(shown.page.contains("<img src=\"https://track.example/p.gif\""))
        #expect(shown.headers[.contentSecurityPolicy]?.contains("img-src data: https: http:") == true)
    }

    @Test("a file is saved, never run: a page stays bytes, a picture may be looked at")
    func files() async throws {
        let shop = try await WorkspaceDesk()
        let ana = try await shop.contact("Ana Popescu", "ana@popescu.example")
        let blobs = shop.desk.blobs
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2]
        let files = [
            NewAttachment(name: "a\"b\r\n.html", type: "text/html", blob: try await blobs.prepare(Array("<script>".utf8))),
            NewAttachment(name: "photo.png", type: "image/png", blob: try await blobs.prepare(png)),
            NewAttachment(name: "x.svg", type: "image/svg+xml", blob: try await blobs.prepare(Array("<svg>".utf8))),
        ]
        let ticket = try await shop.mail(from: ana, "Files", "see") { $0.attachments = files }
        let page = try await shop.get("/tickets/\(ticket.number)", as: shop.marc).page
        let addresses = Array(Set(page.matches(of: /href="(\/tickets\/[^"]+\/files\/\d+)"/).map { String($0.1) })).sorted()
        try #require(addresses.count == 3)
        let answers = try await [addresses[0], addresses[1], addresses[2], addresses[0] + "?inline=1", addresses[1] + "?inline=1", addresses[2] + "?inline=1"].asyncMap {
            try await shop.get($0, as: shop.marc)
        }
        #expect(answers.map { $0.headers[.contentType] } == ["application/octet-stream", "image/png", "application/octet-stream", "application/octet-stream", "image/png", "application/octet-stream"])
        #expect(answers.map { $0.headers[.contentDisposition]?.hasPrefix("attachment") } == [true, true, true, true, false, true])
        #expect(answers.allSatisfy { $0.headers[.xContentTypeOptions] == "nosniff" && $0.headers[.contentSecurityPolicy]?.contains("sandbox") == true })
        #expect(answers[0].headers[.contentDisposition]?.contains("filename=\"a_b__.html\"") == true)
        #expect(try await shop.get(addresses[0], as: shop.ines).status == .notFound)
    }

    @Test("a message of a stranger is marked, and speaks once an agent accepts it")
    func unverified() async throws {
        let shop = try await WorkspaceDesk()
        let ana = try await shop.contact("Ana Popescu", "ana@popescu.example")
        let bob = try await shop.contact("Bob", "bob@else.example")
        let ticket = try await shop.mail(from: ana, "Shoes", "When?")
        var message = NewMessage(.incoming, .email, by: .contact(bob), text: "Me too")
        message.isVerified = false
        message.why = [Notice("why.unverified", .told, ["address": "bob@else.example"])]
        let strange = message
        try await shop.db.write { tx in _ = try shop.desk.receive(strange, on: ticket, as: shop.system, at: shop.time.clock.now(), tx) }
        let page = try await shop.get("/tickets/\(ticket.number)", as: shop.marc).page
        #expect(page.contains("Only agents see it") && page.contains("bob@else.example does not stand on the ticket"))
        let accept = try #require(page.firstMatch(of: /action="([^"]+\/acceptance)"/)).1
        #expect(try await shop.send(String(accept), [], as: shop.marc).status == .seeOther)
        #expect(try await !shop.get("/tickets/\(ticket.number)", as: shop.marc).page.contains("Only agents see it"))
    }

    @Test("redacted words are gone, and said to be")
    func redacted() async throws {
        let shop = try await WorkspaceDesk()
        let ana = try await shop.contact("Ana Popescu", "ana@popescu.example")
        let ticket = try await shop.mail(from: ana, "Card", "4111 1111")
        let message = try #require(
            try await shop.db.read { tx in try MessageStore(tx, department: shop.department).messages(of: ticket.id, most: 1).first })
        try await shop.desk.redact(.message(message.id), on: ticket.id, as: shop.lead.access)
        let page = try await shop.get("/tickets/\(ticket.number)", as: shop.lead).page
        #expect(page.contains("Removed for good.") && !page.contains("4111 1111"))
        #expect(page.contains("Ruth Lead removed a message for good"))
    }
}

extension Sequence {
    func asyncMap<Result>(_ transform: (Element) async throws -> Result) async rethrows -> [Result] {
        var results: [Result] = []
        for element in self { results.append(try await transform(element)) }
        return results
    }
}
