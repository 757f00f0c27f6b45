import Contacts
import HTTPTypes
import HummingbirdTesting
import Knowledge
import Primitives
import Storage
import Testing
import Tickets

@testable import Web

@Suite struct LoggedQuestionTests {
    private func now(_ question: Question, _ office: TestOffice) async throws -> Question? {
        let shop = office.shop.id
        return try await office.desktop.db.read { tx in try QuestionStore(tx, department: shop).find(question.id) }
    }

    private func helped(_ article: Article, _ office: TestOffice) async throws -> Int {
        let shop = office.shop.id
        return try await office.desktop.db.read { tx in try ArticleStore(tx, department: shop).require(article.id).helped }
    }

    private func timeline(of contact: Contact, _ office: TestOffice) async throws -> [Int64?] {
        let shop = office.shop.id
        return try await office.desktop.db.read { tx in
            try TimelineStore(tx, department: shop).page([contact.id]).rows.filter { $0.kind == .asked }.map(\.object)
        }
    }

    @Test("one question tells who asked, what answered, and how it went")
    func page() async throws {
        try await TestOffice.open { office in
            let article = try await office.solution("Opening hours")
            let question = try await office.noted("Open <b>today</b>?", article: article, contact: office.ana)
            let page = try await office.get("/questions/\(question.id)").html
            #expect(page.contains("<h1>Open &lt;b&gt;today&lt;/b&gt;?</h1>"))
            #expect(page.contains("href=\"/contacts/\(office.ana.id)\">Ana Popescu") && page.contains("href=\"/knowledge/\(article.id)\""))
            #expect(page.contains("By phone") && page.contains("Ines") && !page.contains("questionpage."))
            #expect(try await office.get("/questions/4711").status == .notFound)
        }
    }

    @Test("whoever noted it puts it right; a colleague may not, the lead may")
    func corrected() async throws {
        try await TestOffice.open { office in
            let article = try await office.solution("Opening hours")
            let question = try await office.noted("Open today?", article: article, contact: office.ana)
            #expect(try await helped(article, office) == 1)
            let path = "/questions/\(question.id)/edit"
            let form = try await office.get(path).html
            #expect(form.contains("value=\"Open today?\"") && form.contains("value=\"Opening hours\"") && form.contains("value=\"Ana Popescu\""))
            let fields = [
                "asked": "Open on Sunday?", "answer": "Never on Sundays", "answer-id": article.id.text, "outcome": "answered", "who": "Ana Popescu",
                "channel": "counter", "seen": "1",
            ]
            #expect(try await office.get(path, as: "rui").status == .forbidden)
            #expect(try await office.post(path, fields, as: "rui").status == .forbidden)
            #expect(try await office.post(path, fields).leadsTo == "/questions/\(question.id)")
            let after = try #require(try await now(question, office))
            #expect(after.asked == "Open on Sunday?" && after.answer == "Never on Sundays" && after.article == nil)
            #expect(after.channel == "counter" && after.contact == office.ana.id && after.version.number == 2)
            #expect(try await helped(article, office) == 0)
            #expect(try await office.post(path, fields.merging(["seen": "2", "who": ""]) { $1 }, as: "ada").status == .seeOther)
            #expect(try await now(question, office)?.contact == nil)
            #expect(try await timeline(of: office.ana, office).isEmpty)
        }
    }

    @Test("somebody else was faster: both words are shown, and saving again goes on from theirs")
    func faster() async throws {
        try await TestOffice.open { office in
            let question = try await office.noted("Open today?", "Yes")
            let path = "/questions/\(question.id)/edit"
            _ = try await office.post(path, ["asked": "Open at noon?", "answer": "Yes", "outcome": "answered", "channel": "phone", "seen": "1"], as: "ada")
            let mine = ["asked": "Open at night?", "answer": "No", "outcome": "answered", "channel": "phone", "seen": "1"]
            let refused = try await office.post(path, mine)
            #expect(refused.status == .unprocessableContent)
            #expect(refused.html.contains("Open at noon?") && refused.html.contains("value=\"Open at night?\"") && refused.html.contains("value=\"2\""))
            #expect(try await office.post(path, mine.merging(["seen": "2"]) { $1 }).status == .seeOther)
            #expect(try await now(question, office)?.asked == "Open at night?")
        }
    }

    @Test("taken back, it is out of the log, the timeline and the article's count, after saying so")
    func retracted() async throws {
        try await TestOffice.open { office in
            let article = try await office.solution("Opening hours")
            let question = try await office.noted("Open today?", article: article, contact: office.ana)
            let path = "/questions/\(question.id)/retract"
            let page = try await office.get(path).html
            #expect(page.contains("timeline of Ana Popescu") && page.contains("Opening hours"))
            #expect(try await office.post(path, as: "rui").status == .forbidden)
            #expect(try await office.post(path).leadsTo == "/questions")
            #expect(try await now(question, office) == nil)
            #expect(try await helped(article, office) == 0)
            #expect(try await timeline(of: office.ana, office).isEmpty)
            #expect(try await office.get("/questions/\(question.id)").status == .notFound)
        }
    }

    @Test("a question is taken on as a ticket of whoever asked, once; then it stays in the log")
    func takenOn() async throws {
        try await TestOffice.open { office in
            let question = try await office.noted("Can you repair a zipper?", "I shall ask.", contact: office.ana, .unanswered)
            let form = try await office.get("/tickets/new?question=\(question.id)").html
            #expect(form.contains("value=\"Ana Popescu\"") && form.contains("I shall ask.") && form.contains("name=\"question\" value=\"\(question.id)\""))
            let fields = ["who": "Ana Popescu", "subject": "Zipper", "text": "Can you repair it?", "channel": "phone", "question": question.id.text]
            let filed = try await office.post("/tickets/new", fields)
            let after = try #require(try await now(question, office))
            let shop = office.shop.id
            let ticket = try #require(try await office.desktop.db.read { tx in try TicketStore(tx, department: shop).find(ID(after.ticket ?? 0)) })
            #expect(filed.leadsTo == "/tickets/\(ticket.number)/filed" && ticket.requester == office.ana.id && after.outcome == .passedOn)
            #expect(try await office.get("/questions/\(question.id)").html.contains("href=\"/tickets/\(ticket.number)\""))
            let again = try await office.post("/tickets/new", fields)
            #expect(again.status == .unprocessableContent && again.html.contains("This question became a ticket already."))
            #expect(try await office.post("/questions/\(question.id)/retract").status == .conflict)
            #expect(try await now(question, office) != nil)
        }
    }
}
