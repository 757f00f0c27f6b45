import Crypto
import Primitives

/// The desk's numbered keys for message authentication codes. The number travels with the code, so what was signed before a
/// rotation still verifies.
package struct Keyring: Sendable {
    /// What a key signs; codes of one purpose mean nothing for another.
    package enum Purpose: String, Sendable, CaseIterable {
        case mail, form, cursor
    }

    private let keys: [Purpose: [Int: SymmetricKey]]

    /// Opens every key with the master key and makes those that are missing.
    /// Throws ``StorageError/wrongKey`` when the master key is not the one of this database.
    package static func load(
        _ database: Database, master: MasterKey, randomness: Randomness, clock: Clock
    ) async throws -> Keyring {
        try await database.write { tx in
            let store = KeyStore(tx, master, randomness)
            let known = try store.keys()
            let missing = Purpose.allCases.filter { known[$0] == nil }
            for purpose in missing { try store.make(purpose, number: 1, at: clock.now()) }
            return Keyring(keys: missing.isEmpty ? known : try store.keys())
        }
    }

    /// Makes a new key, which signs from now on; the old ones still verify. Other processes learn of it when they load again:
    /// until then what the new key signed does not verify there.
    package static func rotate(
        _ purpose: Purpose, in database: Database, master: MasterKey, randomness: Randomness, clock: Clock
    ) async throws -> Keyring {
        try await database.write { tx in
            let store = KeyStore(tx, master, randomness)
            let newest = try store.keys()[purpose]?.keys.max() ?? 0
            try store.make(purpose, number: newest + 1, at: clock.now())
            return Keyring(keys: try store.keys())
        }
    }

    /// A code of 100 bits over `message` in lower-case letters and digits (the letters of base32, RFC 4648 §6), led by the
    /// key's number.
    package func sign(_ message: String, for purpose: Purpose) -> String {
        let number = keys[purpose]?.keys.max() ?? 0
        return "\(number)" + String(decoding: code(message, purpose, number) ?? [], as: UTF8.self)
    }

    /// Capital letters count as small ones, since some mail servers change them.
    package func verify(_ signature: some StringProtocol, of message: String, for purpose: Purpose) -> Bool {
        let letters = Array(signature.utf8), digits = String(decoding: letters.dropLast(Self.length), as: UTF8.self)
        guard let number = Int(digits), "\(number)" == digits, let expected = code(message, purpose, number) else { return false }
        let given = letters.suffix(Self.length).map { (65...90).contains($0) ? $0 + 32 : $0 }
        // Compared in constant time.
        return zip(given, expected).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
    }

    private static let length = 20
    private static let letters = Array("abcdefghijklmnopqrstuvwxyz234567".utf8)

    private func code(_ message: String, _ purpose: Purpose, _ number: Int) -> [UInt8]? {
        guard let key = keys[purpose]?[number] else { return nil }
        let mac = HMAC<SHA256>.authenticationCode(for: Array("\(purpose.rawValue):\(message)".utf8), using: key)
        return mac.prefix(Self.length).map { Self.letters[Int($0 & 31)] }
    }
}

/// The rows of the keyring.
private struct KeyStore {
    let tx: Transaction
    let master: MasterKey
    let randomness: Randomness

    init(_ tx: Transaction, _ master: MasterKey, _ randomness: Randomness) {
        (self.tx, self.master, self.randomness) = (tx, master, randomness)
    }

    /// Those of purposes this program does not know are opened too, as a proof of the master key.
    func keys() throws -> [Keyring.Purpose: [Int: SymmetricKey]] {
        var keys: [Keyring.Purpose: [Int: SymmetricKey]] = [:]
        for row in try tx.rows("SELECT purpose, number, sealed FROM sealed_key") {
            let purpose: String = try row("purpose")
            let bytes = try master.open(try row("sealed"), for: Self.context(purpose))
            guard let purpose = Keyring.Purpose(rawValue: purpose) else { continue }
            keys[purpose, default: [:]][try row("number")] = SymmetricKey(data: bytes)
        }
        return keys
    }

    /// Leaves a key of that number alone: another node was faster.
    func make(_ purpose: Keyring.Purpose, number: Int, at now: Instant) throws {
        let sealed = try master.seal(randomness.bytes(32), for: Self.context(purpose.rawValue))
        try tx.insertMissing(
            "INSERT INTO sealed_key (purpose, number, sealed, made_at) VALUES (\(purpose.rawValue), \(number), \(sealed), \(now))",
            key: "purpose, number")
    }

    private static func context(_ purpose: String) -> String { "key:\(purpose)" }
}
