import Accounts
import Contacts
import Knowledge
import Primitives
import Search
import Storage
import Testing

@testable import Tickets

@Suite struct SearchPolicyTests {
    @Test("an agent does not find what lies in another team's queue; a lead does")
    func queues() async throws {
        try await SearchingDesk.with { desk in
            let customer = try await desk.customer("Eva Stan")
            let first = try await desk.ticket("Giraffe", "giraffe one", from: customer)
            let third = try await desk.ticket("Giraffe", "giraffe two", from: customer, queue: 2)
            for query in ["giraffe", "state:new", "from:eva", "number:\(third.number.text) OR number:\(first.number.text)"] {
                #expect(try await desk.numbers(query) == [first.number], "\(query)")
                #expect(Set(try await desk.numbers(query, as: desk.lead)) == [first.number, third.number], "\(query)")
            }
            #expect(try await desk.numbers(third.number.text).isEmpty)
        }
    }

    @Test("a confidential ticket is found by those named on it only, in every way of asking")
    func confidential() async throws {
        try await SearchingDesk.with { desk in
            let customer = try await desk.customer("Eva Stan")
            let ticket = try await desk.ticket("Harassment", "by the boss", from: customer, tags: ["hr"])
            var properties = Properties()
            properties.isConfidential = true
            try await desk.desk.set(properties, on: ticket.id, seen: ticket.version, as: desk.ana)
            for query in ["harassment", "boss", "tag:hr", "is:confidential", ticket.number.text, "number:\(ticket.number.text)", "from:eva"] {
                #expect(try await desk.numbers(query) == [ticket.number], "\(query)")
                #expect(try await desk.numbers(query, as: desk.ion).isEmpty, "\(query)")
                #expect(try await desk.numbers(query, as: desk.lead).isEmpty, "\(query)")
                #expect(try await desk.results(query, as: desk.lead).count == 0)
            }
        }
    }

    @Test("an agent does not find, as an agent, the ticket they asked themself")
    func own() async throws {
        try await SearchingDesk.with { desk in
            let ticket = try await desk.ticket("Salary", "too low", from: ID(desk.lead.contact ?? 0))
            #expect(try await desk.numbers("salary", as: desk.lead).isEmpty)
            #expect(try await desk.numbers("salary") == [ticket.number])
        }
    }

    @Test("a customer's search shows published articles only, no ticket and no note")
    func customers() async throws {
        try await SearchingDesk.with { desk in
            let customer = try await desk.customer("Eva Stan")
            let ticket = try await desk.ticket("Heron", "heron", from: customer)
            _ = try await desk.desk.note(ticket.id, as: desk.ana, text: "heron, she is difficult")
            let text = ArticleText(title: "Heron care", problem: "heron", steps: "feed it")
            var article = try await desk.knowledge.create(NewArticle(text, language: .en), as: desk.lead)
            let access = Access.contact(customer.rawValue, in: desk.department.id)
            #expect(try await desk.hits("heron", as: access).isEmpty)
            article = try await desk.knowledge.mature(article.id, to: .published, seen: article.version, as: desk.lead)
            try await desk.knowledge.open(article.id, to: .customers, seen: article.version, as: desk.lead)
            #expect(try await desk.hits("heron", as: access).map(\.place) == [.article])
        }
    }

    @Test("every answer of a search agrees with the policy asked ticket by ticket")
    func agreement() async throws {
        try await SearchingDesk.with { desk in
            let customer = try await desk.customer("Eva Stan")
            var tickets: [Ticket] = []
            for number in 0..<24 {
                var ticket = try await desk.ticket("Lynx \(number)", "lynx", from: customer, queue: number % 3)
                if number % 4 == 0, number % 3 < 2 {
                    let agent = [desk.ana, desk.second][number % 3].agent
                    ticket = try await desk.desk.assign(ticket.id, to: agent, seen: ticket.version, as: desk.lead)
                }
                if number % 5 == 0 {
                    var properties = Properties()
                    properties.isConfidential = true
                    ticket = try await desk.desk.set(properties, on: ticket.id, seen: ticket.version, as: desk.lead)
                }
                tickets.append(ticket)
            }
            let all = tickets
            for access in [desk.ana, desk.ion, desk.second, desk.lead] {
                let allowed = try await desk.db.read { tx in
                    let store = TicketStore(tx, department: access.department)
                    return Set(try all.filter { access.may(.see, try store.facts(of: $0, for: access)) }.map(\.number))
                }
                for query in ["lynx", "state:active", "from:eva", "queue:especialistas OR tier:1 OR tier:2"] {
                    #expect(Set(try await desk.numbers(query, as: access)) == allowed, "\(query)")
                }
            }
        }
    }
}
