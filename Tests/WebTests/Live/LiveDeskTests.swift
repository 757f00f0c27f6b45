import Accounts
import Events
import Foundation
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Primitives
import Storage
import StorageTesting
import Testing
import Tickets

@testable import Web

@Suite struct LiveDeskTests {
    /// Everything a browser has heard so far; the stream ends with it.
    private func heard(_ receiver: LiveReceiver) async -> String {
        receiver.end()
        var text = ""
        for await piece in receiver.stream { text += String(buffer: piece) }
        return text
    }

    /// A look at the log after what was written until now.
    private func round(_ shop: WorkspaceDesk, after position: Int64) async throws -> Int64 {
        try await shop.db.givePositions()
        return try await shop.live.round(after: position)
    }

    private func position(_ shop: WorkspaceDesk) async throws -> Int64 {
        try await shop.db.givePositions()
        return try await shop.db.read { tx in try EventStore(tx).last() }
    }

    @Test("a new ticket is told to the team it waits for, with its lists and counters, and to nobody else")
    func tellsTheTeam() async throws {
        let shop = try await WorkspaceDesk()
        let ana = try await shop.contact("Ana Popescu", "ana@popescu.example")
        let start = try await position(shop)
        let receivers = try await [shop.marc, shop.ines, shop.lead].asyncMap { try await shop.live.listen($0.agent.id, after: LivePositions(start)) }
        let ticket = try await shop.mail(from: ana, "Shoes", "When?")
        let end = try await round(shop, after: start)
        #expect(try await end == position(shop))
        let texts = await receivers.asyncMap { await heard($0) }
        #expect(texts[0].contains("event: ticket\nid: ") && texts[0].contains("\"number\":\"\(ticket.number)\""))
        #expect(texts[0].contains("\"lists\":[\"inbox\",\"team\",\"queue-\(shop.queues[0].id)\",\"all\"]"))
        #expect(texts[0].contains("\"inbox\":1"))
        #expect(!texts[1].contains(ticket.number.text))
        #expect(texts[2].contains(ticket.number.text) && !texts[2].contains("\"inbox\":1"))
    }

    @Test("a confidential ticket is told to the people named on it only")
    func confidential() async throws {
        let shop = try await WorkspaceDesk()
        let ana = try await shop.contact("Ana Popescu", "ana@popescu.example")
        let ticket = try await shop.mail(from: ana, "Salary", "secret")
        var properties = Properties()
        properties.isConfidential = true
        let confidential = try await shop.desk.set(properties, on: ticket.id, seen: ticket.version, as: shop.marc.access)
        let start = try await position(shop)
        let receivers = try await [shop.marc, shop.lead].asyncMap { try await shop.live.listen($0.agent.id, after: LivePositions(start)) }
        _ = try await shop.desk.note(confidential.id, as: shop.marc.access, text: "more")
        _ = try await round(shop, after: start)
        let texts = await receivers.asyncMap { await heard($0) }
        #expect(texts[0].contains(ticket.number.text))
        #expect(!texts[1].contains(ticket.number.text))
    }

    @Test("an agent who left the team hears no more of it, and one who may not sign in is let go")
    func rightsTakenAway() async throws {
        let shop = try await WorkspaceDesk()
        let ana = try await shop.contact("Ana Popescu", "ana@popescu.example")
        let start = try await position(shop)
        let receiver = try await shop.live.listen(shop.marc.agent.id, after: LivePositions(start))
        try await shop.db.write { tx in try TeamStore(tx).leave(shop.marc.agent.id, shop.queues[0].team) }
        let ticket = try await shop.mail(from: ana, "Shoes", "When?")
        let next = try await round(shop, after: start)
        try await shop.db.write { tx in
            var agent = try AgentStore(tx).require(shop.marc.agent.id)
            agent.isActive = false
            try AgentStore(tx).update(agent, seen: agent.version)
        }
        try await shop.mail(from: ana, "Again", "When?")
        _ = try await round(shop, after: next)
        var text = ""
        for await piece in receiver.stream { text += String(buffer: piece) }  // ends by itself
        #expect(!text.contains(ticket.number.text))
        #expect(shop.live.count == 0)
    }

    @Test("after a lost connection what came meanwhile follows at once")
    func catchUp() async throws {
        let shop = try await WorkspaceDesk()
        let ana = try await shop.contact("Ana Popescu", "ana@popescu.example")
        let start = try await position(shop)
        let ticket = try await shop.mail(from: ana, "Shoes", "When?")
        try await shop.db.givePositions()
        let text = await heard(try await shop.live.listen(shop.marc.agent.id, after: LivePositions(start)))
        #expect(text.contains(ticket.number.text) && text.contains("event: counters"))
        let fresh = await heard(try await shop.live.listen(shop.marc.agent.id, after: nil))
        #expect(!fresh.contains(ticket.number.text) && fresh.contains("event: counters"))
    }

    @Test("when the server stops every stream ends, and none begins")
    func stops() async throws {
        let shop = try await WorkspaceDesk()
        let receiver = try await shop.live.listen(shop.marc.agent.id, after: nil)
        shop.live.stop()
        for await _ in receiver.stream {}
        for await _ in try await shop.live.listen(shop.marc.agent.id, after: nil).stream {}
        let answer = try await shop.get("/events", as: shop.marc)
        #expect(answer.headers[.contentType] == "text/event-stream; charset=utf-8" && answer.status == .ok)
    }

    @Test("a browser that does not keep up is let go instead of filling the memory")
    func slow() async throws {
        let shop = try await WorkspaceDesk()
        let receiver = try await shop.live.listen(shop.marc.agent.id, after: nil)
        for _ in 0..<1000 { receiver.ping() }
        var count = 0
        for await _ in receiver.stream { count += 1 }
        #expect(count <= 256)
    }

    @Test("who opens a ticket is shown to those who have it open, and to themselves without their own name")
    func presence() async throws {
        let shop = try await WorkspaceDesk()
        let ana = try await shop.contact("Ana Popescu", "ana@popescu.example")
        let ticket = try await shop.mail(from: ana, "Shoes", "When?")
        let receiver = try await shop.live.listen(shop.marc.agent.id, after: nil)
        for (person, what) in [(shop.marc, "reading"), (shop.lead, "writing")] {
            #expect(try await shop.send("/tickets/\(ticket.number)/presence", [("what", what)], as: person).status == .noContent)
        }
        let text = await heard(receiver)
        #expect(text.contains("\"writing\":[\"Ruth Lead\"]") && !text.contains("\"reading\":[\"Marc Soler\"]"))
    }
}
