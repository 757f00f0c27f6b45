import Accounts
import Contacts
import Primitives
import Storage
import StorageTesting
import Testing

@testable import Tickets

@Suite("Ticket numbers")
struct TicketNumberTests {
    @Test(
        "are read as people write them",
        arguments: [
            ("LBT-1042", "LBT-1042"), ("lbt-1042", "LBT-1042"), (" #LBT1042 ", "LBT-1042"), ("A1B-7", "A1B-7"), ("LBT-0007", "LBT-7"),
        ])
    func read(typed: String, number: String) {
        #expect(TicketNumber(typed)?.text == number)
    }

    @Test("anything else is none", arguments: ["", "LBT", "LBT-", "1042", "-1042", "LBT-10x", "LBT-١٢", "LBT--1", "1A-7", "LBT-9999999999999999999"])
    func refused(typed: String) {
        #expect(TicketNumber(typed) == nil)
    }

    @Test("of five hundred tickets opened at once no two are the same", arguments: TestEngine.allCases)
    func unique(engine: TestEngine) async throws {
        try await TestDesk.with(engine) { desk in
            let carla = try await desk.customer("Carla")
            let numbers = try await withThrowingTaskGroup(of: [TicketNumber].self) { group in
                for _ in 0..<20 {
                    group.addTask {
                        var numbers: [TicketNumber] = []
                        for _ in 0..<25 {
                            let new = NewTicket(subject: "Help", requester: carla, channel: .form)
                            numbers.append(try await desk.desk.open(new, as: desk.system).ticket.number)
                        }
                        return numbers
                    }
                }
                return try await group.reduce(into: [TicketNumber]()) { $0 += $1 }
            }
            #expect(Set(numbers).count == 500)
        }
    }
}
