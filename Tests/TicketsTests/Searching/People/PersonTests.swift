import Accounts
import Contacts
import Foundation
import Primitives
import Storage
import Testing

@testable import Tickets

@Suite struct PersonTests {
    @Test("a contact's page shows their tickets as requester and as affected, open ones or all, of both merged contacts, page by page")
    func tickets() async throws {
        try await SearchingDesk.with { desk in
            let ana = try await desk.customer("Ana Pop"), other = try await desk.customer("Anita Pop"), boss = try await desk.customer("Ion Boss")
            var mine: [Ticket] = []
            for number in 0..<5 { mine.append(try await desk.ticket("Ticket \(number)", "text", from: number < 3 ? ana : other)) }
            var forMe = try await desk.ticket("For Ana", "text", from: boss)
            var properties = Properties()
            properties.affected = .some(ana)
            forMe = try await desk.desk.set(properties, on: forMe.id, seen: forMe.version, as: desk.ana)
            _ = try await desk.ticket("Not for Ana", "text", from: boss)
            let hidden = try await desk.ticket("Elsewhere", "text", from: ana, queue: 2)
            try await desk.desk.solve(mine[0].id, seen: mine[0].version, as: desk.ana, with: .nothing(.thanks))
            let department = desk.department.id
            let (one, two) = try await desk.db.read { tx in
                let store = ContactStore(tx, department: department)
                return (try store.require(ana), try store.require(other))
            }
            try await desk.contacts.merge(other, seen: two.version, into: ana, seen: one.version, as: desk.ana)
            func numbers(_ which: ContactTickets.Which, as access: Access) async throws -> [TicketNumber] {
                var numbers: [TicketNumber] = [], key: String?
                repeat {
                    let after = key
                    let page = try await desk.db.read { tx in
                        let family = try ContactStore(tx, department: department).record(other, for: access).family
                        return try ContactTickets(tx, for: access).page(which, of: family, after: after, most: 2)
                    }
                    numbers += page.rows.map(\.number)
                    key = page.next
                } while key != nil
                return numbers
            }
            let all = ([forMe] + mine.reversed()).map(\.number)
            #expect(try await numbers(.all, as: desk.ana) == all)
            #expect(try await numbers(.open, as: desk.ana) == all.dropLast())
            #expect(try await numbers(.all, as: desk.lead) == [hidden.number] + all)
            #expect(try await desk.numbers("from:anita").isEmpty == false)
        }
    }

    @Test("a person's data as JSON holds what was said with them and no note of colleagues")
    func export() async throws {
        try await SearchingDesk.with { desk in
            let ana = try await desk.customer("Ana Pop", "ana@pop.example")
            let ticket = try await desk.ticket("Broken radio", "It is silent", from: ana)
            _ = try await desk.desk.note(ticket.id, as: desk.ana, text: "she shouts")
            try await desk.questions.record(AskedAndAnswered("When do you open?", .phone, contact: ana), as: desk.ana)
            let json = String(decoding: try await desk.desk.export(ana, as: desk.lead).json(), as: UTF8.self)
            for text in ["Ana Pop", "ana@pop.example", "Broken radio", "It is silent", "When do you open?", ticket.number.text] {
                #expect(json.contains(text), "\(text)")
            }
            #expect(!json.contains("shouts"))
            await #expect(throws: PolicyError.forbidden(.remove, .contact)) { try await desk.desk.export(ana, as: desk.ana) }
        }
    }
}
