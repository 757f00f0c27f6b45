import Contacts
import Foundation
import HTTPTypes
import HummingbirdTesting
import Knowledge
import Primitives
import Storage
import Testing
import Tickets

@testable import Web

@Suite struct UndoTests {
    @Test("a merge is told at the edge with a button that takes it back, once")
    func merge() async throws {
        try await TestHouse.open { house in
            let (first, second) = (try await ticket("Shoes", house), try await ticket("Shoes again", house))
            let browser = try await house.office()
            let fields = ["into": first.number.text, "confirmed": first.number.text, "seen": "1"]
            let merged = try await browser.follow(try await browser.send("/tickets/\(second.number)/merge", fields)).html
            #expect(merged.contains("\(second.number) is part of \(first.number) now."))
            #expect(undo(in: merged) == "/tickets/\(second.number)/unmerge")
            // It is told once: the page opened again has no toast.
            #expect(undo(in: try await browser.get("/tickets/\(first.number)").html) == nil)
            let undone = try await browser.send(try #require(undo(in: merged)))
            #expect(undone.status == .seeOther)
            #expect(try await now(second, house).state == .new)
            #expect(try await browser.follow(undone).html.contains("ticket of its own again"))
        }
    }

    @Test("what was deleted comes back by the button at the edge, without scripts", arguments: ["en", "es", "pt", "ro"])
    func delete(language: String) async throws {
        try await TestHouse.open { house in
            let ticket = try await ticket("Shoes", house), browser = try await house.office()
            _ = try await browser.send("/profile/language", ["language": language])
            let list = try await browser.follow(try await browser.send("/tickets/\(ticket.number)/delete")).html
            #expect(try await now(ticket, house).binned != nil)
            let form = try #require(list.firstMatch(of: /<div class="toast" role="status">.*?<\/form>/)).0
            #expect(form.contains("method=\"post\"") && form.contains("name=\"csrf\""))
            _ = try await browser.send(try #require(undo(in: list)))
            #expect(try await now(ticket, house).binned == nil)
        }
    }

    @Test("a link and a solving can be taken back too")
    func others() async throws {
        try await TestHouse.open { house in
            let (one, two) = (try await ticket("One", house), try await ticket("Two", house)), browser = try await house.office()
            let linked = try await browser.follow(
                try await browser.send("/tickets/\(one.number)/links", ["other": two.number.text, "kind": "waitsFor"])).html
            #expect(try await browser.send(try #require(undo(in: linked))).status == .seeOther)
            #expect(try await browser.get("/tickets/\(one.number)/links").html.contains("linked to no other"))
            let solved = try await browser.follow(try await browser.send("/tickets/\(one.number)/solve", ["nothing": "thanks"])).html
            #expect(try await now(one, house).state == .solved)
            _ = try await browser.send(try #require(undo(in: solved)))
            #expect(try await now(one, house).state == .open)
        }
    }

    @Test("merged contacts are two again, and a deleted article is back")
    func contactsAndArticles() async throws {
        try await TestHouse.open { house in
            let contacts = ContactDesk(db: house.desktop.db, ids: house.ids, clock: house.time.clock), id = house.shop.id
            let one = try await contacts.create(name: "Ana", .email, "ana@popescu.example", as: house.system)
            let two = try await contacts.create(name: "Anita", .email, "anita@popescu.example", as: house.system)
            let browser = try await house.office()
            let fields = [
                "other": "Anita", "other-id": two.id.text, "confirmed": two.id.text, "seen": "\(one.version.number)",
                "other-seen": "\(two.version.number)",
            ]
            let merged = try await browser.follow(try await browser.send("/contacts/\(one.id)/merge", fields)).html
            #expect(try await house.desktop.db.read { tx in try ContactStore(tx, department: id).current(one.id).id } == two.id)
            _ = try await browser.send(try #require(undo(in: merged)))
            #expect(try await house.desktop.db.read { tx in try ContactStore(tx, department: id).current(one.id).id } == one.id)
            let article = try await house.publish("Returning shoes", "Thirty days.", for: .customers)
            let binned = try await browser.follow(try await browser.send("/knowledge/\(article.id)/bin", ["seen": "\(article.version.number)"])).html
            _ = try await browser.send(try #require(undo(in: binned)))
            #expect(try await browser.get("/knowledge/\(article.id)").html.contains("Thirty days."))
        }
    }

    @Test("nobody else's words make a button: a notice that was not signed by the desk says nothing")
    func forged() async throws {
        try await TestHouse.open { house in
            let browser = try await house.office()
            let notice = #"{"key":"steps.done.deleted","kind":"told","values":{"undo":"/sign-out"}}"#
            let page = try await browser.get("/inbox", [.cookie: "amparo-flash=\(Data(notice.utf8).base64EncodedString()).x"]).html
            #expect(undo(in: page) == nil)
        }
    }

    private func undo(in page: String) -> String? {
        page.firstMatch(of: /class="toast".*?action="([^"]+)"/).map { String($0.1).replacing("&amp;", with: "&") }
    }

    private func ticket(_ subject: String, _ house: TestHouse) async throws -> Ticket {
        let contacts = ContactDesk(db: house.desktop.db, ids: house.ids, clock: house.time.clock)
        let ana = try await contacts.create(name: "Ana", .email, "\(subject.filter(\.isLetter))@popescu.example", as: house.system)
        var new = NewTicket(subject: subject, requester: ana.id, channel: .email)
        new.message = NewMessage(.incoming, .email, by: .contact(ana.id), text: "When?")
        return try await house.desktop.desk.open(new, as: house.system).ticket
    }

    private func now(_ ticket: Ticket, _ house: TestHouse) async throws -> Ticket {
        try #require(try await house.tickets().first { $0.id == ticket.id })
    }
}
