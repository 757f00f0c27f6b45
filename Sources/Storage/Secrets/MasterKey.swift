import Crypto
import Foundation
import Primitives

/// The one key that seals all others and every stored password or token (AES-GCM with 256 bits, NIST SP 800-38D).
package struct MasterKey: Sendable {
    private let key: SymmetricKey

    /// - Parameter text: 32 bytes in base64, as in `AMPARO_MASTER_KEY`; `nil` for anything else
    package init?(text: String) {
        guard let data = Data(base64Encoded: text.trimmed), data.count == 32 else { return nil }
        key = SymmetricKey(data: data)
    }

    /// 32 bytes in base64. To be kept under another secret only.
    package var text: String { key.withUnsafeBytes { Data($0) }.base64EncodedString() }

    /// Reads the key file, or makes it when it is missing, readable by its owner only. Of two processes that make it at once
    /// both get the same one. Throws ``StorageError/wrongKey`` for a file that holds no key.
    package static func load(_ path: String, randomness: Randomness) throws -> MasterKey {
        if !FileManager.default.fileExists(atPath: path) {
            let text = Data(randomness.bytes(32)).base64EncodedString()
            _ = try SyncedFile.create(Array("\(text)\n".utf8), at: path)
        }
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { throw StorageError.unreachable(path) }
        guard let key = MasterKey(text: text) else { throw StorageError.wrongKey }
        return key
    }

    /// - Parameter context: what the secret is for; opening under another context fails
    package func seal(_ secret: [UInt8], for context: String) throws -> [UInt8] {
        let box = try AES.GCM.seal(secret, using: key, authenticating: Array(context.utf8))
        return Array(box.nonce) + box.ciphertext + box.tag
    }

    /// Throws ``StorageError/wrongKey`` when it was sealed with another key or for something else.
    package func open(_ sealed: [UInt8], for context: String) throws -> [UInt8] {
        do {
            let box = try AES.GCM.SealedBox(combined: sealed)
            return Array(try AES.GCM.open(box, using: key, authenticating: Array(context.utf8)))
        } catch {
            throw StorageError.wrongKey
        }
    }
}
