import Primitives
import Storage
import Tickets

/// A mail as it was handed over, and what became of it.
package struct RawMail: Sendable, Equatable {
    /// The door it came through.
    package enum Door: String, Sendable, Codable, Column {
        case smtp, lmtp, pipe
    }

    package enum Outcome: String, Sendable, Codable, CaseIterable, Column {
        /// Stored, not yet read.
        case received
        /// Opened a ticket.
        case ticket
        /// Stands on a ticket that was there.
        case reply
        /// Said that mail of ours did not arrive.
        case bounce
        /// Came from a machine.
        case automatic
        /// Dropped, with the reason.
        case ignored
        /// Could not be read three times; an agent looks at it.
        case quarantined
    }

    package let id: ID<RawMail>
    package let department: ID<Department>
    /// SHA-256 of the bytes as handed over.
    package let hash: [UInt8]
    package let door: Door
    /// Of the SMTP dialogue; empty for `<>`, `nil` where the door does not tell.
    package let sender: String?
    package let recipients: [String]
    package let received: Instant
    package let messageID: String?
    /// How often the same bytes arrived.
    package let times: Int
    package let outcome: Outcome
    package let ticket: ID<Ticket>?
    package let message: ID<Message>?
    package let why: [Notice]
    package let tries: Int
    /// What the last try failed with.
    package let words: String?
}

extension RawMail: Fetchable {
    static let columns: SQL = """
        id, department, hash, channel, sender, recipients, received_at, message_id, times, outcome, ticket, message, why, tries, words
        """

    package init(_ row: Row) throws {
        id = try row("id")
        department = try row("department")
        hash = try row("hash")
        door = try row("channel")
        sender = try row("sender")
        recipients = try row("recipients", as: JSON<[String]>.self).content
        received = try row("received_at")
        messageID = try row("message_id")
        times = try row("times")
        outcome = try row("outcome")
        ticket = try row("ticket")
        message = try row("message")
        why = try row("why", as: JSON<[Notice]>.self).content
        tries = try row("tries")
        words = try row("words")
    }
}
