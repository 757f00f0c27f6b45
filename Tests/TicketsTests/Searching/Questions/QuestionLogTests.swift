import Accounts
import Contacts
import Knowledge
import Primitives
import Storage
import Testing

@testable import Tickets

@Suite struct QuestionLogTests {
    @Test("asked and answered: one step writes it down, counts the article's help and tells the timeline")
    func recorded() async throws {
        try await SearchingDesk.with { desk in
            let customer = try await desk.customer("Ana Pop")
            let text = ArticleText(title: "Opening hours", problem: "When are you open?", steps: "Monday to Friday")
            let article = try await desk.knowledge.create(NewArticle(text, language: .en), as: desk.lead)
            var new = AskedAndAnswered("Are you open on Sunday?", .phone, contact: customer)
            new.answer = "No."
            new.article = article.id
            let question = try await desk.questions.record(new, as: desk.ana)
            let department = desk.department.id
            let (helped, timeline) = try await desk.db.read { tx in
                (
                    try ArticleStore(tx, department: department).require(article.id).helped,
                    try TimelineStore(tx, department: department).page([customer]).rows
                )
            }
            #expect(helped == 1)
            #expect(timeline.first?.kind == .asked)
            #expect(timeline.first?.object == question.id.rawValue)
        }
    }

    @Test("someone without a name may ask; an empty question is refused")
    func anonymous() async throws {
        try await SearchingDesk.with { desk in
            let question = try await desk.questions.record(AskedAndAnswered("Where is the door?", .counter), as: desk.ana)
            #expect(question.contact == nil)
            await #expect(throws: ContactError.textMissing) { try await desk.questions.record(AskedAndAnswered("  ", .counter), as: desk.ana) }
        }
    }

    @Test("every question asked: those of the log and opened tickets in one list, page by page, newest first")
    func everything() async throws {
        try await SearchingDesk.with { desk in
            let customer = try await desk.customer("Ana Pop")
            for number in 0..<12 {
                if number % 3 == 0 {
                    _ = try await desk.ticket("Ticket \(number)", "text", from: customer)
                } else {
                    try await desk.questions.record(AskedAndAnswered("Question \(number)", number % 2 == 0 ? .phone : .counter), as: desk.ana)
                }
                desk.time.advance(by: .hours(1))
            }
            var asked: [String] = [], key: String?
            repeat {
                let after = key
                let page = try await desk.db.read { tx in try QuestionListStore(tx, for: desk.ana).page(after: after, most: 5) }
                asked += page.rows.map(\.asked)
                key = page.next
            } while key != nil
            #expect(asked == (0..<12).reversed().map { $0 % 3 == 0 ? "Ticket \($0)" : "Question \($0)" })
            var filter = QuestionFilter()
            filter.channel = .phone
            let (phone, since) = (filter, desk.time.clock.now() - .hours(3))
            let byPhone = try await desk.db.read { tx in try QuestionListStore(tx, for: desk.ana).page(phone).rows.map(\.asked) }
            #expect(byPhone == ["Question 10", "Question 8", "Question 4", "Question 2"])
            filter = QuestionFilter()
            filter.from = since
            let recent = filter
            let late = try await desk.db.read { tx in try QuestionListStore(tx, for: desk.ana).page(recent).rows.map(\.asked) }
            #expect(late == ["Question 11", "Question 10", "Ticket 9"])
        }
    }

    @Test("the CSV makes cells that a spreadsheet would run into text")
    func csv() async throws {
        try await SearchingDesk.with { desk in
            var new = AskedAndAnswered("=HYPERLINK(\"http://evil.example\")", .counter)
            new.answer = "+1, \"no\""
            try await desk.questions.record(new, as: desk.ana)
            var text = ""
            try await desk.questions.writeCSV(QuestionFilter(), headings: ["time", "-way"], language: .en, as: desk.ana) { text += $0 }
            #expect(text.hasPrefix("time,'-way\r\n"))
            #expect(text.contains(",counter,\"'=HYPERLINK(\"\"http://evil.example\"\")\",\"'+1, \"\"no\"\"\",answered,"))
        }
    }

    @Test("a page of questions does not show tickets the agent may not see")
    func policy() async throws {
        try await SearchingDesk.with { desk in
            let customer = try await desk.customer("Ana Pop")
            _ = try await desk.ticket("Elsewhere", "text", from: customer, queue: 2)
            let seen = try await desk.db.read { tx in try QuestionListStore(tx, for: desk.ana).page().rows }
            #expect(seen.isEmpty)
            let access = Access.contact(customer.rawValue, in: desk.department.id)
            await #expect(throws: PolicyError.forbidden(.see, .question)) { try await desk.db.read { tx in try QuestionListStore(tx, for: access).page().rows } }
        }
    }
}
