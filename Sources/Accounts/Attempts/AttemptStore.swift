import Crypto
import Foundation
import Primitives
import Storage

/// Counts tries at a door by minute, so that guessing ends early and a window slides.
package struct AttemptStore {
    private static let window: Int64 = 15
    /// In the window.
    package static let limit = 10

    private let tx: Transaction

    package init(_ tx: Transaction) {
        self.tx = tx
    }

    /// Counts a try of each subject before it is judged, so that tries at the same moment count too.
    /// Throws ``AccountError/tooMany(minutes:)``, counting none, when one has had its ten in 15 minutes.
    package func take(_ subjects: [AttemptSubject], at now: Instant) throws {
        let bucket = Self.bucket(now)
        for subject in subjects {
            let (tries, oldest) = try recent(subject, bucket)
            if tries >= Self.limit { throw AccountError.tooMany(minutes: Int(max(1, oldest + Self.window - bucket))) }
        }
        for subject in subjects {
            try tx.upsert(
                "INSERT INTO attempt (subject, bucket, tries) VALUES (\(subject.text), \(bucket), 1)", key: "subject, bucket",
                update: "tries = attempt.tries + 1")
        }
        try tx.run("DELETE FROM attempt WHERE bucket <= \(bucket - Self.window)")
    }

    /// Forgets the tries of someone who has shown who they are.
    package func forgive(_ subjects: [AttemptSubject]) throws {
        for subject in subjects { try tx.run("DELETE FROM attempt WHERE subject = \(subject.text)") }
    }

    /// Takes one try back that was none.
    package func giveBack(_ subject: AttemptSubject, at now: Instant) throws {
        try tx.run(
            "UPDATE attempt SET tries = tries - 1 WHERE subject = \(subject.text) AND bucket = \(Self.bucket(now)) AND tries > 0")
    }

    private func recent(_ subject: AttemptSubject, _ bucket: Int64) throws -> (tries: Int, oldest: Int64) {
        let rows = try tx.rows(
            "SELECT bucket, tries FROM attempt WHERE subject = \(subject.text) AND bucket > \(bucket - Self.window) AND tries > 0")
        let tries = try rows.reduce(0) { $0 + (try $1("tries", as: Int.self)) }
        return (tries, try rows.map { try $0("bucket", as: Int64.self) }.min() ?? bucket)
    }

    private static func bucket(_ now: Instant) -> Int64 { now.microseconds / 60_000_000 }
}

/// Whose tries are counted at which door. Kept as a hash, so that nobody's address lies there.
package struct AttemptSubject: Sendable, Equatable {
    package enum Door: String, Sendable {
        case signin, reset, link
    }

    fileprivate let text: String

    /// - Parameter address: of the client; a network where one person has many
    package static func address(_ address: String, at door: Door) -> AttemptSubject { Self("a", address, door) }
    package static func account(_ email: String, at door: Door) -> AttemptSubject { Self("e", Agent.normalised(email: email), door) }

    private init(_ kind: String, _ name: String, _ door: Door) {
        let hash = SHA256.hash(data: Array(name.utf8)).prefix(16)
        text = "\(door.rawValue):\(kind):\(Data(hash).base64EncodedString())"
    }
}
