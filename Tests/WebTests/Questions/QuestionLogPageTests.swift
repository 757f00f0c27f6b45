import Contacts
import HTTPTypes
import HummingbirdTesting
import Knowledge
import Primitives
import Testing
import Tickets

@testable import Web

extension TestOffice {
    /// A question that `ines`, or another, noted on the phone.
    func noted(
        _ asked: String, _ answer: String = "", article: Article? = nil, by name: String = "ines", contact: Contact? = nil,
        _ outcome: Question.Outcome = .answered
    ) async throws -> Question {
        var new = AskedAndAnswered(asked, .phone, contact: contact?.id)
        (new.answer, new.article, new.outcome) = (answer, article?.id, outcome)
        return try await desktop.questions.record(new, as: access(name))
    }
}

@Suite struct QuestionLogPageTests {
    @Test("questions answered at once and tickets stand in one list, each leading to its own page")
    func list() async throws {
        try await TestOffice.open { office in
            let article = try await office.solution("Opening hours")
            let question = try await office.noted("Are you open on Sunday?", article: article, contact: office.ana)
            let ticket = try await office.ticket("Zipper broke")
            let page = try await office.get("/questions").html
            #expect(page.contains("href=\"/questions/\(question.id)\">Are you open on Sunday?"))
            #expect(page.contains("href=\"/tickets/\(ticket.number)\">Zipper broke"))
            #expect(page.contains("Ana Popescu") && page.contains("Opening hours") && page.contains("Answered at once"))
            #expect(!page.contains("questionpage."))
        }
    }

    @Test("filters narrow by day, way and outcome, and stay in the address of the table")
    func filters() async throws {
        try await TestOffice.open { office in
            _ = try await office.noted("Yesterday's question", "Yes")
            office.time.advance(by: .hours(48))
            let day = String(office.time.clock.now().text.prefix(10))
            _ = try await office.noted("Today's question", "", .unanswered)
            let today = try await office.get("/questions?from=\(day)&until=\(day)").html
            #expect(today.contains("Today&#39;s question") && !today.contains("Yesterday&#39;s question"))
            let unknown = try await office.get("/questions?outcome=unanswered").html
            #expect(unknown.contains("Today&#39;s question") && !unknown.contains("Yesterday&#39;s question"))
            #expect(unknown.contains("href=\"/questions.csv?outcome=unanswered\""))
            let none = try await office.get("/questions?channel=paper").html
            #expect(none.contains("No question fits") && none.contains("href=\"/questions\""))
        }
    }

    @Test("a day that there is not comes back at its field", arguments: ["2026-02-30", "tomorrow", "99999-01-01"])
    func noDay(day: String) async throws {
        try await TestOffice.open { office in
            let answer = try await office.get("/questions?from=\(day)")
            #expect(answer.status == .unprocessableContent)
            #expect(answer.html.contains("A date as year-month-day, please.") && answer.html.contains("value=\"\(day)\""))
        }
    }

    @Test("the table to take away has the words of the reader, and no cell that a spreadsheet would run")
    func table() async throws {
        try await TestOffice.open { office in
            _ = try await office.noted("=1+1", "Two")
            let csv = try await office.get("/questions.csv")
            #expect(csv.headers[.contentType] == "text/csv; charset=utf-8")
            #expect(csv.html.contains("When,How,Question,Answer") && csv.html.contains("'=1+1") && csv.html.contains("Answered at once"))
        }
    }
}
