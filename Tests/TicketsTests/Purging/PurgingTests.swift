import Accounts
import Contacts
import Foundation
import Primitives
import Search
import Storage
import StorageTesting
import Testing

@testable import Tickets

@Suite("Emptying the bin")
struct PurgingTests {
    @Test("after thirty days rows, bytes and documents are gone; the number stays and is not given again")
    func purged() async throws {
        try await TestDesk.with { desk in
            let lead = try await desk.agent("Lea", .lead), carla = try await desk.customer("Carla")
            let blob = try await desk.desk.blobs.prepare(Array("hunter2secret in a file".utf8))
            let ticket = try await desk.open("Hunter2secret", "hunter2secret", from: carla) { new in
                new.message?.attachments = [NewAttachment(name: "hunter2secret.txt", type: "text/plain", blob: blob)]
                new.message?.messageID = "hunter2secret@kunde.example"
                new.tags = ["hunter2secret"].compactMap { Tag($0) }
            }
            let part = try await desk.open("Part of it", "hunter2secret too", from: carla), other = try await desk.open(from: carla)
            try await fill(ticket, part, other, desk, lead)
            try await desk.desk.bin(ticket.id, as: lead)
            desk.time.advance(by: .days(29))
            #expect(try await desk.desk.purgeBinned() == 0)
            desk.time.advance(by: .days(2))
            #expect(try await desk.desk.purgeBinned() == 1)
            let department = desk.department.id
            for gone in [ticket, part] {
                await #expect(throws: TicketError.purged(gone.number)) {
                    try await desk.db.read { tx in _ = try TicketStore(tx, department: department).require(gone.number) }
                }
            }
            #expect(try await desk.open(from: carla).number.text == "LBT-1004")
            #expect(try await desk.messages(of: other).count == 1)
            let erased = try await desk.db.read { tx in try ErasureStore(tx, department: department).list(after: 0, most: 10) }
            #expect(erased.map(\.kind) == [.ticket, .ticket])
            let isLeft = try await isInFile("hunter2secret", desk)
            #expect(!isLeft)
        }
    }

    @Test("a long ticket goes in slices, and what was interrupted is finished by the next round")
    func slices() async throws {
        try await TestDesk.with { desk in
            let lead = try await desk.agent("Lea", .lead), carla = try await desk.customer("Carla"), ticket = try await desk.open(from: carla)
            for number in 0..<250 { try await desk.write("\(number)", on: ticket, from: carla) }
            try await desk.desk.bin(ticket.id, as: lead)
            let department = desk.department.id, blobs = desk.desk.blobs
            let hasMore = try await desk.db.write { tx in try PurgeStore(tx, department).removeSaid(on: ticket.id, most: 100, blobs) }
            #expect(hasMore)
            desk.time.advance(by: .days(30))
            #expect(try await desk.desk.purgeBinned() == 1)
            #expect(try await desk.desk.purgeBinned() == 0)
            #expect(try await desk.messages(of: ticket).isEmpty)
        }
    }

    /// Everything that can name a ticket.
    private func fill(_ ticket: Ticket, _ part: Ticket, _ other: Ticket, _ desk: TestDesk, _ lead: Access) async throws {
        let department = desk.department.id
        try await desk.desk.merge(part.id, seen: part.version, into: ticket.number, as: lead)
        try await desk.desk.link(ticket.id, .related, other.number, isOn: true, as: lead)
        try await desk.desk.link(other.id, .waitsFor, ticket.number, isOn: true, as: lead)
        _ = try await desk.desk.note(ticket.id, as: lead, text: "hunter2secret")
        try await desk.desk.save(
            Draft(kind: .note, text: "hunter2secret", fields: [:], seen: .first, changed: desk.desk.now()), on: ticket.id, as: lead)
        var properties = Properties()
        properties.subject = "Quiet"
        properties.isConfidential = true
        try await desk.desk.set(properties, on: ticket.id, seen: desk.now(ticket).version, as: lead)
        try await desk.desk.escalate(ticket.id, seen: desk.now(ticket).version, as: lead, reason: "hunter2secret", findings: "")
        try await desk.reply("hunter2secret", on: ticket, as: lead)
        try await desk.desk.solve(ticket.id, seen: desk.now(ticket).version, as: lead, with: .nothing(.notOurs))
        let requester = ticket.requester
        _ = try await desk.db.write { tx in try desk.desk.guestLink(to: ticket.id, for: requester, tx) }
        try await desk.db.write { tx in
            try ParticipantStore(tx, department: department).add(requester, .watcher, to: ticket.id, isAccepted: true, at: ticket.opened)
        }
    }

    private func isInFile(_ text: String, _ desk: TestDesk) async throws -> Bool {
        try await SearchPurge(desk.db).finish()
        return try await desk.folder.holds(text, desk.db)
    }
}
