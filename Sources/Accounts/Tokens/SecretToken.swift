import Crypto
import Primitives

/// What opens a door by being known: made of 192 random bits, kept only as its hash.
package enum SecretToken {
    /// Letters of 128 bits in base64url; nothing shorter is ever looked up, an empty text least of all.
    private static let shortest = 22

    /// For links, cookies and bearers.
    package static func make(_ randomness: Randomness) -> String { randomness.token(bits: 192) }

    /// SHA-256 of a token; `nil` for a text that can be none. The secret has too many bits for a table, so one round is enough.
    package static func hash(_ token: String) -> [UInt8]? {
        guard (shortest...256).contains(token.utf8.count) else { return nil }
        return Array(SHA256.hash(data: Array(token.utf8)))
    }

    /// Takes the same time whatever differs.
    package static func areEqual(_ one: some Sequence<UInt8>, _ other: some Sequence<UInt8>) -> Bool {
        let (one, other) = (Array(one), Array(other))
        guard !one.isEmpty, one.count == other.count else { return false }
        return zip(one, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }
}
