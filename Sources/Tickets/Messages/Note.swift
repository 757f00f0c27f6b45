import Primitives
import Storage

/// Something colleagues tell each other on a ticket. It has no recipients and no channel: nothing that sends accepts one.
package struct Note: Sendable, Equatable {
    package let id: ID<Note>
    package let ticket: ID<Ticket>
    package let thread: ID<Ticket>
    package let author: Actor
    package let text: String
    package let at: Instant
    package let redacted: Instant?
}

extension Note: Fetchable {
    static let columns: SQL = "id, ticket, thread, author_kind, author, text, at, redacted_at"

    package init(_ row: Row) throws {
        id = try row("id")
        ticket = try row("ticket")
        thread = try row("thread")
        author = Actor(Actor.Kind(rawValue: try row("author_kind")) ?? .system, try row("author"))
        text = try row("text")
        at = try row("at")
        redacted = try row("redacted_at")
    }
}
