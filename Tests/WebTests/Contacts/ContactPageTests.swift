import Accounts
import Contacts
import Foundation
import HTTPTypes
import HummingbirdTesting
import Primitives
import Storage
import Testing
import Tickets

@testable import Web

extension TestOffice {
    func person(_ name: String, _ kind: Identity.Kind? = nil, _ value: String = "") async throws -> Contact {
        try await desktop.people.create(name: name, kind, value, as: .system(shop.id))
    }

    func now(_ contact: Contact) async throws -> Contact {
        try await desktop.db.read { [shop] tx in try ContactStore(tx, department: shop.id).require(contact.id) }
    }

    func ways(to contact: Contact) async throws -> [String] {
        try await desktop.db.read { [shop] tx in try IdentityStore(tx, department: shop.id).of(contact.id).map(\.value) }
    }
}

@Suite struct ContactPageTests {
    @Test("people stand in one list by name, and are found by name, address, number or organisation", arguments: [
        ("", ["Ana Popescu", "Bob Stone"]), ("stone", ["Bob Stone"]), ("bob@", ["Bob Stone"]), ("+34600000142", ["Ana Popescu"]), ("nobody", []),
    ])
    func list(typed: String, found: [String]) async throws {
        try await TestOffice.open { office in
            _ = try await office.person("Bob Stone", .email, "bob@stone.example")
            _ = try await office.desktop.people.add(.phone, "+34 600 000 142", to: office.ana.id, as: .system(office.shop.id))
            let page = try await office.get("/contacts?q=\(typed.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")").html
            for name in ["Ana Popescu", "Bob Stone"] { #expect(page.contains("<span class=\"subject cut\">\(name)</span>") == found.contains(name)) }
            #expect(!page.contains("contactpage.") && (!found.isEmpty || page.contains("Nobody found for “nobody”")))
        }
    }

    @Test("one page tells who it is, how to reach them, and everything asked and told")
    func page() async throws {
        try await TestOffice.open { office in
            let ticket = try await office.ticket("Zipper broke")
            let question = try await office.noted("Open on Sunday?", "No", contact: office.ana)
            let page = try await office.get("/contacts/\(office.ana.id)").html
            #expect(page.contains("<h1>Ana Popescu</h1>") && page.contains("ana@popescu.example"))
            #expect(page.contains("href=\"/tickets/\(ticket.number)\"") && page.contains("href=\"/questions/\(question.id)\""))
            #expect(page.contains("Asked \(ticket.number)") && !page.contains("contactpage."))
            for place in ["tickets", "timeline", "questions"] {
                let whole = try await office.get("/contacts/\(office.ana.id)/\(place)")
                #expect(whole.status == .ok && whole.html.contains("Ana Popescu") && !whole.html.contains("contactpage."))
            }
            #expect(try await office.get("/contacts/4711").status == .notFound)
        }
    }

    @Test("what somebody calls themselves is text")
    func hostile() async throws {
        try await TestOffice.open { office in
            let contact = try await office.person("<script>alert(1)</script>", .email, "eve@example.org")
            for path in ["/contacts", "/contacts/\(contact.id)", "/contacts/\(contact.id)/edit", "/contacts/\(contact.id)/merge"] {
                let page = try await office.get(path).html
                #expect(page.contains("&lt;script&gt;alert(1)") && !page.contains("<script>alert"))
            }
        }
    }

    @Test("a new contact; an address that somebody has already leads to them")
    func created() async throws {
        try await TestOffice.open { office in
            let made = try await office.post("/contacts", ["name": "Bob Stone", "kind": "phone", "value": "+34 600 000 142", "language": "pt"])
            let page = try await office.get(try #require(made.leadsTo)).html
            #expect(page.contains("Bob Stone") && page.contains("600 000 142") && page.contains("Writes Português"))
            let taken = try await office.post("/contacts", ["name": "Other", "kind": "email", "value": "ana@popescu.example"])
            #expect(taken.status == .unprocessableContent)
            #expect(taken.html.contains("value=\"Other\"") && taken.html.contains("href=\"/contacts/\(office.ana.id)\">Open Ana Popescu"))
        }
    }

    @Test("edited, with what somebody else wrote meanwhile shown before anything is lost")
    func edited() async throws {
        try await TestOffice.open { office in
            let path = "/contacts/\(office.ana.id)/edit", seen = "\(office.ana.version.number)"
            let first = try await office.post(path, ["name": "Ana Pop", "notes": "Calls at noon", "vip": "on", "seen": seen], as: "ada")
            #expect(first.leadsTo == "/contacts/\(office.ana.id)")
            let late = try await office.post(path, ["name": "Ana P.", "notes": "", "seen": seen])
            #expect(late.status == .unprocessableContent && late.html.contains("Calls at noon") && late.html.contains("value=\"Ana P.\""))
            let after = try await office.now(office.ana)
            #expect(after.name == "Ana Pop" && after.isVIP && after.notes == "Calls at noon")
        }
    }

    @Test("ways to a person, their organisation and whose assistant they are, each added and taken away")
    func ways() async throws {
        try await TestOffice.open { office in
            let path = "/contacts/\(office.ana.id)", bob = try await office.person("Bob Stone")
            _ = try await office.post("/organisations", ["name": "Stone Ltd", "domains": "stone.example"])
            _ = try await office.post(path + "/identities", ["kind": "x", "value": "@ana_runs"])
            #expect(try await office.ways(to: office.ana).count == 2)
            let wrong = try await office.post(path + "/identities", ["kind": "email", "value": "no address <b>"])
            #expect(wrong.status == .unprocessableContent && wrong.html.contains("no address &lt;b&gt;"))
            let seen = "\(try await office.now(office.ana).version.number)"
            #expect(try await office.post(path + "/organisations", ["organisation": "Stone Ltd", "seen": seen]).status == .seeOther)
            #expect(try await office.post(path + "/relations", ["relation": "assistant", "other": "Bob Stone", "until": "2099-12-24"]).status == .seeOther)
            let page = try await office.get(path).html
            #expect(page.contains("until 24 December 2099"))
            #expect(page.contains("Stone Ltd") && page.contains("assistant of") && page.contains("ana_runs"))
            #expect(try await office.get("/contacts/\(bob.id)").html.contains("is assisted by"))
            let pattern = try Regex("name=\"remove\" value=\"([0-9]+)\"", as: (Substring, Substring).self)
            for removed in page.matches(of: pattern) {
                let part = page[..<removed.range.lowerBound]
                let action = part.range(of: "action=\"", options: .backwards).map { part[$0.upperBound...].prefix { $0 != "\"" } } ?? ""
                #expect(try await office.post(String(action), ["remove": String(removed.1)]).status == .seeOther)
            }
            let bare = try await office.get(path).html
            #expect(!bare.contains("ana_runs") && bare.contains("No way to reach them is known."))
        }
    }
}
