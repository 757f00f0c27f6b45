import Accounts
import Contacts
import Knowledge
import Primitives
import Storage
import Testing

@testable import Tickets

@Suite struct SuggestionTests {
    private func article(_ desk: SearchingDesk, _ title: String, _ steps: String, _ language: Language = .en) async throws -> Article {
        try await desk.knowledge.create(NewArticle(ArticleText(title: title, problem: title, steps: steps), language: language), as: desk.lead)
    }

    private func suggested(_ desk: SearchingDesk, _ text: String, _ language: Language?) async throws -> [ID<Article>] {
        try await desk.db.read { tx in try Suggestions(tx, for: desk.ana).of(text, language: language).map(\.article.id) }
    }

    @Test("what fits the ticket's words stands first, what shares only small words does not appear")
    func fits() async throws {
        try await SearchingDesk.with { desk in
            let printer = try await article(desk, "Printer prints blank pages", "Shake the toner cartridge")
            let vpn = try await article(desk, "VPN does not connect from home", "Renew the certificate")
            #expect(try await suggested(desk, "My printer only prints blank paper, please help me with that", .en) == [printer.id])
            #expect(try await suggested(desk, "I cannot connect to the VPN", .en) == [vpn.id])
            #expect(try await suggested(desk, "Hello, can you help me with my order please", .en).isEmpty)
        }
    }

    @Test("an article speaks to a ticket in its own language, by its stems")
    func languages() async throws {
        try await SearchingDesk.with { desk in
            let article = try await article(desk, "Impresora sin conexión", "Reiniciar la impresora y comprobar la red", .es)
            let text = ArticleText(title: "Imprimanta fără conexiune", problem: "Imprimantele nu răspund", steps: "Reporniți imprimanta")
            try await desk.knowledge.write(text, in: .ro, of: article.id, seen: article.version, as: desk.lead)
            #expect(try await suggested(desk, "Las impresoras no tienen conexiones", .es) == [article.id])
            #expect(try await suggested(desk, "imprimantelor le lipseşte conexiunea", .ro) == [article.id])
            let shown = try await desk.db.read { tx in
                try Suggestions(tx, for: desk.ana).of("imprimantelor le lipsește conexiunea", language: .ro).first?.text
            }
            #expect(shown == text)
        }
    }

    @Test("of two that fit, the one that worked more often comes first, and it says how often")
    func worked() async throws {
        try await SearchingDesk.with { desk in
            let customer = try await desk.customer("Ana Pop")
            let good = try await article(desk, "Scanner shows error 42", "Replace the lamp")
            let bad = try await article(desk, "Scanner shows error 42", "Turn it off and on")
            for index in 0..<5 {
                for (article, isRefused) in [(good, index == 0), (bad, index > 0)] {
                    let ticket = try await desk.ticket("Scanner", "error 42", from: customer, language: .en)
                    try await desk.desk.solve(ticket.id, seen: ticket.version, as: desk.ana, with: .known(article.id))
                    guard isRefused else { continue }
                    try await desk.db.write { tx in try tx.run("UPDATE fix SET is_confirmed = 0 WHERE ticket = \(ticket.id)") }
                }
            }
            let ticket = try await desk.ticket("Scanner error 42", "the scanner shows it", from: customer, language: .en)
            let suggestions = try await desk.db.read { tx in try Suggestions(tx, for: desk.ana).of(ticket) }
            #expect(suggestions.map(\.article.id) == [good.id, bad.id])
            #expect(suggestions.map(\.worked) == [4, 1])
            #expect(suggestions.map(\.tried) == [5, 5])
        }
    }

    @Test("a solution of another team, and one in the bin, is not suggested")
    func policy() async throws {
        try await SearchingDesk.with { desk in
            var new = NewArticle(ArticleText(title: "Secret printer trick", problem: "", steps: "printer trick"), language: .en)
            new.team = desk.teams[1].id
            let article = try await desk.knowledge.create(new, as: desk.lead)
            #expect(try await suggested(desk, "printer trick", .en).isEmpty)
            let second = try await desk.db.read { tx in try Suggestions(tx, for: desk.second).of("printer trick", language: .en).count }
            #expect(second == 1)
            try await desk.knowledge.bin(article.id, seen: article.version, as: desk.lead)
            let binned = try await desk.db.read { tx in try Suggestions(tx, for: desk.second).of("printer trick", language: .en).count }
            #expect(binned == 0)
        }
    }
}
