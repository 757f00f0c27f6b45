import Accounts
import Gate
import HTTPTypes
import HummingbirdTesting
import NIOCore
import Primitives
import Testing

@Suite("Limits")
struct LimitTests {
    @Test("a form that anyone may send can be sent thirty times a minute, and again the next")
    func limitsGuests() async throws {
        let desk = try await TestGate()
        let gate = desk.door()
        let statuses = try await ask(gate, times: 31)
        #expect(statuses.prefix(30).allSatisfy { $0 == .forbidden })
        #expect(statuses.last == .tooManyRequests)
        desk.time.advance(by: .minutes(1))
        #expect(try await ask(gate, times: 1) == [.forbidden])
    }

    @Test("agents at work are not counted")
    func sparesAgents() async throws {
        let desk = try await TestGate()
        let (gate, entry) = (desk.door(), try await desk.signIn("Marc", desk.roles.agent).entry)
        for _ in 0..<40 { #expect(try await gate.send("/tickets", "subject=a", as: entry).status == .ok) }
    }

    @Test("a key is guessed thirty times a minute at most")
    func limitsGuessing() async throws {
        let gate = try await TestGate().door()
        var last = HTTPResponse.Status.ok
        for number in 0..<31 {
            last = try await gate.ask(.get, "/api/v1/tickets", [.authorization: "Bearer \(number)0123456789012345678901234"]).status
        }
        #expect(last == .tooManyRequests)
    }

    @Test("more than a request may weigh is refused, announced or not")
    func limitsBodies() async throws {
        let desk = try await TestGate()
        let gate = desk.door { $0.limits.request = 1000 }
        let entry = try await desk.signIn("Marc", desk.roles.agent).entry
        let response = try await gate.send("/tickets", "subject=" + String(repeating: "a", count: 2000), as: entry)
        #expect(response.status == .contentTooLarge)
        #expect(response.text.contains("gate.tooLarge"))
    }

    @Test("a form of too many fields or too much text is refused")
    func limitsForms() async throws {
        let desk = try await TestGate()
        let gate = desk.door { ($0.limits.fields, $0.limits.text) = (10, 1000) }
        let entry = try await desk.signIn("Marc", desk.roles.agent).entry
        #expect(try await gate.send("/tickets", String(repeating: "a=b&", count: 20), as: entry).status == .contentTooLarge)
        #expect(try await gate.send("/tickets", "subject=" + String(repeating: "a", count: 2000), as: entry).status == .contentTooLarge)
    }

    private func ask(_ gate: Gate, times: Int) async throws -> [HTTPResponse.Status] {
        var statuses: [HTTPResponse.Status] = []
        for _ in 0..<times { statuses.append(try await gate.send("/sign-in", "a=b", as: nil).status) }
        return statuses
    }
}
