import Accounts
import Contacts
import Primitives
import Search
import Storage
import Testing

@testable import Tickets

@Suite struct TicketFilterTests {
    @Test("each filter finds the tickets it describes, alone and beside a word")
    func filters() async throws {
        try await SearchingDesk.with { desk in
            let ana = try await desk.customer("Ana Pop", "ana@pop.example"), ion = try await desk.customer("Ion Ionescu", "ion@x.example")
            let old = try await desk.ticket("Okapi old", "okapi", from: ana, language: .es, tags: ["VIP"])
            desk.time.advance(by: .days(30))
            let new = try await desk.ticket("Okapi new", "okapi", from: ion, language: .ro, tags: ["añejo"])
            var properties = Properties()
            properties.priority = .urgent
            properties.kind = .incident
            var solved = try await desk.ticket("Okapi solved", "okapi", from: ion)
            solved = try await desk.desk.assign(solved.id, to: desk.ion.agent, seen: solved.version, as: desk.ion)
            solved = try await desk.desk.set(properties, on: solved.id, seen: solved.version, as: desk.ion)
            properties = Properties()
            properties.state = .solved
            try await desk.desk.set(properties, on: solved.id, seen: solved.version, as: desk.ion)
            let cases: [(String, [Ticket])] = [
                ("state:new", [old, new]), ("state:solved", [solved]), ("state:active", [old, new]), ("NOT state:solved", [old, new]),
                ("tier:1", [old, new, solved]), ("tier:>1", []), ("queue:atencion", [old, new, solved]), ("queue:nowhere", []),
                ("assignee:none", [old, new]), ("assignee:ion", [solved]), ("assignee:me", []), ("assignee:*", [solved]),
                ("from:ana", [old]), ("from:\"Ion Ionescu\"", [new, solved]), ("from:ana@pop.example", [old]), ("from:nobody", []),
                ("tag:vip", [old]), ("tag:anejo", [new]), ("tag:añ*", [new]), ("tag:*", [old, new]), ("kind:incident", [solved]),
                ("priority:urgent", [solved]), ("priority:normal,low", [old, new]), ("channel:email", [old, new, solved]),
                ("channel:phone", []), ("created:<7d", [new, solved]), ("created:>7d", [old]), ("changed:<7d", [new, solved]),
                ("language:es", [old]), ("language:es,ro", [old, new]), ("is:unassigned", [old, new]), ("is:confidential", []),
                ("number:\(old.number.text)", [old]), ("category:*", []), ("state:new OR priority:urgent", [old, new, solved]),
                ("tag:vip state:solved", []), ("from:ion state:solved", [solved]), ("-tag:vip", [new, solved]),
            ]
            for isFolded in [false, true] {
                if isFolded { try await desk.fold() }
                for (query, tickets) in cases {
                    #expect(Set(try await desk.numbers(query)) == Set(tickets.map(\.number)), "\(query)")
                    #expect(Set(try await desk.numbers("okapi \(query)")) == Set(tickets.map(\.number)), "okapi \(query)")
                }
                #expect(Set(try await desk.numbers("solved OR tag:vip")) == [solved.number, old.number])
                #expect(Set(try await desk.numbers("state:active -okapi")).isEmpty)
            }
        }
    }

    @Test("the last active ticket comes first without words")
    func order() async throws {
        try await SearchingDesk.with { desk in
            let customer = try await desk.customer("Ana Pop")
            let one = try await desk.ticket("One", "one", from: customer), two = try await desk.ticket("Two", "two", from: customer)
            #expect(try await desk.numbers("state:new") == [two.number, one.number])
            #expect(try await desk.numbers("") == [two.number, one.number])
        }
    }
}
