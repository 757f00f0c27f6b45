import Foundation
import HTTPTypes
import HummingbirdTesting
import Primitives
import Testing
import Tickets

@testable import Web

@Suite struct ListPageTests {
    @Test("the inbox shows what waits for the agent's team, with who wrote and what, and counts it")
    func inbox() async throws {
        let shop = try await WorkspaceDesk()
        let ana = try await shop.contact("Ana Popescu", "ana@popescu.example")
        try await shop.mail(from: ana, "Running shoes <42>", "When do they come?")
        try await shop.mail(from: ana, "Sole comes off", "See photos", queue: 1)
        let page = try await shop.get("/inbox", as: shop.marc).page
        #expect(page.contains("Running shoes &lt;42&gt;"))
        #expect(page.contains("Ana Popescu: When do they come?"))
        #expect(!page.contains("Sole comes off"))
        #expect(page.contains("data-count=\"inbox\">1<"))
        #expect(page.contains("data-count=\"queue-\(shop.queues[0].id)\">1<"))
        #expect(page.contains("data-live-list=\"inbox\""))
    }

    @Test("an empty list says what will appear there")
    func empty() async throws {
        let shop = try await WorkspaceDesk()
        for path in ["/inbox", "/mine", "/team", "/all", "/done", "/bin", "/spam", "/queues/\(shop.queues[0].id)"] {
            let answer = try await shop.get(path, as: shop.marc)
            #expect(answer.status == .ok, "\(path)")
            #expect(answer.page.contains("class=\"empty\""), "\(path)")
            #expect(!answer.page.contains(">lists."), "\(path)")
        }
    }

    @Test("a queue of another team is as if it were not there")
    func foreignQueue() async throws {
        let shop = try await WorkspaceDesk()
        #expect(try await shop.get("/queues/\(shop.queues[1].id)", as: shop.marc).status == .notFound)
        #expect(try await shop.get("/queues/\(shop.queues[1].id)", as: shop.lead).status == .ok)
    }

    @Test("a long list goes on behind its last row, and a ticket opened there keeps the place")
    func pages() async throws {
        let shop = try await WorkspaceDesk()
        let ana = try await shop.contact("Ana Popescu", "ana@popescu.example")
        for number in 1...52 { try await shop.mail(from: ana, "Question no. \(number).", "text") }
        let first = try await shop.get("/inbox", as: shop.marc).page
        #expect(first.contains("Question no. 52.") && first.contains("Question no. 3.") && !first.contains("Question no. 2."))
        let more = try #require(first.firstMatch(of: /href="(\/inbox\?after=[0-9.]+)" rel="next"/)).1
        let second = try await shop.get(String(more), as: shop.marc).page
        #expect(second.contains("Question no. 2.") && second.contains("Question no. 1.") && !second.contains("Question no. 3."))
        let row = try #require(second.firstMatch(of: /href="(\/tickets\/LBT-1001\?list=inbox&amp;after=[0-9.]+)" data-row/)).1
        let ticket = try await shop.get(String(row).replacing("&amp;", with: "&"), as: shop.marc).page
        #expect(ticket.contains("data-row aria-current=\"true\"") && ticket.contains("Question no. 2."))
        #expect(ticket.contains("class=\"arrivals\" href=\"/inbox\""))
    }

    @Test("beside a ticket stand the first rows, and as many as it takes to see it and the one behind it")
    func beside() async throws {
        let shop = try await WorkspaceDesk()
        let ana = try await shop.contact("Ana Popescu", "ana@popescu.example")
        for number in 1...52 { try await shop.mail(from: ana, "Question no. \(number).", "text") }
        func rows(_ number: Int) async throws -> (count: Int, page: String) {
            let page = try await shop.get("/tickets/LBT-\(number)", as: shop.marc).page
            return (page.matches(of: /data-row/).count, page)
        }
        #expect(try await rows(1050).count == 25)
        for (number, next) in [(1030, 1029), (1028, 1027), (1010, 1009)] {
            let (count, page) = try await rows(number)
            #expect(count == (number == 1030 ? 25 : 50), "\(number)")
            #expect(page.contains("data-row aria-current=\"true\"") && page.contains("name=\"next\" value=\"LBT-\(next)\""), "\(number)")
        }
    }
}
