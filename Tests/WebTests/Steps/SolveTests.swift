import Foundation
import HTTPTypes
import HummingbirdTesting
import Knowledge
import Primitives
import Storage
import Testing
import Tickets

@testable import Web

@Suite struct SolveTests {
    private func fixes(_ office: TestOffice, _ ticket: Ticket) async throws -> [Fix] {
        try await office.desktop.db.read { [shop = office.shop] tx in try FixStore(tx, department: shop.id).of(ticket.id) }
    }

    @Test("a known solution stands first, with its key, and one key solves with it")
    func known() async throws {
        try await TestOffice.open { office in
            let article = try await office.solution("Running shoes size 42 back in stock")
            let ticket = try await office.ticket()
            let page = try await office.get("/tickets/\(ticket.number)/solve").html
            #expect(page.contains("name=\"now\" value=\"\(article.id)\" data-key=\"1\""))
            #expect(page.contains("value=\"known\" checked"))
            let solved = try await office.post("/tickets/\(ticket.number)/solve", ["now": article.id.text, "seen": "1"])
            #expect(solved.status == .seeOther)
            #expect(try await office.now(ticket).state == .solved)
            #expect(try await fixes(office, ticket).map(\.article) == [article.id])
        }
    }

    @Test("my last answer is the solution: subject and answer fill it in")
    func lastAnswer() async throws {
        try await TestOffice.open { office in
            let ticket = try await office.ticket("Zipper broke", "It broke.")
            let ines = try await office.access("ines")
            _ = try await office.desktop.desk.reply(
                ticket.id, seen: ticket.version, as: ines,
                Reply(text: "Send it back, we mend it.", recipients: Recipients(to: [.init(address: "ana@popescu.example")])))
            let now = try await office.now(ticket)
            let page = try await office.get("/tickets/\(ticket.number)/solve").html
            #expect(page.contains("value=\"fresh\" checked"))
            #expect(page.contains("Zipper broke</textarea>") && page.contains("Send it back, we mend it.</textarea>"))
            #expect(page.contains("name=\"last\" value=\"1\" data-key=\"l\""))
            let solved = try await office.post(
                "/tickets/\(ticket.number)/solve",
                ["last": "1", "how": "known", "problem": "Zipper broke", "steps": "Send it back, we mend it.", "seen": "\(now.version.number)"])
            #expect(solved.status == .seeOther)
            let article = try #require(try await fixes(office, ticket).first?.article)
            let text = try await office.desktop.db.read { [shop = office.shop] tx in
                let store = ArticleStore(tx, department: shop.id)
                return try store.text(of: store.require(article), in: .en)
            }
            #expect(text.title == "Zipper broke" && text.steps == "Send it back, we mend it.")
        }
    }

    @Test("nothing to learn needs one key and no words", arguments: SolvePage.nothings.map(\.outcome))
    func nothing(outcome: Fix.Outcome) async throws {
        try await TestOffice.open { office in
            let ticket = try await office.ticket()
            let solved = try await office.post("/tickets/\(ticket.number)/solve", ["nothing": outcome.rawValue, "how": "fresh", "seen": "1"])
            #expect(solved.status == .seeOther)
            #expect(try await fixes(office, ticket).map(\.outcome) == [outcome])
        }
    }

    @Test("the keys of the page are all different")
    func keys() async throws {
        try await TestOffice.open { office in
            for number in 1...9 { _ = try await office.solution("Running shoes size 42, way \(number)") }
            let ticket = try await office.ticket()
            let page = try await office.get("/tickets/\(ticket.number)/solve").html
            let sheet = page.components(separatedBy: "data-sheet")[1].components(separatedBy: "</main>")[0]
            let keys = sheet.matches(of: /data-key="([^"]+)"/).map { String($0.1) }
            #expect(Set(keys).count == keys.count)
            #expect(Set((1...9).map(String.init)).isSubset(of: keys))
        }
    }

    @Test("a new solution without steps comes back with what was typed")
    func withoutSteps() async throws {
        try await TestOffice.open { office in
            let ticket = try await office.ticket()
            let answer = try await office.post("/tickets/\(ticket.number)/solve", ["how": "fresh", "problem": "Sole <off>", "steps": "", "seen": "1"])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.html.contains("Sole &lt;off&gt;") && answer.html.contains("what solved it"))
            #expect(answer.html.contains("value=\"fresh\" checked"))
        }
    }

    @Test("amended words are there for the next colleague, the old ones in the history")
    func amended() async throws {
        try await TestOffice.open { office in
            let ines = try await office.access("ines")
            let article = try await KnowledgeDesk(db: office.desktop.db, ids: office.ids, clock: office.time.clock).create(
                NewArticle(ArticleText(title: "Size 42", problem: "Sold out", steps: "Reserve for 96 hours."), language: .en), as: ines)
            let ticket = try await office.ticket()
            let solved = try await office.post(
                "/tickets/\(ticket.number)/solve",
                ["how": "amend", "amended": article.id.text, "problem-\(article.id)": "Sold out", "steps-\(article.id)": "Reserve until Tuesday.", "seen": "1"])
            #expect(solved.status == .seeOther)
            let text = try await office.desktop.db.read { [shop = office.shop] tx in
                let store = ArticleStore(tx, department: shop.id)
                return try store.text(of: store.require(article.id), in: .en)
            }
            #expect(text.steps == "Reserve until Tuesday.")
            #expect(try await fixes(office, ticket).map(\.article) == [article.id])
        }
    }

    @Test("when a colleague amended it meanwhile, neither the ticket nor the solution changes, and what was typed stays")
    func amendedMeanwhile() async throws {
        try await TestOffice.open { office in
            let ines = try await office.access("ines"), knowledge = KnowledgeDesk(db: office.desktop.db, ids: office.ids, clock: office.time.clock)
            let words = ArticleText(title: "When is size 42 back", problem: "When is size 42 back?", steps: "Reserve for 96 hours.")
            let article = try await knowledge.create(NewArticle(words, language: .en), as: ines)
            let ticket = try await office.ticket()
            let page = try await office.get("/tickets/\(ticket.number)/solve").html
            #expect(page.contains("name=\"version-\(article.id)\" value=\"1\"") && page.contains("name=\"language-\(article.id)\" value=\"en\""))
            var other = words
            other.steps = "Reserve until Friday."
            try await knowledge.write(other, in: .en, of: article.id, seen: article.version, as: ines)
            let fields = [
                "how": "amend", "amended": article.id.text, "version-\(article.id)": "1", "language-\(article.id)": "en",
                "problem-\(article.id)": "Sold out", "steps-\(article.id)": "Typed for an hour.", "seen": "1",
            ]
            let refused = try await office.post("/tickets/\(ticket.number)/solve", fields)
            #expect(refused.status == .unprocessableContent && refused.html.contains("Typed for an hour.") && refused.html.contains("Reserve until Friday."))
            #expect(refused.html.contains("name=\"version-\(article.id)\" value=\"2\""))
            #expect(try await office.now(ticket).state == .new)
            let gone = fields.merging(["version-\(article.id)": "2", "seen": "7"]) { $1 }
            #expect(try await office.post("/tickets/\(ticket.number)/solve", gone).status == .unprocessableContent)
            let text = try await office.desktop.db.read { [shop = office.shop] tx in
                let store = ArticleStore(tx, department: shop.id)
                return try store.text(of: store.require(article.id), in: .en)
            }
            #expect(text.steps == "Reserve until Friday.", "a ticket that moved on takes no amendment with it")
        }
    }

    @Test("without scripts, words typed in the search show what they find, and a choice among it counts")
    func search() async throws {
        try await TestOffice.open { office in
            let article = try await office.solution("Parcel stuck in customs")
            let ticket = try await office.ticket("Hello", "Hello")
            let path = "/tickets/\(ticket.number)/solve"
            let found = try await office.post(path, ["how": "known", "find": "customs parcel", "seen": "1"])
            #expect(found.status == .unprocessableContent && found.html.contains("Parcel stuck in customs"))
            let solved = try await office.post(
                path, ["how": "known", "find": "customs parcel", "found": "customs parcel", "solution": article.id.text, "seen": "1"])
            #expect(solved.status == .seeOther)
        }
    }
}
