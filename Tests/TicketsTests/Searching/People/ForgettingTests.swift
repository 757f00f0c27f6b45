import Accounts
import Contacts
import Foundation
import Knowledge
import Primitives
import Storage
import StorageTesting
import Testing

@testable import Search
@testable import Tickets

@Suite struct ForgettingTests {
    @Test("a redacted word is in no byte of the database once the index was purged")
    func redacted() async throws {
        try await TestFolder.with { folder in
            let desk = try await SearchingDesk(folder)
            let customer = try await desk.customer("Ana Pop")
            var secret: Ticket?
            for number in 0..<900 {
                let isSecret = number == 450
                let text = isSecret ? "my password is qwzhunter2jkq, thanks" : "message number \(number) about printers and scanners"
                let ticket = try await desk.ticket("Ticket \(number)", text, from: customer, language: .en)
                if isSecret { secret = ticket }
            }
            try await desk.fold()
            guard let ticket = secret else { return }
            #expect(try await desk.numbers("qwzhunter2jkq") == [ticket.number])
            try await desk.desk.redact(.words("qwzhunter2jkq"), on: ticket.id, as: desk.lead)
            #expect(try await desk.numbers("qwzhunter2jkq").isEmpty)
            #expect(try await desk.numbers("password") == [ticket.number])
            try await SearchPurge(desk.db).finish()
            #expect(try await desk.numbers("password") == [ticket.number])
            #expect(try await desk.numbers("number 17").count == 1)
            #expect(try await !folder.holds("hunter2jkq", desk.db))
            #expect(try await folder.holds("scanners", desk.db))
        }
    }

    @Test("an erased person is in no byte of the database; their tickets stay")
    func erased() async throws {
        try await TestFolder.with { folder in
            let desk = try await SearchingDesk(folder)
            let customer = try await desk.customer("Zacharias Quandt", "zacharias@quandt.example")
            var message = NewMessage(.incoming, .email, by: .contact(customer), text: "Please repair it.\n\nZacharias Quandt")
            message.fromName = "Zacharias Quandt"
            message.fromAddress = "zacharias@quandt.example"
            let blob = try await desk.desk.blobs.prepare(Array("From: Zacharias Quandt <zacharias@quandt.example>\r\n\r\nPlease".utf8))
            message.raw = blob.hash
            let (new, department, now) = (message, desk.department.id, desk.time.clock.now())
            try await desk.db.write { tx in try blob.keep(department: department.rawValue, at: now, tx) }
            let opened = try await desk.desk.open(
                { var ticket = NewTicket(subject: "Radio of Zacharias Quandt", requester: customer, channel: .email, message: new)
                    ticket.language = .en
                    return ticket }(), as: .system(department))
            try await desk.questions.record(AskedAndAnswered("When do you open?", .phone, contact: customer), as: desk.ana)
            #expect(try await desk.numbers("from:zacharias").count == 1)
            try await desk.desk.erase(customer, as: desk.lead)
            #expect(try await desk.numbers("zacharias").isEmpty)
            #expect(try await desk.numbers("from:zacharias").isEmpty)
            #expect(try await desk.numbers("repair") == [opened.ticket.number])
            try await SearchPurge(desk.db).finish()
            #expect(try await !folder.holds("acharias", desk.db))
            #expect(try await !folder.holds("quandt.example", desk.db))
        }
    }

    @Test("who answers here cannot be erased, and agents may not erase")
    func refused() async throws {
        try await SearchingDesk.with { desk in
            let customer = try await desk.customer("Ana Pop")
            await #expect(throws: ContactError.isAgent) { try await desk.desk.erase(ID(desk.ana.contact ?? 0), as: desk.lead) }
            await #expect(throws: PolicyError.forbidden(.remove, .contact)) { try await desk.desk.erase(customer, as: desk.ana) }
        }
    }
}
