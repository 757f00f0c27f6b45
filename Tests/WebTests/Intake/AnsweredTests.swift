import Accounts
import Contacts
import HTTPTypes
import HummingbirdTesting
import Knowledge
import Primitives
import Storage
import Testing
import Tickets

@testable import Web

@Suite struct AnsweredTests {
    private func questions(_ office: TestOffice) async throws -> [Question] {
        try await office.desktop.db.read { tx in try tx.all(Question.self, "SELECT \(Question.columns) FROM question ORDER BY id") }
    }

    @Test("asked and answered in one step, and the page is ready for the next one")
    func noted() async throws {
        try await TestOffice.open { office in
            let article = try await office.solution("Opening hours")
            let answer = try await office.post(
                "/questions", ["asked": "When are you open?", "answer": "Opening hours", "answer-id": article.id.text, "outcome": "answered", "channel": "phone"])
            #expect(answer.leadsTo == "/questions/new")
            let question = try #require(try await questions(office).first)
            #expect(question.asked == "When are you open?" && question.article == article.id.rawValue && question.contact == nil)
            #expect(question.agent == office.agents["ines"]?.id)
        }
    }

    @Test("words of one's own are an answer too; without a question nothing is noted")
    func ownWords() async throws {
        try await TestOffice.open { office in
            _ = try await office.post("/questions", ["asked": "Do you ship to Chile?", "answer": "Yes, in 9 days", "outcome": "answered", "channel": "counter"])
            #expect(try await questions(office).map(\.answer) == ["Yes, in 9 days"])
            let refused = try await office.post("/questions", ["asked": "", "answer": "Yes <b>", "outcome": "unanswered", "channel": "phone"])
            #expect(refused.status == .unprocessableContent)
            #expect(refused.html.contains("Yes &lt;b&gt;"))
            #expect(try await questions(office).count == 1)
        }
    }

    @Test("the tab stands beside a new ticket")
    func tab() async throws {
        try await TestOffice.open { office in
            for path in ["/tickets/new", "/questions/new"] {
                let page = try await office.get(path).html
                #expect(page.contains("href=\"/questions/new\"") && page.contains("href=\"/tickets/new\"") && !page.contains("newticket."))
            }
        }
    }
}
