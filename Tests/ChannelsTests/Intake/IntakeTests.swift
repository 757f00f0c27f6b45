import Primitives
import Storage
import Testing
import Tickets

@testable import Channels

@Suite("Mail that was kept")
struct IntakeTests {
    private func keep(_ desk: MailDesk, _ text: String) async throws {
        try await desk.archive.keep(Array(text.utf8), for: [desk.department.id: [desk.address]], door: .pipe, sender: nil)
    }

    @Test("is read after a program that died over it, when its lease is over")
    func afterCrash() async throws {
        try await MailDesk.with { desk in
            try await keep(desk, mail(id: "1@a"))
            let now = desk.time.clock.now()
            _ = try await desk.db.write { tx in try ArchiveStore(tx).take(most: 10, at: now, lease: now + .seconds(60)) }
            #expect(try await desk.intake.takeWaiting() == 0)
            desk.time.advance(by: .seconds(61))
            #expect(try await desk.intake.takeWaiting() == 1)
            #expect(try await desk.log().map(\.outcome) == [.ticket])
        }
    }

    @Test("is put aside when reading it ended the program three times; its neighbours are not")
    func poison() async throws {
        try await MailDesk.with { desk in
            for number in 1...3 { try await keep(desk, mail(subject: "Mail \(number)", id: "\(number)@a")) }
            // Three times a program takes what there is and dies over the first.
            for _ in 1...3 {
                let now = desk.time.clock.now()
                _ = try await desk.db.write { tx in try ArchiveStore(tx).take(most: 10, at: now, lease: now + .seconds(60)) }
                desk.time.advance(by: .seconds(61))
            }
            while try await desk.intake.takeWaiting() > 0 { desk.time.advance(by: .seconds(10)) }
            let log = try await desk.log()
            #expect(log.map(\.outcome) == [.quarantined, .ticket, .ticket])
            #expect(log[0].words != nil && log[0].why.map(\.key) == ["why.quarantined"])
            let (id, department) = (log[0].id, desk.department.id)
            try await desk.db.write { tx in try ArchiveStore(tx).retry(id, department: department) }
            #expect(try await desk.intake.takeWaiting() == 1)
            #expect(try await desk.log().map(\.outcome) == [.ticket, .ticket, .ticket])
        }
    }

    @Test("does not count the database's faults against it")
    func storageFault() async throws {
        try await MailDesk.with { desk in
            try await keep(desk, mail(id: "1@a"))
            for _ in 1...5 {
                let now = desk.time.clock.now()
                try await desk.db.write { tx in
                    for taken in try ArchiveStore(tx).take(most: 10, at: now, lease: now) { try ArchiveStore(tx).putBack(taken, until: now) }
                }
            }
            #expect(try await desk.log().map(\.tries) == [0])
        }
    }

    @Test("for two departments is kept for each")
    func twoDepartments() async throws {
        try await MailDesk.with { desk in
            let id = desk.department.id
            let all = desk.offices.departments(of: ["support+tag@desk.example", "who@desk.example"])
            #expect(all == [id: ["support+tag@desk.example", "who@desk.example"]])
            #expect(desk.offices.takes("Support+anything@desk.example") && !desk.offices.takes("who@desk.example"))
        }
    }
}
