import Accounts
import Contacts
import HTTPTypes
import HummingbirdTesting
import Primitives
import Testing
import Tickets

@testable import Web

@Suite struct ContactMergeTests {
    @Test("two people are told as one after seeing what that does, and are two again when undone")
    func mergedAndUndone() async throws {
        try await TestOffice.open { office in
            let twin = try await office.person("Ana Popescu", .x, "@ana_runs")
            let ticket = try await office.ticket("From X", from: twin)
            let path = "/contacts/\(twin.id)/merge"
            #expect(try await office.get(path).html.contains("value=\"\(office.ana.id)\""))
            let preview = try await office.post(path, ["pick": office.ana.id.text])
            #expect(preview.status == .unprocessableContent && preview.html.contains("1 open ticket stands under Ana Popescu"))
            let fields = [
                "other": "Ana Popescu", "other-id": office.ana.id.text, "confirmed": office.ana.id.text, "seen": "\(twin.version.number)",
                "other-seen": "\(office.ana.version.number)",
            ]
            #expect(try await office.post(path, fields).leadsTo == "/contacts/\(office.ana.id)")
            #expect(try await office.get("/contacts/\(twin.id)").leadsTo == "/contacts/\(office.ana.id)")
            let page = try await office.get("/contacts/\(office.ana.id)").html
            #expect(page.contains("\(ticket.number)") && page.contains("Also known as") && page.contains("action=\"/contacts/\(twin.id)/unmerge\""))
            #expect(try await office.post("/contacts/\(twin.id)/unmerge").leadsTo == "/contacts/\(twin.id)")
            #expect(try await office.get("/contacts/\(office.ana.id)").html.contains("\(ticket.number)") == false)
            #expect(try await office.ways(to: twin).count == 1)
        }
    }

    @Test("nobody is merged into themself, and an unknown name asks again")
    func refused() async throws {
        try await TestOffice.open { office in
            let path = "/contacts/\(office.ana.id)/merge"
            let themself = try await office.post(path, ["pick": office.ana.id.text])
            #expect(themself.status == .unprocessableContent && themself.html.contains("A contact cannot be merged into itself."))
            let unknown = try await office.post(path, ["other": "Nobody <i>"])
            #expect(unknown.status == .unprocessableContent && unknown.html.contains("value=\"Nobody &lt;i&gt;\""))
        }
    }

    @Test("erasing needs the right and the name, and then nobody finds them")
    func erased() async throws {
        try await TestOffice.open { office in
            let path = "/contacts/\(office.ana.id)/erase"
            #expect(try await office.get(path).status == .forbidden)
            #expect(try await office.post(path, ["name": "Ana Popescu"]).status == .forbidden)
            let other = try await office.post(path, ["name": "Bob"], as: "ada")
            #expect(other.status == .unprocessableContent && other.html.contains("This is not their name."))
            #expect(try await office.post(path, ["name": "ana popescu"], as: "ada").leadsTo == "/contacts")
            #expect(try await office.get("/contacts").html.contains("Ana Popescu") == false)
            #expect(try await office.get("/contacts/\(office.ana.id)").html.contains("popescu") == false)
        }
    }

    @Test("all that is known of a person is exported by who may erase them")
    func exported() async throws {
        try await TestOffice.open { office in
            let path = "/contacts/\(office.ana.id)/export"
            #expect(try await office.post(path).status == .forbidden)
            let file = try await office.post(path, as: "ada")
            #expect(file.headers[.contentType] == "application/json" && file.html.contains("ana@popescu.example"))
        }
    }
}

@Suite struct OrganisationPageTests {
    @Test("an organisation has its people by their domain, its place in the tree, and what they asked")
    func page() async throws {
        try await TestOffice.open { office in
            let group = try #require(try await office.post("/organisations", ["name": "Stone Group"]).leadsTo)
            let made = try await office.post(
                "/organisations", ["name": "Stone Ltd", "parent": "Stone Group", "domains": "stone.example", "number": "K-17", "shares": "on"])
            let path = try #require(made.leadsTo)
            let bob = try await office.person("Bob Stone", .email, "bob@stone.example")
            let ticket = try await office.ticket("Delivery", from: bob)
            let page = try await office.get(path).html
            #expect(page.contains("Bob Stone") && page.contains("\(ticket.number)") && page.contains("K-17") && page.contains("href=\"\(group)\""))
            #expect(!page.contains("contactpage."))
            #expect(try await office.get(group).html.contains("href=\"\(path)\""))
            #expect(try await office.get("/organisations?q=K-17").html.contains("Stone Ltd"))
        }
    }

    @Test("a domain where anyone has an address, and a tree that bites its tail, come back at their field")
    func refused() async throws {
        try await TestOffice.open { office in
            let open = try await office.post("/organisations", ["name": "Mail", "domains": "gmail.com"])
            #expect(open.status == .unprocessableContent && open.html.contains("so it cannot belong to one organisation"))
            let group = try #require(try await office.post("/organisations", ["name": "Stone Group"]).leadsTo)
            _ = try await office.post("/organisations", ["name": "Stone Ltd", "parent": "Stone Group"])
            let loop = try await office.post(group + "/edit", ["name": "Stone Group", "parent": "Stone Ltd", "seen": "1"])
            #expect(loop.status == .unprocessableContent && loop.html.contains("cannot stand below itself"))
        }
    }
}
