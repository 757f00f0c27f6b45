import Accounts
import Contacts
import Primitives
import Storage
import StorageTesting
import Testing

@testable import Tickets

@Suite("Accepting a stranger's message")
struct AcceptingTests {
    @Test(
        "for this message, this ticket, or always",
        arguments: [(Acceptance.message, false, false), (.ticket, true, false), (.always, true, true)])
    func acceptance(acceptance: Acceptance, stands: Bool, later: Bool) async throws {
        try await TestDesk.with { desk in
            let ana = try await desk.agent("Ana"), carla = try await desk.customer("Carla"), son = try await desk.customer("Son")
            let one = try await desk.open(from: carla), two = try await desk.open(from: carla)
            try await desk.reply("Well?", on: one, as: ana)
            let message = try await desk.write("I answer for her", on: one, from: son) { $0.isVerified = false }
            #expect(try await desk.now(one).state == .pending)
            try await desk.desk.accept(message, on: one.id, acceptance, as: ana)
            let now = try await desk.now(one)
            #expect(now.state == .open && now.snippet == "I answer for her" && now.waitingSince != nil)
            #expect(try await desk.participants(of: one).contains { $0.contact == son && $0.isAccepted } == stands)
            try await desk.write("And here", on: two, from: son) { $0.isVerified = false }
            #expect(try await desk.messages(of: two).last?.isVerified == later)
        }
    }
}
