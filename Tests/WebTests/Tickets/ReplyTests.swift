import Accounts
import Contacts
import Customisation
import Foundation
import HTTPTypes
import HummingbirdTesting
import Outbox
import Primitives
import Storage
import Testing
import Tickets

@testable import Web

@Suite struct ReplyTests {
    private func opened() async throws -> (WorkspaceDesk, Ticket) {
        let shop = try await WorkspaceDesk()
        let ana = try await shop.contact("Ana Popescu", "ana@popescu.example")
        return (shop, try await shop.mail(from: ana, "Shoes", "When?"))
    }

    private func reply(_ text: String, _ more: [(String, String)] = []) -> [(String, String)] {
        [("text", text), ("to", "Ana Popescu <ana@popescu.example>"), ("seen", "1"), ("then", "wait"), ("after", "stay")] + more
    }

    private func messages(_ shop: WorkspaceDesk, _ ticket: Ticket) async throws -> [Message] {
        try await shop.db.read { tx in try MessageStore(tx, department: shop.department).messages(of: ticket.id, most: 100) }
    }

    @Test("a sent reply is held for some seconds, can be taken back, and its words are the draft again")
    func sendAndUndo() async throws {
        let (shop, ticket) = try await opened()
        try await shop.settings.change(Setting.deskSignature.rule, to: "Ribera Sport", at: .department(shop.department), department: shop.department, by: .system)
        let sent = try await shop.send("/tickets/\(ticket.number)/replies", reply("In autumn."), as: shop.marc)
        #expect(sent.status == .seeOther)
        let after = try await shop.get(sent.location, as: shop.marc).page
        #expect(after.contains("data-text=\"Sending to Ana Popescu\"") && after.contains("Leaves at"))
        #expect(after.contains("In autumn.") && after.contains("Ribera Sport"))
        let now = try #require(try await shop.ticket(ticket.number))
        #expect(now.state == .pending && now.assignee == shop.marc.agent.id)
        let undo = try #require(after.firstMatch(of: /action="([^"]+\/withdrawal)"/)).1
        let undone = try await shop.send(String(undo), [], as: shop.marc)
        #expect(undone.status == .seeOther)
        let back = try await shop.get(undone.location, as: shop.marc).page
        #expect(back.contains("data-send-keys>\nIn autumn."), "the words are in the composer again")
        #expect(back.contains("Marc Soler took a reply back before it left"))
    }

    @Test("the other keys solve the ticket or keep it open")
    func keys() async throws {
        for (key, state) in [("solve", State.solved), ("keepOpen", .open)] {
            let (shop, ticket) = try await opened()
            _ = try await shop.send("/tickets/\(ticket.number)/replies", reply("Done.", [("and", key)]), as: shop.marc)
            #expect(try await shop.ticket(ticket.number)?.state == state)
        }
    }

    @Test("when something arrived meanwhile nothing is sent: it is shown, the words stay")
    func collision() async throws {
        let (shop, ticket) = try await opened()
        let newest = try #require(try await messages(shop, ticket).first).id
        _ = try await shop.desk.note(ticket.id, as: shop.lead.access, text: "Do not answer yet")
        let answer = try await shop.send(
            "/tickets/\(ticket.number)/replies", reply("In autumn.", [("newest", newest.text)]), as: shop.marc)
        #expect(answer.status == .conflict)
        #expect(answer.page.contains("Do not answer yet") && answer.page.contains("data-send-keys>\nIn autumn."))
        #expect(answer.page.contains("class=\"unseen\"") && answer.page.contains("changed by someone else meanwhile"))
        #expect(try await messages(shop, ticket).count == 1)
        let again = try #require(answer.page.firstMatch(of: /name="seen" value="(\d+)"><input type="hidden" name="newest"/)).1
        var fields = reply("In autumn.")
        fields[2] = ("seen", String(again))
        #expect(try await shop.send("/tickets/\(ticket.number)/replies", fields, as: shop.marc).status == .seeOther)
        #expect(try await messages(shop, ticket).count == 2)
    }

    @Test("a reply without words, without anybody or to no address comes back with what was typed")
    func refused() async throws {
        let (shop, ticket) = try await opened()
        let path = "/tickets/\(ticket.number)/replies"
        let empty = try await shop.send(path, reply(" "), as: shop.marc)
        #expect(empty.status == .unprocessableContent && empty.page.contains("Please write something first."))
        let nobody = try await shop.send(path, [("text", "Hello you"), ("seen", "1")], as: shop.marc)
        #expect(nobody.page.contains("Please say whom it is for.") && nobody.page.contains("Hello you"))
        for wrong in ["ana", "a b@c.example", "x@y.example\r\nBcc: z@z.example", "\"><script>@x.example"] {
            let answer = try await shop.send(path, [("text", "Hello you"), ("to", wrong), ("seen", "1")], as: shop.marc)
            #expect(answer.status == .unprocessableContent, "\(wrong)")
            #expect(!answer.page.contains("<script>@"))
        }
        #expect(try await messages(shop, ticket).count == 1)
    }

    @Test("recipients can be added and taken out without scripts, and nothing is sent by that")
    func recipients() async throws {
        let (shop, ticket) = try await opened()
        let path = "/tickets/\(ticket.number)/replies"
        let added = try await shop.send(path, reply("Hello", [("to", "bob@else.example, Eva <eva@else.example>"), ("look", "1")]), as: shop.marc)
        #expect(added.status == .ok)
        #expect(added.page.contains("value=\"bob@else.example\"") && added.page.contains("value=\"Eva &lt;eva@else.example&gt;\""))
        let removed = try await shop.send(path, reply("Hello", [("without", "ana@popescu.example")]), as: shop.marc)
        #expect(!removed.page.contains("value=\"Ana Popescu &lt;ana@popescu.example&gt;\"") && removed.page.contains("Hello"))
        #expect(try await messages(shop, ticket).count == 1)
        let found = try await shop.get("/recipients.json?q=popes", as: shop.marc).page
        #expect(found.contains("Ana Popescu <ana@popescu.example>"))
    }

    @Test("a draft is kept while it is written and is there again after a reload, its recipients too")
    func draft() async throws {
        let (shop, ticket) = try await opened()
        let kept = try await shop.send("/drafts/\(ticket.number)/reply", [("text", "Half a sen"), ("to", "bob@else.example"), ("seen", "1")], .put, as: shop.marc)
        #expect(kept.status == .noContent)
        let page = try await shop.get("/tickets/\(ticket.number)", as: shop.marc).page
        #expect(page.contains("data-send-keys>\nHalf a sen") && page.contains("bob@else.example") && page.contains("Draft saved"))
        #expect(try await !shop.get("/tickets/\(ticket.number)", as: shop.lead).page.contains("Half a sen"))
    }

    @Test("a note has no recipients and goes nowhere")
    func note() async throws {
        let (shop, ticket) = try await opened()
        let answer = try await shop.send("/tickets/\(ticket.number)/notes", [("text", "Ask the workshop"), ("to", "ana@popescu.example")], as: shop.marc)
        #expect(answer.status == .seeOther)
        let page = try await shop.get(answer.location, as: shop.marc).page
        #expect(page.contains("Ask the workshop") && page.contains("Note, colleagues only"))
        let parcels = try await shop.db.read { tx in try OutboxStore(tx).list(department: shop.department, before: nil, most: 10) }
        #expect(parcels.isEmpty)
    }

    @Test("after sending one goes where one went last: on to the next, or back to the list")
    func afterwards() async throws {
        let (shop, ticket) = try await opened()
        let next = try await shop.mail(from: ticket.requester, "Second", "text")
        let path = "/tickets/\(ticket.number)/replies?list=team"
        let onward = try await shop.send(path, [("text", "x"), ("to", "ana@popescu.example"), ("seen", "1"), ("after", "next"), ("next", next.number.text)], as: shop.marc)
        #expect(onward.location.hasPrefix("/tickets/\(next.number)?list=team&sent="))
        let back = try await shop.send("/tickets/\(next.number)/replies?list=team", [("text", "x"), ("to", "ana@popescu.example"), ("seen", "1"), ("after", "back")], as: shop.marc)
        #expect(back.location.hasPrefix("/team?sent="))
        #expect(try await shop.get(back.location, as: shop.marc).page.contains("data-undo-until"))
        #expect(try await shop.get("/tickets/\(next.number)", as: shop.marc).page.contains("value=\"back\" checked"))
    }

    @Test("a form of another page is refused")
    func token() async throws {
        let (shop, ticket) = try await opened()
        let stolen = WorkspaceDesk.Person(agent: shop.marc.agent, entry: shop.marc.entry, access: shop.marc.access)
        let answer = try await shop.send("/tickets/\(ticket.number)/notes", [("csrf", "x"), ("text", "y")], as: stolen)
        #expect(answer.status == .forbidden)
    }
}
