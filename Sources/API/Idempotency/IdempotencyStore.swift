import Accounts
import Crypto
import HTTPTypes
import Primitives
import Storage

/// Answers that were given under a key of the asker's choice, so that asking again does not do it again.
struct IdempotencyStore {
    /// How long an answer is kept.
    static let lifetime = Duration.hours(24)
    /// Old answers removed beside a new one.
    private static let mostRemoved = 20

    /// What a key is for: the same key with another request is a mistake of the asker.
    struct Key: Sendable {
        let agent: ID<Agent>
        /// 1 to 190 characters.
        let name: String
        /// Of method, path and body.
        let request: [UInt8]

        /// `nil` without a key. Throws ``IdempotencyError/unusable``.
        init?(_ header: String?, agent: ID<Agent>, _ method: HTTPRequest.Method, _ path: String, _ body: [UInt8]) throws(IdempotencyError) {
            guard let name = header?.trimmed else { return nil }
            guard (1...190).contains(name.unicodeScalars.count), name.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) else { throw .unusable }
            self.agent = agent
            self.name = name
            var hash = SHA256()
            hash.update(data: Array("\(method.rawValue) \(path)\n".utf8))
            hash.update(data: body)
            request = Array(hash.finalize())
        }
    }

    struct Answer: Sendable, Equatable {
        let status: Int
        /// JSON.
        let body: String
    }

    let tx: Transaction

    /// The answer given before; `nil` when the key is new, and is the caller's from now on.
    /// Throws ``IdempotencyError/reused`` and ``IdempotencyError/atWork``.
    func claim(_ key: Key, id: @autoclosure () -> ID<IdempotencyStore>, at now: Instant) throws -> Answer? {
        let row = try tx.rows(
            "SELECT id, request, status, answer, made_at FROM idempotency WHERE agent = \(key.agent) AND name = \(key.name)").first
        if let row, try row("made_at", as: Instant.self) + Self.lifetime > now {
            guard try row("request", as: [UInt8].self) == key.request else { throw IdempotencyError.reused }
            guard let status: Int = try row("status", as: Int?.self) else { throw IdempotencyError.atWork }
            return Answer(status: status, body: try row("answer"))
        }
        try release(key)
        try removeOld(at: now)
        try tx.run(
            """
            INSERT INTO idempotency (id, agent, name, request, status, answer, made_at)
            VALUES (\(id()), \(key.agent), \(key.name), \(key.request), NULL, '', \(now))
            """)
        return nil
    }

    func keep(_ answer: Answer, for key: Key) throws {
        try tx.run(
            """
            UPDATE idempotency SET status = \(answer.status), answer = \(answer.body)
            WHERE agent = \(key.agent) AND name = \(key.name)
            """)
    }

    /// The request came to nothing: it may be tried again.
    func release(_ key: Key) throws {
        try tx.run("DELETE FROM idempotency WHERE agent = \(key.agent) AND name = \(key.name)")
    }

    /// Leaves the id alone in answers that name a ticket; whether there were some.
    func forget(_ ticket: Int64) throws -> Bool {
        try tx.changed(
            by: """
            UPDATE idempotency SET answer = \("{\"id\":\"\(ticket)\"}")
            WHERE answer LIKE \("%\"\(ticket)\"%") AND status IS NOT NULL
            """) > 0
    }

    private func removeOld(at now: Instant) throws {
        let old = try tx.column(
            Int64.self,
            "SELECT id FROM idempotency WHERE made_at < \(now - Self.lifetime) ORDER BY made_at LIMIT \(Self.mostRemoved)")
        if !old.isEmpty { try tx.run("DELETE FROM idempotency WHERE id IN \(anyOf: old)") }
    }
}

/// Why a key is refused (draft-ietf-httpapi-idempotency-key-header §2.7).
enum IdempotencyError: UserFacingError, Equatable {
    /// Empty, too long or not of ASCII letters.
    case unusable
    /// It was used for another request.
    case reused
    /// The same request is at work.
    case atWork

    var notice: Notice {
        switch self {
        case .unusable: Notice("api.keyUnusable", .invalid)
        case .reused: Notice("api.keyReused", .invalid)
        case .atWork: Notice("api.keyAtWork", .conflict)
        }
    }
}
