import Gate
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@Suite("What every answer says to the browser")
struct SecurityHeadersTests {
    @Test("every way in, and none, answers with all of it", arguments: ["/healthz", "/sign-in", "/tickets", "/nothing", "/api/v1/tickets"])
    func adds(path: String) async throws {
        let headers = try await TestGate().door().ask(.get, path).headers
        #expect(headers[.xContentTypeOptions] == "nosniff")
        #expect(headers[.named("Referrer-Policy")] == "same-origin")
        #expect(headers[.named("Cross-Origin-Opener-Policy")] == "same-origin")
        #expect(headers[.named("Permissions-Policy")]?.contains("camera=()") == true)
        #expect(headers[.named("X-Frame-Options")] == "DENY")
        let policy = try #require(headers[.contentSecurityPolicy])
        for rule in ["default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'", "object-src 'none'"] {
            #expect(policy.contains(rule))
        }
        #expect(!policy.contains("unsafe"))
        #expect(headers[.cacheControl] != nil)
    }

    @Test("mail of others is shown under its own, stricter policy")
    func framesMail() async throws {
        let gate = try await TestGate().door { _ in } _: { gate in
            gate.get("/frame", .public("a test")) { _, _ in
                Response(status: .ok, headers: [.contentSecurityPolicy: SecurityHeaders.mailFrame])
            }
        }
        let headers = try await gate.ask(.get, "/frame").headers
        #expect(headers[values: .contentSecurityPolicy] == [SecurityHeaders.mailFrame])
        #expect(headers[.named("X-Frame-Options")] == nil)
        #expect(SecurityHeaders.mailFrame.hasPrefix("sandbox ") && SecurityHeaders.mailFrame.contains("default-src 'none'"))
        for word in ["unsafe", "allow-scripts", "allow-same-origin", "allow-forms", "allow-top-navigation"] {
            #expect(!SecurityHeaders.mailFrame.contains(word))
        }
    }

    @Test("a request is known by a number that nobody brings along")
    func numbers() async throws {
        let gate = try await TestGate().door()
        let numbers = [
            try await gate.ask(.get, "/healthz", [.named("X-Request-ID"): "mine"]), try await gate.ask(.get, "/healthz"),
        ].map { $0.headers[.named("X-Request-ID")] }
        #expect(numbers[0] != numbers[1] && numbers[0] != "mine")
    }
}
