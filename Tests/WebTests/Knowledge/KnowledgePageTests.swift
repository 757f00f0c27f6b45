import Accounts
import HTTPTypes
import HummingbirdTesting
import Knowledge
import Primitives
import Storage
import Testing
import Tickets

@testable import Web

@Suite struct KnowledgePageTests {
    private func now(_ article: Article, _ office: TestOffice) async throws -> Article {
        let shop = office.shop.id
        return try await office.desktop.db.read { tx in try ArticleStore(tx, department: shop).require(article.id) }
    }

    private func step(
        _ article: Article, _ verb: String, _ fields: [String: String], _ office: TestOffice, as name: String
    ) async throws -> TestResponse {
        let seen = "\(try await now(article, office).version.number)"
        return try await office.post("/knowledge/\(article.id)/\(verb)", fields.merging(["seen": seen]) { own, _ in own }, as: name)
    }

    @Test("articles stand in one list, narrowed by how far they are checked, by language and by words")
    func list() async throws {
        try await TestOffice.open { office in
            let hours = try await office.solution("Opening hours"), zipper = try await office.solution("Zipper stuck")
            _ = try await step(zipper, "stage", ["stage": "checked"], office, as: "ines")
            let all = try await office.get("/knowledge").html
            #expect(all.contains("Opening hours") && all.contains("Zipper stuck") && !all.contains("knowledgepage."))
            let checked = try await office.get("/knowledge?stage=checked").html
            #expect(checked.contains("/knowledge/\(zipper.id)") && !checked.contains("/knowledge/\(hours.id)"))
            let words = try await office.get("/knowledge?q=zippers").html
            #expect(words.contains("/knowledge/\(zipper.id)") && !words.contains("/knowledge/\(hours.id)"))
            #expect(try await office.get("/knowledge?language=ro").html.contains("No article fits"))
            let long = Array(repeating: "word", count: 200).joined(separator: "+")
            #expect(try await office.get("/knowledge?q=\(long)").status == .unprocessableContent)
        }
    }

    @Test("a solution born from a ticket is checked by a colleague, published by the lead, opened to all and listed")
    func maturing() async throws {
        try await TestOffice.open { office in
            let ticket = try await office.ticket("Zipper broke")
            var new = NewArticle(ArticleText(title: "Zipper stuck", problem: "It does not close", steps: "Rub it with wax."), language: .en)
            new.origin = ticket.id.rawValue
            let article = try await office.desktop.knowledge.create(new, as: office.access("ines"))
            let page = try await office.get("/knowledge/\(article.id)").html
            #expect(page.contains("Unchecked") && page.contains("Born from") && page.contains("href=\"/tickets/\(ticket.number)\""))
            #expect(!page.contains("value=\"published\"") && !page.contains("knowledgepage."))
            #expect(try await step(article, "stage", ["stage": "checked"], office, as: "rui").status == .seeOther)
            #expect(try await step(article, "stage", ["stage": "published"], office, as: "ines").status == .forbidden)
            let early = try await step(article, "audience", ["readers": "all"], office, as: "ada")
            #expect(early.status == .unprocessableContent && early.html.contains("Only a published article can be opened"))
            #expect(try await step(article, "stage", ["stage": "published"], office, as: "ada").status == .seeOther)
            #expect(try await step(article, "audience", ["readers": "all"], office, as: "ada").status == .seeOther)
            #expect(try await step(article, "faq", ["listed": "yes"], office, as: "ada").status == .seeOther)
            let now = try await now(article, office), visitor = ArticleReader.visitor(office.shop.id)
            #expect(now.isListed && visitor.maySee(now))
            #expect(try await office.get("/knowledge/\(article.id)", as: "ines").html.contains("/edit?language=") == false)
            _ = try await step(article, "stage", ["stage": "checked"], office, as: "ada")
            let back = try await self.now(article, office)
            #expect(!visitor.maySee(back) && !back.isListed)
        }
    }

    @Test("an article is written; without a title or steps it comes back with what was typed")
    func written() async throws {
        try await TestOffice.open { office in
            let refused = try await office.post("/knowledge", ["title": "", "problem": "It <b>sticks</b>", "steps": "", "language": "en"])
            #expect(refused.status == .unprocessableContent && refused.html.contains("It &lt;b&gt;sticks&lt;/b&gt;"))
            let made = try await office.post("/knowledge", ["title": "Zipper", "problem": "Sticks", "steps": "Wax", "language": "es", "readers": "agents"])
            let page = try await office.get(try #require(made.leadsTo)).html
            #expect(page.contains("<h1 lang=\"es\">Zipper</h1>") && page.contains("Wax"))
        }
    }

    @Test("what is written for one team, its colleagues of other teams do not find")
    func forOneTeam() async throws {
        try await TestOffice.open { office in
            let team = try #require(try await office.access("ines").teams.first)
            let made = try await office.post("/knowledge", ["title": "Till key", "steps": "Second drawer", "language": "en", "readers": "team-\(team)"])
            let path = try #require(made.leadsTo)
            #expect(try await office.get(path).html.contains("Second drawer"))
            #expect(try await office.get(path, as: "rui").status == .notFound)
            #expect(try await office.get("/knowledge", as: "rui").html.contains("Till key") == false)
            let strange = try await office.post("/knowledge", ["title": "x", "steps": "y", "language": "en", "readers": "team-4711"])
            #expect(strange.status == .unprocessableContent)
        }
    }

    @Test("old words stay as versions and can stand again")
    func versions() async throws {
        try await TestOffice.open { office in
            let article = try await office.solution("Zipper", "Wax"), path = "/knowledge/\(article.id)"
            _ = try await office.post(path + "/edit?language=en", ["title": "Zipper", "problem": "Zipper", "steps": "Soap", "seen": "1"])
            let late = try await office.post(path + "/edit?language=en", ["title": "Zipper", "problem": "Zipper", "steps": "Oil", "seen": "1"], as: "ada")
            #expect(late.status == .unprocessableContent && late.html.contains("Soap") && late.html.contains("Oil"))
            let all = try await office.get(path + "/versions").html
            #expect(all.contains("Version 2") && all.contains("Version 1") && all.contains("Changed: Steps") && all.contains("Wax"))
            #expect(try await office.post(path + "/versions", ["language": "en", "version": "1", "seen": "2"]).status == .seeOther)
            #expect(try await office.get(path).html.contains("Wax"))
            #expect(try await office.get(path + "/versions").html.contains("Version 3"))
        }
    }

    @Test("another language is written beside the first, and each reader sees their own")
    func translated() async throws {
        try await TestOffice.open { office in
            let article = try await office.solution("Zipper", "Wax"), path = "/knowledge/\(article.id)"
            let form = try await office.get(path + "/edit?language=pt").html
            #expect(form.contains("The words in English") && form.contains("Wax"))
            let saved = try await office.post(path + "/edit?language=pt", ["title": "Zíper", "problem": "", "steps": "Cera", "seen": "1"])
            #expect(saved.leadsTo == path + "?language=pt")
            #expect(try await office.get(path + "?language=pt").html.contains("<h1 lang=\"pt\">Zíper</h1>"))
            #expect(try await office.get(path).html.contains("<h1>Zipper</h1>"))
        }
    }

    @Test("the lead moves an article to the bin, where nobody finds it, and takes it out again")
    func binned() async throws {
        try await TestOffice.open { office in
            let article = try await office.solution("Zipper"), path = "/knowledge/\(article.id)"
            #expect(try await step(article, "bin", [:], office, as: "ines").status == .forbidden)
            _ = try await step(article, "bin", [:], office, as: "ada")
            #expect(try await office.get(path).status == .notFound)
            #expect(try await office.get("/knowledge?bin=on", as: "ada").html.contains("href=\"\(path)\""))
            #expect(try await office.get(path, as: "ada").html.contains("This article is in the bin"))
            _ = try await office.post(path + "/restore", as: "ada")
            #expect(try await office.get(path).status == .ok)
        }
    }
}
