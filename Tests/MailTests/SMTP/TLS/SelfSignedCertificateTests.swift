import Foundation
import Primitives
import Testing

@testable import Mail

struct SelfSignedCertificateTests {
    /// The bytes between the PEM's lines (DER).
    private func der(_ pem: String) -> Data {
        let lines = pem.split(separator: "\n").filter { !$0.hasPrefix("-----") }
        return Data(base64Encoded: lines.joined()) ?? Data()
    }

    @Test(
        "it names the host, by name or address, and is valid from an hour ago",
        arguments: [
            ("desk.example", [0x82, 12] + Array("desk.example".utf8)), ("192.0.2.1", [0x87, 4, 192, 0, 2, 1]),
            ("2001:db8::1", [0x87, 16, 0x20, 0x01, 0x0D, 0xB8] + Array(repeating: 0, count: 11) + [1]),
        ] as [(String, [UInt8])])
    func names(hostname: String, alternativeName: [UInt8]) throws {
        let now = try #require(Instant("2026-11-20T17:30:00Z"))
        let identity = try SelfSignedCertificate.make(hostname: hostname, validFor: .days(365), from: now)
        let certificate = der(identity.certificatePEM)
        #expect(certificate.range(of: Data("261120163000Z".utf8)) != nil)
        #expect(certificate.range(of: Data("271120173000Z".utf8)) != nil)
        #expect(certificate.range(of: Data(alternativeName)) != nil)
        _ = try identity.serverContext()
    }

    @Test("each one has a key of its own, which is never printed")
    func secret() throws {
        let (one, other) = (try ownIdentity(), try ownIdentity())
        #expect(one.privateKeyPEM != other.privateKeyPEM)
        #expect(!"\(one)".contains("PRIVATE") && !String(reflecting: one).contains("PRIVATE"))
    }
}
