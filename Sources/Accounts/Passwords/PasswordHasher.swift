import CArgon2
import Foundation
import Primitives
import Synchronization

/// Hashes passwords with argon2id, at most two at once: each takes 19 MiB and some 20 ms (OWASP Password Storage Cheat Sheet).
package final class PasswordHasher: Sendable {
    package enum Verdict: Sendable, Equatable {
        case wrong
        case right
        /// Right, and kept under weaker parameters than today's: hash it anew.
        case rightButWeak
    }

    /// Bytes of a password that are looked at; a longer one is refused when it is chosen.
    static let longest = 1024

    /// More than this many waiting are refused.
    private let limit: Int
    private let queue: OperationQueue
    private let waiting = Atomic<Int>(0)
    private let randomness: Randomness

    package init(randomness: Randomness, parallel: Int = 2, limit: Int = 64) {
        self.randomness = randomness
        self.limit = limit
        queue = OperationQueue()
        queue.name = "amparo-passwords"
        queue.maxConcurrentOperationCount = parallel
    }

    /// A PHC string: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. Throws ``AccountError/busy``.
    package func hash(_ password: String) async throws -> String {
        let salt = randomness.bytes(16)
        let bytes = Self.bytes(password)
        return try await run { try Argon2.hash(bytes, salt: salt) }
    }

    /// Takes as long without a hash as with one, so that nobody learns by the clock whether an account is there.
    /// Throws ``AccountError/busy``.
    package func verify(_ password: String, against hash: String?) async throws -> Verdict {
        let bytes = Self.bytes(password)
        return try await run {
            let matches = Argon2.verify(bytes, hash ?? Argon2.nobody)
            guard let hash, matches else { return .wrong }
            return hash.hasPrefix(Argon2.parameters) ? .right : .rightButWeak
        }
    }

    /// The same letters give the same bytes, however a keyboard composes them (NIST SP 800-63B §5.1.1.2).
    private static func bytes(_ password: String) -> [UInt8] {
        Array(password.precomposedStringWithCompatibilityMapping.utf8.prefix(longest))
    }

    private func run<Answer: Sendable>(_ body: @escaping @Sendable () throws -> Answer) async throws -> Answer {
        guard waiting.add(1, ordering: .relaxed).newValue <= limit else {
            waiting.subtract(1, ordering: .relaxed)
            throw AccountError.busy
        }
        defer { waiting.subtract(1, ordering: .relaxed) }
        return try await withCheckedThrowingContinuation { continuation in
            queue.addOperation { continuation.resume(with: Result(catching: body)) }
        }
    }
}

private enum Argon2 {
    static let parameters = "$argon2id$v=19$m=19456,t=2,p=1$"

    /// Belongs to no password, and costs what a real one costs.
    static let nobody = parameters + "AAAAAAAAAAAAAAAAAAAAAA$" + String(repeating: "A", count: 43)

    struct Failure: Error {
        let code: Int32
    }

    static func hash(_ password: [UInt8], salt: [UInt8]) throws -> String {
        var text = [CChar](repeating: 0, count: 128)
        let code = argon2id_hash_encoded(2, 19_456, 1, password, password.count, salt, salt.count, 32, &text, text.count)
        guard code == ARGON2_OK.rawValue else { throw Failure(code: code) }
        return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    static func verify(_ password: [UInt8], _ hash: String) -> Bool {
        argon2id_verify(hash, password, password.count) == ARGON2_OK.rawValue
    }
}
