import Accounts
import Foundation
import HTTPTypes
import HummingbirdTesting
import Primitives
import Testing
import Tickets

@testable import Web

@Suite struct PropertiesTests {
    private func opened() async throws -> (WorkspaceDesk, Ticket) {
        let shop = try await WorkspaceDesk()
        let ana = try await shop.contact("Ana Popescu", "ana@popescu.example")
        return (shop, try await shop.mail(from: ana, "Shoes", "When?"))
    }

    @Test("one field alone is set, the rest stays")
    func oneField() async throws {
        let (shop, ticket) = try await opened()
        let answer = try await shop.send("/tickets/\(ticket.number)/properties?list=mine", [("seen", "1"), ("priority", "urgent")], as: shop.marc)
        #expect(answer.status == .seeOther && answer.location == "/tickets/\(ticket.number)?list=mine")
        let now = try #require(try await shop.ticket(ticket.number))
        #expect(now.priority == .urgent && now.subject == "Shoes" && now.state == .new)
    }

    @Test("all fields at once: subject, kind, tags, affected person, confidential")
    func allFields() async throws {
        let (shop, ticket) = try await opened()
        let bob = try await shop.contact("Bob Stone", "bob@stone.example")
        let form = try await shop.get("/tickets/\(ticket.number)/properties", as: shop.marc)
        #expect(form.status == .ok && form.page.contains("name=\"requester\"") && form.page.contains("Ana Popescu"))
        let answer = try await shop.send(
            "/tickets/\(ticket.number)/properties",
            [
                ("seen", "1"), ("subject", "Vento 3, size 42"), ("kind", "incident"), ("priority", "high"), ("tags", "shoes, Vento; shoes"),
                ("requester", "Ana Popescu"), ("requester-id", ticket.requester.text), ("affected", "bob@stone.example"), ("affected-id", ""),
                ("confidential-there", "1"), ("confidential", "on"), ("queue", shop.queues[0].id.text),
            ], as: shop.marc)
        #expect(answer.status == .seeOther)
        let now = try #require(try await shop.ticket(ticket.number))
        #expect(now.subject == "Vento 3, size 42" && now.kind == .incident && now.tags.map(\.text) == ["Vento", "shoes"])
        #expect(now.affected == bob && now.isConfidential && now.requester == ticket.requester)
    }

    @Test("what cannot be comes back with what was typed")
    func refused() async throws {
        let (shop, ticket) = try await opened()
        let answer = try await shop.send(
            "/tickets/\(ticket.number)/properties", [("seen", "1"), ("subject", ""), ("tags", "kept, these"), ("affected", "Nobody Known")],
            as: shop.marc)
        #expect(answer.status == .unprocessableContent)
        #expect(answer.page.contains("kept, these") && answer.page.contains("Nobody Known") && answer.page.contains("aria-invalid"))
        #expect(try await shop.ticket(ticket.number)?.subject == "Shoes")
        let state = try await shop.send("/tickets/\(ticket.number)/properties", [("seen", "1"), ("state", "merged")], as: shop.marc)
        #expect(state.status == .unprocessableContent)
    }

    @Test("someone else was faster: it is said, nothing is lost, and the second try works")
    func conflict() async throws {
        let (shop, ticket) = try await opened()
        _ = try await shop.desk.note(ticket.id, as: shop.lead.access, text: "x")
        let answer = try await shop.send("/tickets/\(ticket.number)/properties", [("seen", "1"), ("subject", "New words")], as: shop.marc)
        #expect(answer.status == .unprocessableContent && answer.page.contains("New words"))
        let seen = try #require(answer.page.firstMatch(of: /name="seen" value="(\d+)"/)).1
        let again = try await shop.send("/tickets/\(ticket.number)/properties", [("seen", String(seen)), ("subject", "New words")], as: shop.marc)
        #expect(again.status == .seeOther)
    }

    @Test("an unassigned ticket is taken by one press, and who does not work its queue is refused")
    func take() async throws {
        let (shop, ticket) = try await opened()
        let page = try await shop.get("/tickets/\(ticket.number)", as: shop.marc).page
        #expect(page.contains("action=\"/tickets/\(ticket.number)/assignee\""))
        let wrong = try await shop.send("/tickets/\(ticket.number)/assignee", [("seen", "1"), ("to", shop.ines.agent.id.text)], as: shop.marc)
        #expect(wrong.status == .unprocessableContent)
        let taken = try await shop.send("/tickets/\(ticket.number)/assignee", [("seen", "1"), ("to", shop.marc.agent.id.text)], as: shop.marc)
        #expect(taken.status == .seeOther)
        #expect(try await shop.ticket(ticket.number)?.assignee == shop.marc.agent.id)
    }

    @Test("a ticket moves to another queue with its tier, and leaves the mover's sight with a way back")
    func move() async throws {
        let (shop, ticket) = try await opened()
        let answer = try await shop.send("/tickets/\(ticket.number)/properties", [("seen", "1"), ("queue", shop.queues[1].id.text)], as: shop.lead)
        #expect(answer.status == .seeOther)
        #expect(try await shop.ticket(ticket.number)?.tier == Tier(2))
    }
}
