import Accounts
import Contacts
import Foundation
import HTTPTypes
import HummingbirdTesting
import Knowledge
import Primitives
import Testing
import Tickets

@testable import Web

@Suite struct SearchPageTests {
    private struct Found: Decodable {
        let kind: String
        let title: String
        let note: String?
        let url: String
        let state: String?
    }

    private struct Offered: Decodable {
        let value: String
        let text: String
        let hint: String?
        let insert: String?
    }

    private func offers(_ office: TestOffice, _ path: String, as name: String = "ines") async throws -> [Offered] {
        try JSONDecoder().decode([Offered].self, from: Data(try await office.get(path, as: name).html.utf8))
    }

    @Test("what is found is marked, and a page of nothing says so")
    func found() async throws {
        try await TestOffice.open { office in
            let ticket = try await office.ticket("Zipper <b>", "The zipper of my jacket is broken.")
            let page = try await office.get("/search?q=jackets").html
            #expect(page.contains("<mark>jacket</mark>") && page.contains(ticket.number.text) && page.contains("Zipper &lt;b&gt;"))
            #expect(page.contains("value=\"jackets\""))
            #expect(try await office.get("/search?q=unicorn").html.contains("Nothing found for"))
            #expect(try await office.get("/search").html.contains("How to search"))
        }
    }

    @Test("a whole number leads to its ticket, the number of a ticket out of sight does not")
    func jump() async throws {
        try await TestOffice.open { office in
            let mine = try await office.ticket(), theirs = try await office.ticket(in: 1)
            #expect(try await office.get("/search?q=\(mine.number)").leadsTo == "/tickets/\(mine.number)")
            #expect(try await office.get("/search?q=\(theirs.number)").status == .ok)
        }
    }

    @Test("a filter with a value it does not know is explained, and the words stay")
    func wrongFilter() async throws {
        try await TestOffice.open { office in
            let answer = try await office.get("/search?q=state%3Aasleep%20shoes")
            #expect(answer.status == .unprocessableContent)
            #expect(answer.html.contains("asleep") && answer.html.contains("value=\"state:asleep shoes\""))
        }
    }

    @Test("more than a page goes on by key, without doubles")
    func pages() async throws {
        try await TestOffice.open { office in
            for number in 1...30 { _ = try await office.ticket("Gloves number \(number)") }
            var path: String? = "/search?q=gloves&in=tickets", seen: [String] = []
            while let next = path {
                let page = try await office.get(next).html
                seen += page.matches(of: /data-ticket="([^"]+)"/).map { String($0.1) }
                path = page.firstMatch(of: /href="([^"]+)" rel="next"/).map { String($0.1).replacing("&amp;", with: "&") }
            }
            #expect(seen.count == 30 && Set(seen).count == 30)
        }
    }

    @Test("the palette jumps by number and finds people, tickets and solutions, at most ten")
    func palette() async throws {
        try await TestOffice.open { office in
            let ticket = try await office.ticket("Running shoes")
            _ = try await office.solution("Running in the rain")
            func find(_ text: String) async throws -> [Found] {
                try JSONDecoder().decode([Found].self, from: Data(try await office.get("/search.json?q=\(text)").html.utf8))
            }
            let digits = ticket.number.text.split(separator: "-")[1]
            #expect(try await find(String(digits)).first?.url == "/tickets/\(ticket.number)")
            #expect(try await find("popes").map(\.kind) == ["contact"])
            let running = try await find("runn")
            #expect(Set(running.map(\.kind)) == ["ticket", "article"] && running.count <= 10)
            #expect(running.first { $0.kind == "ticket" }?.state == "new")
            #expect(try await find("").isEmpty)
        }
    }

    @Test("fields are offered at most ten, of what the agent may see")
    func offered() async throws {
        try await TestOffice.open { office in
            let contacts = ContactDesk(db: office.desktop.db, ids: office.ids, clock: office.time.clock)
            for number in 1...14 { _ = try await contacts.create(name: "Maria \(number)", as: .system(office.shop.id)) }
            #expect(try await offers(office, "/contacts.json?q=maria").count == 10)
            #expect(try await offers(office, "/contacts.json?q=popescu").map(\.value) == [office.ana.id.text])
            #expect(try await offers(office, "/agents.json?q=ru").map(\.text) == ["Rui"])
            let mine = try await office.ticket("Boots"), theirs = try await office.ticket("Boots of others", in: 1)
            #expect(try await offers(office, "/tickets.json?q=boots").map(\.value) == [mine.number.text])
            #expect(try await offers(office, "/tickets.json?q=\(theirs.number)").isEmpty)
            var tagged = Properties()
            tagged.tags = Tag.list("vip, secret")
            _ = try await office.desktop.desk.set(tagged, on: theirs.id, seen: theirs.version, as: .system(office.shop.id))
            #expect(try await offers(office, "/tags.json?q=v").isEmpty)
            #expect(try await offers(office, "/tags.json?q=V", as: "rui").map(\.text) == ["vip"])
            let article = try await office.solution("Wash at 30", "Cold water only.")
            #expect(try await offers(office, "/articles.json?q=was").map(\.insert) == ["Cold water only."])
            #expect(try await offers(office, "/articles.json?q=").map(\.value) == [article.id.text])
        }
    }

    @Test("whatever is typed, a field gets a list", arguments: ["%22", "%28%28", "a%3A", "*", "%25", "%27%20OR%201%3D1", "-", "NOT"])
    func hostile(typed: String) async throws {
        try await TestOffice.open { office in
            for path in ["search", "tickets", "tags", "agents", "contacts", "articles"] {
                let answer = try await office.get("/\(path).json?q=\(typed)")
                #expect(answer.html.hasPrefix("["), "\(path)")
            }
        }
    }
}
