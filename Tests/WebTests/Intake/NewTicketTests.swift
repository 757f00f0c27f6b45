import Accounts
import Contacts
import HTTPTypes
import HummingbirdTesting
import Primitives
import Storage
import Testing
import Tickets

@testable import Web

@Suite struct NewTicketTests {
    private func tickets(_ office: TestOffice) async throws -> [Ticket] {
        try await office.desktop.db.read { [shop = office.shop] tx in try TicketStore(tx, department: shop.id).oldest(after: nil, most: 10) }
    }

    @Test("a caller's ticket needs a subject or a text, nothing else; its number is shown large")
    func leastOfAll() async throws {
        try await TestOffice.open { office in
            let filed = try await office.post("/tickets/new", ["subject": "Zipper broke", "channel": "phone"])
            #expect(filed.status == .seeOther)
            let ticket = try #require(try await tickets(office).first)
            #expect(filed.leadsTo == "/tickets/\(ticket.number)/filed")
            #expect(ticket.channel == .phone && ticket.subject == "Zipper broke" && ticket.assignee == nil)
            let page = try await office.get("/tickets/\(ticket.number)/filed").html
            #expect(page.contains("<h1 class=\"num read-out\" tabindex=\"-1\" data-focus>\(ticket.number)</h1>"))
        }
    }

    @Test("neither subject nor text: the page says so and keeps what was typed")
    func nothingSaid() async throws {
        try await TestOffice.open { office in
            let answer = try await office.post("/tickets/new", ["who": "Ana Popescu", "subject": "", "text": " ", "channel": "counter", "mine": "on"])
            #expect(answer.status == .unprocessableContent)
            #expect(answer.html.contains("A ticket needs a subject or a text."))
            #expect(answer.html.contains("value=\"Ana Popescu\"") && answer.html.contains("value=\"counter\" checked"))
            #expect(try await tickets(office).isEmpty)
        }
    }

    @Test("the caller is found by what they say of themselves", arguments: ["ana@popescu.example", "Ana Popescu", "popescu ana", "ANA@POPESCU.EXAMPLE"])
    func found(who: String) async throws {
        try await TestOffice.open { office in
            let answer = try await office.post("/tickets/new", ["who": who, "text": "Hello", "channel": "phone"])
            let first = try await tickets(office).first
            if who == "popescu ana" {
                #expect(answer.status == .unprocessableContent && answer.html.contains("Which of them"))
            } else {
                #expect(first?.requester == office.ana.id)
            }
        }
    }

    @Test("somebody new becomes a contact at once, with the address they gave")
    func newcomer() async throws {
        try await TestOffice.open { office in
            _ = try await office.post("/tickets/new", ["who": "Bob Stone", "address": "+34 600 000 142", "text": "Hello", "channel": "phone"])
            let ticket = try #require(try await tickets(office).first)
            let (contact, ways) = try await office.desktop.db.read { [shop = office.shop] tx in
                (
                    try ContactStore(tx, department: shop.id).find(ticket.requester),
                    try IdentityStore(tx, department: shop.id).of(ticket.requester)
                )
            }
            #expect(contact?.name == "Bob Stone")
            #expect(ways.map(\.kind) == [.phone])
            let wrong = try await office.post("/tickets/new", ["who": "Bob", "address": "not an address", "text": "Hello", "channel": "phone"])
            #expect(wrong.status == .unprocessableContent && wrong.html.contains("not an address"))
        }
    }

    @Test("assigned to me only where I work; my team's queue is the usual one")
    func mine() async throws {
        try await TestOffice.open { office in
            _ = try await office.post("/tickets/new", ["text": "Hello", "channel": "phone", "mine": "on"], as: "rui")
            let ticket = try #require(try await tickets(office).first)
            #expect(ticket.queue == office.queues[1].id && ticket.assignee == office.agents["rui"]?.id)
            let refused = try await office.post(
                "/tickets/new", ["text": "Hello", "channel": "phone", "mine": "on", "queue": office.queues[0].id.text], as: "rui")
            #expect(refused.status == .unprocessableContent && refused.html.contains("does not work this queue"))
        }
    }

    @Test("control characters and nonsense choices are refused on the page", arguments: [("subject", "a\u{7}b"), ("channel", "email"), ("priority", "9"), ("queue", "x")])
    func hostile(field: String, value: String) async throws {
        try await TestOffice.open { office in
            let fields = ["text": "kept <text>", "channel": "phone"].merging([field: value]) { $1 }
            let answer = try await office.post("/tickets/new", fields)
            #expect(answer.status == .unprocessableContent && answer.html.contains("kept &lt;text&gt;"))
        }
    }

    @Test("the other open tickets of the same person stand beside the number")
    func others() async throws {
        try await TestOffice.open { office in
            let first = try await office.ticket("First")
            let filed = try await office.post("/tickets/new", ["who": "ana@popescu.example", "text": "Second", "channel": "phone"])
            let page = try await office.get(try #require(filed.leadsTo)).html
            #expect(page.contains("Ana Popescu has 1 other open ticket") && page.contains(first.number.text))
        }
    }
}
