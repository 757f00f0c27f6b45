import Accounts
import Contacts
import Knowledge
import Primitives
import Search
import Storage
import Testing

@testable import Tickets

@Suite struct TicketSearchTests {
    @Test("what a customer wrote is found at once and after it is folded into the full text", arguments: [
        ("conexion", "No tengo conexión", Language.es), ("informações", "Quero uma informação", .pt),
        ("imprimanta", "Imprimantele noastre nu merg", .ro), ("ştiinţă", "o carte de știință", .ro), ("știință", "o carte de ştiinţă", .ro),
        ("printers", "the printer is dead", .en),
    ])
    func languages(_ typed: String, _ text: String, _ language: Language) async throws {
        try await SearchingDesk.with { desk in
            let customer = try await desk.customer("Ana Pop")
            let ticket = try await desk.ticket("Hola", text, from: customer, language: language)
            #expect(try await desk.numbers(typed) == [ticket.number])
            try await desk.fold()
            #expect(try await desk.numbers(typed) == [ticket.number])
            #expect(try await desk.hits(typed).first?.excerpt.contains(where: \.isHit) == true)
        }
    }

    @Test("the word as typed comes before its stem, the subject before the message, the newer before the older")
    func ranking() async throws {
        try await SearchingDesk.with { desk in
            let customer = try await desk.customer("Ana Pop")
            let stem = try await desk.ticket("Hello", "all connections fail", from: customer, language: .en)
            let older = try await desk.ticket("Hello", "no connection here", from: customer, language: .en)
            let newer = try await desk.ticket("Hello", "the connection is slow", from: customer, language: .en)
            let subject = try await desk.ticket("Connection lost", "please help", from: customer, language: .en)
            _ = try await desk.ticket("Later", "nothing of that", from: customer, language: .en)
            for isFolded in [false, true] {
                if isFolded { try await desk.fold() }
                #expect(try await desk.numbers("connection") == [subject, newer, older, stem].map(\.number))
            }
        }
    }

    @Test("a ticket is one hit, however many of its messages hold the word")
    func grouped() async throws {
        try await SearchingDesk.with { desk in
            let customer = try await desk.customer("Ana Pop")
            let ticket = try await desk.ticket("Toner", "toner", from: customer)
            _ = try await desk.desk.note(ticket.id, as: desk.ana, text: "toner is in the cellar, says Ion")
            let hits = try await desk.hits("toner")
            #expect(hits.count == 1)
            #expect(hits.first?.place == .note)
            #expect(hits.first?.title.map(\.isHit) == [true])
        }
    }

    @Test("words that stand in different messages of one ticket find it")
    func spread() async throws {
        try await SearchingDesk.with { desk in
            let customer = try await desk.customer("Ana Pop")
            let ticket = try await desk.ticket("Drukker kapot", "it is the blue one", from: customer)
            _ = try await desk.desk.note(ticket.id, as: desk.ana, text: "serial QX7741")
            _ = try await desk.ticket("Another", "serial QX1", from: customer)
            #expect(try await desk.numbers("drukker qx7741") == [ticket.number])
            try await desk.fold()
            #expect(try await desk.numbers("drukker qx7741") == [ticket.number])
            #expect(try await desk.numbers("drukker qx1").isEmpty)
        }
    }

    @Test("a rare word finds its old ticket beside one that stands everywhere, in another message")
    func rareBesideFrequent() async throws {
        try await SearchingDesk.with { desk in
            let customer = try await desk.customer("Ana Pop"), department = desk.department.id
            let ticket = try await desk.ticket("Factuur", "de blauwe", from: customer)
            _ = try await desk.desk.note(ticket.id, as: desk.ana, text: "serial QX7741")
            let other = try await desk.ticket("Anders", "niets", from: customer)
            try await desk.db.write { tx in
                let index = SearchStore(tx, department: department)
                for number in 1...700 {
                    let text = number % 7 == 0 ? "de factuur van serial QX\(number)" : "de factuur"
                    let note: ID<Note> = desk.ids.next()
                    try index.put(SearchDocument(.note, note.rawValue, ticket: other.id.rawValue, text: text, language: nil), isNew: true)
                }
            }
            for isFolded in [false, true] {
                if isFolded { try await desk.fold() }
                #expect(try await desk.numbers("factuur qx7741") == [ticket.number])
                #expect(try await desk.numbers("factuur blauwe") == [ticket.number])
                #expect(try await desk.numbers("anders serial") == [other.number])
                #expect(try await desk.numbers("anders qx7741").isEmpty)
            }
        }
    }

    @Test("a number alone jumps to its ticket first; of a merged one to the survivor")
    func number() async throws {
        try await SearchingDesk.with { desk in
            let customer = try await desk.customer("Ana Pop")
            let one = try await desk.ticket("One", "first", from: customer)
            let other = try await desk.ticket("About \(one.number.text)", "see \(one.number.text) too", from: customer)
            #expect(try await desk.numbers(one.number.text).prefix(2) == [one.number, other.number])
            let digits = String(one.number.text.split(separator: "-")[1])
            #expect(try await desk.numbers(digits).first == one.number)
            try await desk.desk.merge(one.id, seen: one.version, into: other.number, as: desk.ana)
            #expect(try await desk.numbers(one.number.text) == [other.number])
            #expect(try await desk.numbers("first") == [other.number])
        }
    }

    @Test("binned, merged and spam tickets are not found, and restored ones are")
    func aside() async throws {
        try await SearchingDesk.with { desk in
            let customer = try await desk.customer("Ana Pop")
            let binned = try await desk.ticket("Zebra", "zebra", from: customer)
            let spam = try await desk.ticket("Zebra spam", "zebra", from: customer)
            var properties = Properties()
            properties.state = .spam
            try await desk.desk.set(properties, on: spam.id, seen: spam.version, as: desk.ana)
            try await desk.desk.bin(binned.id, as: desk.lead)
            #expect(try await desk.numbers("zebra").isEmpty)
            #expect(try await desk.numbers("state:active").isEmpty)
            try await desk.desk.restore(binned.id, as: desk.lead)
            #expect(try await desk.numbers("zebra") == [binned.number])
        }
    }

    @Test("a solution can be found by the next agent at once, and suggested where it fits")
    func solution() async throws {
        try await SearchingDesk.with { desk in
            let customer = try await desk.customer("Ana Pop")
            let ticket = try await desk.ticket("No tengo conexión", "La VPN no conecta desde casa", from: customer, language: .es)
            let text = ArticleText(title: "VPN sin conexión", problem: "La VPN no conecta", steps: "Renovar el certificado del portátil")
            try await desk.desk.solve(ticket.id, seen: ticket.version, as: desk.ana, with: .new(text, language: .es))
            let hits = try await desk.hits("certificados", as: desk.second)
            #expect(hits.count == 1)
            guard case .article(let article, let found)? = hits.first?.found else {
                Issue.record("no article")
                return
            }
            #expect(found == text)
            let next = try await desk.ticket("VPN", "Mi conexión VPN falla otra vez", from: customer, language: .es)
            let suggestions = try await desk.db.read { tx in try Suggestions(tx, for: desk.ion).of(next) }
            #expect(suggestions.map(\.article.id) == [article.id])
            #expect(suggestions.first?.tried == 1)
            #expect(suggestions.first?.worked == 1)
        }
    }

    @Test("a page goes on behind the last hit, without one twice and none left out")
    func pages() async throws {
        try await SearchingDesk.with { desk in
            let customer = try await desk.customer("Ana Pop")
            for number in 0..<25 { _ = try await desk.ticket(number % 3 == 0 ? "Zebra \(number)" : "Other", "a zebra", from: customer) }
            for query in ["zebra", "state:new"] {
                var numbers: [TicketNumber] = [], key: String?
                repeat {
                    let results = try await desk.results(query, after: key, most: 7)
                    numbers += results.page.rows.compactMap { $0.ticket?.number }
                    key = results.page.next
                } while key != nil
                #expect(numbers.count == 25)
                #expect(Set(numbers).count == 25)
            }
        }
    }

    @Test("a ticket with new and old words is shown once on all pages, those of the same stem after all as typed", .timeLimit(.minutes(5)))
    func manyPages() async throws {
        try await SearchingDesk.with { desk in
            let customer = try await desk.customer("Ana Pop")
            let old = try await desk.ticket("Connections", "the connections fail", from: customer, language: .en)
            let both = try await desk.ticket("Old", "no connection", from: customer, language: .en)
            for number in 0..<260 { _ = try await desk.ticket("Case \(number)", "a connection", from: customer, language: .en) }
            desk.time.advance(by: .seconds(60))
            _ = try await desk.desk.note(both.id, as: desk.ana, text: "the connection is back")
            for isFolded in [false, true] {
                if isFolded { try await desk.fold() }
                var numbers: [TicketNumber] = [], counts: [Int] = [], isCapped: [Bool] = [], key: String?
                repeat {
                    let results = try await desk.results("connection", after: key, most: 50)
                    numbers += results.page.rows.compactMap { $0.ticket?.number }
                    counts.append(results.count)
                    isCapped.append(results.isCapped)
                    key = results.page.next
                } while key != nil
                #expect(numbers.count == 262 && Set(numbers).count == 262)
                #expect(numbers.first == both.number && numbers.last == old.number)
                #expect(counts.first.map { $0 >= 200 } == true && isCapped.first == true)
                #expect(counts.last == 262 && isCapped.last == false)
            }
        }
    }

    @Test("a question in the log is found by its words")
    func question() async throws {
        try await SearchingDesk.with { desk in
            var new = AskedAndAnswered("¿Abren los domingos?", .phone)
            new.answer = "No, de lunes a viernes"
            new.language = .es
            try await desk.questions.record(new, as: desk.ana)
            let hits = try await desk.hits("domingo")
            #expect(hits.map(\.place) == [.question])
        }
    }
}
