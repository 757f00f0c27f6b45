import Accounts
import Gate
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Primitives
import Storage
import Testing

@Suite("Refusals")
struct RefusalTests {
    struct Told: UserFacingError {
        let notice: Notice
    }

    struct Ours: Error {}

    @Test(
        "the kind of a refusal is its status",
        arguments: [
            (Notice.Kind.missing, HTTPResponse.Status.notFound), (.refused, .conflict), (.invalid, .unprocessableContent), (.forbidden, .forbidden),
            (.conflict, .conflict), (.limited, .tooManyRequests),
        ])
    func maps(kind: Notice.Kind, status: HTTPResponse.Status) async throws {
        let gate = try await gate(throwing: Told(notice: Notice("test.key", kind)))
        let response = try await gate.ask(.get, "/")
        #expect(response.status == status)
        #expect(response.text.contains("test.key"))
        #expect(response.headers[.contentType] == "text/html; charset=utf-8")
        #expect(response.headers[.cacheControl] == "no-store")
    }

    @Test("anything else is one calm page with the number that the log has; nothing of it leaks")
    func calms() async throws {
        for error in [Ours(), StorageError.engine(code: 1, "SELECT secret"), StorageError.duplicate("x")] as [any Error] {
            let response = try await gate(throwing: error).ask(.get, "/")
            #expect(response.status == .internalServerError)
            #expect(response.text.contains("ours") && !response.text.contains("secret"))
            #expect(response.text.contains(try #require(response.headers[.named("X-Request-ID")])))
        }
    }

    @Test(
        "where the database is away or full, the same is worth asking again, and where it lies is not told",
        arguments: [StorageError.busy, .full, .closed, .unreachable("postgres://secret")])
    func putsOff(error: StorageError) async throws {
        for headers in [[:], [.accept: "application/json"]] as [HTTPFields] {
            let response = try await gate(throwing: error).ask(.get, "/", headers)
            #expect(response.status == .serviceUnavailable)
            #expect(response.headers[.retryAfter] == "60")
            #expect(response.text.contains("busy") != headers.isEmpty && !response.text.contains("secret"))
        }
    }

    @Test("a script and a program are told as problem JSON")
    func tellsPrograms() async throws {
        let response = try await gate(throwing: Told(notice: Notice("test.key", .refused))).ask(.get, "/", [.accept: "application/json"])
        #expect(response.headers[.contentType] == "application/problem+json")
        #expect(response.text.contains("\"status\":409"))
        #expect(response.text.contains("urn:amparo:test.key"))
        let api = try await TestGate().door().ask(.get, "/api/v1/tickets")
        #expect(api.status == .unauthorized)
        #expect(api.headers[.wwwAuthenticate] == "Bearer")
    }

    @Test("the field of a form that is wrong is named")
    func namesField() async throws {
        let response = try await gate(throwing: FormError("subject", "form.required")).ask(.get, "/", [.accept: "application/json"])
        #expect(response.text.contains("\"field\":\"subject\""))
    }

    @Test("an address that leads nowhere is told like every refusal, with every header", arguments: ["/nothing", "/tickets/1/2/3", "/%00", "//x"])
    func tellsMissing(path: String) async throws {
        let response = try await TestGate().door().ask(.get, path)
        #expect(response.status == .notFound)
        #expect(response.text.contains("gate.notFound"))
        #expect(response.headers[.contentSecurityPolicy] == SecurityHeaders.page)
    }

    @Test("a page that needs someone leads to the sign-in and back; a form does not lose its way")
    func leadsToSignIn() async throws {
        let gate = try await TestGate().door()
        let page = try await gate.ask(.get, "/settings?tab=mail")
        #expect(page.status == .seeOther)
        #expect(page.headers[.location] == "/sign-in?next=%2Fsettings%3Ftab%3Dmail")
        #expect(try await gate.send("/tickets", "subject=a", as: nil).status == .unauthorized)
    }

    private func gate(throwing error: any Error) async throws -> Gate {
        try await TestGate().door { _ in } _: { gate in
            gate.get("/", .public("a test")) { _, _ in throw error }
        }
    }
}
