import Crypto
import Foundation
import Primitives
import SwiftASN1
import X509

/// A certificate of our own making, for a listener that was given none. Mail servers encrypt to it without checking who
/// signed it (RFC 7435), which hides mail from listeners on the line, though not from one who stands in between.
package enum SelfSignedCertificate {
    /// A P-256 key and its certificate. Whoever calls stores both, so that the key stays the same after a restart.
    /// - Parameters:
    ///   - hostname: a name or an IP address; stands in the certificate as its alternative name.
    ///   - now: the certificate is valid from one hour before it, as other clocks may be slow.
    package static func make(hostname: String, validFor: Duration, from now: Instant) throws -> TLSIdentity {
        let key = P256.Signing.PrivateKey()
        let name = try DistinguishedName { CommonName(String(hostname.prefix(64))) }
        let certificate = try Certificate(
            version: .v3, serialNumber: Certificate.SerialNumber(), publicKey: Certificate.PublicKey(key.publicKey),
            notValidBefore: (now - .hours(1)).date, notValidAfter: (now + validFor).date,
            issuer: name, subject: name, signatureAlgorithm: .ecdsaWithSHA256,
            extensions: try extensions(for: hostname), issuerPrivateKey: Certificate.PrivateKey(key))
        return TLSIdentity(certificatePEM: try certificate.serializeAsPEM().pemString + "\n", privateKeyPEM: key.pemRepresentation + "\n")
    }

    private static func extensions(for hostname: String) throws -> Certificate.Extensions {
        try Certificate.Extensions {
            Critical(BasicConstraints.notCertificateAuthority)
            KeyUsage(digitalSignature: true)
            try ExtendedKeyUsage([.serverAuth])
            SubjectAlternativeNames([alternativeName(hostname)])
        }
    }

    private static func alternativeName(_ hostname: String) -> GeneralName {
        var four = [UInt8](repeating: 0, count: 4)
        if inet_pton(AF_INET, hostname, &four) == 1 { return four.withUnsafeBytes(address) }
        var six = [UInt8](repeating: 0, count: 16)
        if inet_pton(AF_INET6, hostname, &six) == 1 { return six.withUnsafeBytes(address) }
        return .dnsName(hostname)
    }

    private static func address(_ bytes: UnsafeRawBufferPointer) -> GeneralName {
        .ipAddress(ASN1OctetString(contentBytes: Array(bytes)[...]))
    }
}
