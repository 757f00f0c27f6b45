import CArgon2
import Crypto
import Foundation

/// What opens a backup.
package struct Passphrase: Sendable {
    private let bytes: [UInt8]

    /// Throws ``BackupError/noPassphrase`` for an empty one. The same letters give the same bytes, however a keyboard composes them.
    package init(_ text: String) throws(BackupError) {
        guard !text.isEmpty else { throw .noPassphrase }
        bytes = Array(text.precomposedStringWithCompatibilityMapping.utf8)
    }

    /// The key that it and the salt make.
    func key(_ effort: KeyEffort, salt: [UInt8]) throws -> SymmetricKey {
        var key = [UInt8](repeating: 0, count: 32)
        let code = argon2id_hash_raw(
            effort.passes, effort.kibibytes, effort.lanes, bytes, bytes.count, salt, salt.count, &key, key.count)
        guard code == ARGON2_OK.rawValue else { throw Argon2Failure(code: code) }
        return SymmetricKey(data: key)
    }
}

/// How much work a guess at the passphrase is (RFC 9106 §4).
struct KeyEffort: Sendable, Equatable {
    let passes: UInt32
    let kibibytes: UInt32
    let lanes: UInt32

    /// The second choice of the standard, which a small machine can do too: some 200 ms.
    static let standard = KeyEffort(passes: 3, kibibytes: 65_536, lanes: 1)

    /// Whether a file may ask for it: nobody's machine is to be brought to its knees by the first bytes of one.
    var isBearable: Bool { (1...64).contains(passes) && (8...1 << 20).contains(kibibytes) && (1...16).contains(lanes) }
}

struct Argon2Failure: Error {
    let code: Int32
}
