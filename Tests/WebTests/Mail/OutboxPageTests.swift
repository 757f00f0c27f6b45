import Contacts
import HTTPTypes
import HummingbirdTesting
import Outbox
import Primitives
import Storage
import Testing
import Tickets

@testable import Web

@Suite struct OutboxPageTests {
    private func reply(_ office: TestOffice, on ticket: Ticket, _ text: String = "It is back <now>.") async throws -> Parcel {
        let message = try await office.desktop.desk.reply(
            ticket.id, seen: ticket.version, as: office.access("ines"),
            Reply(text: text, recipients: Recipients(to: [.init(name: "Ana", address: "ana@popescu.example")])))
        return try #require(try await parcels(office, message).last)
    }

    private func parcels(_ office: TestOffice, _ message: ID<Message>) async throws -> [Parcel] {
        try await office.desktop.db.read { [shop = office.shop] tx in try OutboxStore(tx).find(owner: message.rawValue, department: shop.id) }
    }

    @Test("without a way out each mail is shown whole, with a calm word, and can be taken back")
    func waiting() async throws {
        try await TestOffice.open { office in
            let ticket = try await office.ticket()
            let parcel = try await reply(office, on: ticket)
            let page = try await office.get("/outbox").html
            #expect(page.contains("nothing leaves") && page.contains("It is back &lt;now&gt;."))
            #expect(page.contains("ana@popescu.example") && page.contains("action=\"/outbox/\(parcel.id)/withdraw\""))
            let whole = try await office.get("/outbox/\(parcel.id)").html
            #expect(whole.contains("Subject: x") && whole.contains("how it would leave now"))
            #expect(try await office.post("/outbox/\(parcel.id)/withdraw").status == .seeOther)
            #expect(try await office.get("/outbox?shelf=withdrawn").html.contains("id=\"p-\(parcel.id)\""))
            #expect(try await office.post("/outbox/\(parcel.id)/withdraw").status == .conflict)
        }
    }

    @Test("a mail that failed is sent again once, however often the button is pressed")
    func again() async throws {
        try await TestOffice.open { office in
            let ticket = try await office.ticket()
            let parcel = try await reply(office, on: ticket)
            let now = office.time.clock.now()
            try await office.desktop.db.write { [shop = office.shop] tx in
                try OutboxStore(tx).markFailed(parcel.id, words: "550 no such user", at: now)
                try IdentityStore(tx, department: shop.id).suppress(.email, "ana@popescu.example", why: "550", at: now)
            }
            let page = try await office.get("/outbox?shelf=trouble").html
            #expect(page.contains("550 no such user") && page.contains("action=\"/outbox/\(parcel.id)/retry\""))
            #expect(try await office.post("/outbox/\(parcel.id)/retry").status == .seeOther)
            #expect(try await office.post("/outbox/\(parcel.id)/retry").status == .conflict)
            let all = try await parcels(office, ID(parcel.owner))
            #expect(all.map(\.state) == [.failed, .due])
            #expect(try await !office.get("/outbox?shelf=trouble").html.contains("/retry\""))
        }
    }

    @Test("an agent sees the mail of tickets they may see, and no other")
    func policy() async throws {
        try await TestOffice.open { office in
            let ticket = try await office.ticket()
            let parcel = try await reply(office, on: ticket, "Only for the shop")
            let others = try await office.get("/outbox", as: "rui").html
            #expect(!others.contains("Only for the shop") && others.contains("To leave</a>"))
            #expect(try await office.get("/outbox/\(parcel.id)", as: "rui").status == .notFound)
            #expect(try await office.post("/outbox/\(parcel.id)/withdraw", as: "rui").status == .notFound)
            #expect(try await office.post("/outbox/\(parcel.id)/retry", as: "rui").status == .notFound)
            #expect(try await office.get("/outbox", as: "ada").html.contains("Only for the shop"))
        }
    }

    @Test("shelves with nothing on them say what will come", arguments: OutboxShelf.allCases)
    func empty(shelf: OutboxShelf) async throws {
        try await TestOffice.open { office in
            let page = try await office.get("/outbox?shelf=\(shelf.rawValue)").html
            #expect(page.contains("class=\"empty\"") && !page.contains("outboxpage."))
        }
    }
}
