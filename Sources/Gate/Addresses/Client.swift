import HTTPTypes

/// Who is at the other end, as far as the network tells.
package struct Client: Sendable, Equatable {
    /// `nil` when it cannot be told, as on a socket of this machine.
    package let address: NetworkAddress?
    /// Whether the browser speaks TLS, to us or to a proxy of ours.
    package let usesTLS: Bool

    /// What limits count together.
    package var network: String { address?.network ?? "local" }

    /// What proxies say counts only from those listed, and only up to the first address that is none of them: whatever stands
    /// before it anyone could have written.
    /// - Parameters:
    ///   - peer: the other end of the connection
    ///   - usesTLS: whether that connection does
    static func of(_ headers: HTTPFields, peer: NetworkAddress?, usesTLS: Bool, proxies: [AddressRange]) -> Client {
        func isProxy(_ address: NetworkAddress) -> Bool { proxies.contains { $0.contains(address) } }
        guard let peer, isProxy(peer) else { return Client(address: peer, usesTLS: usesTLS) }
        let hops = headers[values: .forwardedFor].flatMap { $0.split(separator: ",") }.map { NetworkAddress($0) }
        var address = peer
        for hop in hops.reversed() {
            guard let hop else { break }
            address = hop
            if !isProxy(hop) { break }
        }
        let scheme = headers[values: .forwardedProto].last?.split(separator: ",").last
        return Client(address: address, usesTLS: scheme.map { $0.lowercased().contains("https") } ?? usesTLS)
    }
}

extension HTTPField.Name {
    /// The names are tokens, so none of these is missing.
    private static func known(_ name: StaticString) -> HTTPField.Name { HTTPField.Name("\(name)") ?? .via }

    static let forwardedFor = known("X-Forwarded-For")
    static let forwardedProto = known("X-Forwarded-Proto")
    static let requestID = known("X-Request-ID")
    static let csrfToken = known("X-CSRF-Token")
    static let fetchSite = known("Sec-Fetch-Site")
    static let referrerPolicy = known("Referrer-Policy")
    static let permissionsPolicy = known("Permissions-Policy")
    static let openerPolicy = known("Cross-Origin-Opener-Policy")
    static let resourcePolicy = known("Cross-Origin-Resource-Policy")
    static let frameOptions = known("X-Frame-Options")
}
