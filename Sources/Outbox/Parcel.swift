import Primitives
import Storage

/// Something that is to leave on a channel. Knows no ticket: its owner is whoever put it here.
package struct Parcel: Sendable, Equatable {
    package enum State: String, Sendable, Column, CaseIterable {
        /// May still be taken back.
        case held
        /// Waits for its time or for another try.
        case due
        /// Handed to the channel; whether it arrived is not known yet.
        case sending
        case sent
        /// Given up, with the server's words.
        case failed
        /// The process died while sending machine mail; it is not sent again.
        case inDoubt
        /// Taken back before it left.
        case withdrawn
    }

    package let id: ID<Parcel>
    package let department: ID<Department>
    package let channel: String
    /// The row it is the delivery of, in the owner's numbering.
    package let owner: Int64
    /// Sent by no person: never sent twice, and never an occasion for an answer.
    package let isMachine: Bool
    /// JSON, read by the channel.
    package let envelope: String
    /// The hash of the bytes that were first sent, so that another try sends the same ones.
    package let content: [UInt8]?
    package let state: State
    /// When it is looked at next: its time to leave, or the end of the lease of whoever handles it.
    package let due: Instant
    /// How often it was taken before.
    package let tries: Int
    /// The other side's last words.
    package let words: String?
    package let made: Instant
    package let done: Instant?
}

extension Parcel: Fetchable {
    package init(_ row: Row) throws {
        id = try row("id")
        department = try row("department")
        channel = try row("channel")
        owner = try row("owner")
        isMachine = try row("is_machine")
        envelope = try row("envelope")
        content = try row("content")
        state = try row("state")
        due = try row("due_at")
        tries = try row("tries")
        words = try row("words")
        made = try row("made_at")
        done = try row("done_at")
    }
}

package enum OutboxError: UserFacingError, Equatable {
    /// It has left, or is leaving.
    case tooLate

    package var notice: Notice {
        switch self {
        case .tooLate: Notice("outbox.tooLate", .refused)
        }
    }
}
