import Accounts
import Gate
import HTTPTypes
import HummingbirdTesting
import Primitives
import Testing

@Suite("What the page before had to say")
struct FlashTests {
    @Test("it is told once, on the page after the redirect")
    func tellsOnce() async throws {
        let (gate, sealed) = try await sealed()
        let told = try await gate.ask(.get, "/", cookies: ["amparo-flash": sealed])
        #expect(told.text == "ticket.solved LBT-1042")
        #expect(told.cookie("amparo-flash")?.isEmpty == true)
        #expect(try await gate.ask(.get, "/").text == "nothing")
    }

    @Test("nobody else puts words there", arguments: ["", ".", "abc.1abc", "e30.1aaaaaaaaaaaaaaaaaaaa"])
    func refuses(value: String) async throws {
        let (gate, sealed) = try await sealed()
        #expect(try await gate.ask(.get, "/", cookies: ["amparo-flash": value]).text == "nothing")
        #expect(try await gate.ask(.get, "/", cookies: ["amparo-flash": "a" + sealed]).text == "nothing")
    }

    private func sealed() async throws -> (Gate, String) {
        let gate = try await TestGate().door { _ in } _: { gate in
            gate.get("/go", .public("a test")) { _, context in
                context.redirect(to: LocalPath("/"), telling: Notice("ticket.solved", .told, ["number": "LBT-1042"]))
            }
            gate.get("/", .public("a test")) { _, context in
                .text(context.takeFlash().map { "\($0.key) \($0.values["number"] ?? "")" } ?? "nothing")
            }
        }
        let response = try await gate.ask(.get, "/go")
        #expect(response.status == .seeOther && response.headers[.location] == "/")
        return (gate, response.cookie("amparo-flash") ?? "")
    }
}
