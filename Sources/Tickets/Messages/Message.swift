import Contacts
import Primitives
import Storage

/// Something said on a ticket, in or out, on one channel.
package struct Message: Sendable, Equatable {
    package enum Direction: String, Sendable, Codable, Column {
        case incoming = "in"
        case outgoing = "out"
    }

    /// What an agent should look at.
    package enum Mark: String, Sendable, Codable, Column {
        /// Its Message-ID stands over another message too.
        case idCollision
        /// The subject drifted and nothing is quoted.
        case newRequest
        /// It only thanks or confirms.
        case thanks
    }

    package let id: ID<Message>
    package let version: Version
    /// Where it was said; stays when the ticket is merged.
    package let ticket: ID<Ticket>
    /// Where it is shown.
    package let thread: ID<Ticket>
    package let direction: Direction
    package let channel: ChannelName
    package let author: Actor
    package let fromName: String
    package let fromAddress: String
    package let recipients: Recipients
    package let subject: String
    /// What its author newly wrote.
    package let text: String
    /// The rest: quotes and signature, folded on the page.
    package let quoted: String
    /// Sanitised; `nil` when it came as text.
    package let html: String?
    package let htmlVersion: Int
    package let language: Language?
    /// Without angle brackets.
    package let messageID: String?
    /// The bytes it came as.
    package let raw: [UInt8]?
    /// Why it is on this ticket, step by step.
    package let why: [Notice]
    package let notices: [Notice]
    package let mark: Mark?
    package let isAutomatic: Bool
    /// Seen by agents only and answered by nobody until one accepts it, while `false`.
    package let isVerified: Bool
    /// When its author says they wrote it.
    package let written: Instant?
    package let at: Instant
    package let withdrawn: Instant?
    package let redacted: Instant?
    /// It may have arrived twice.
    package let twice: Bool
}

/// Whom a message is addressed to.
package struct Recipients: Sendable, Equatable, Codable {
    package struct Address: Sendable, Hashable, Codable {
        package let name: String
        package let address: String

        package init(name: String = "", address: String) {
            self.name = name
            self.address = address
        }
    }

    package var to: [Address]
    package var cc: [Address]

    package init(to: [Address] = [], cc: [Address] = []) {
        self.to = to
        self.cc = cc
    }

    package var all: [Address] { to + cc }
}

extension Message: Fetchable {
    static let columns: SQL = """
        id, version, ticket, thread, direction, channel, author_kind, author, from_name, from_address, recipients, subject, text,
        quoted, html, html_version, language, message_id, raw, why, notices, mark, is_automatic, is_verified, written_at, at,
        withdrawn_at, redacted_at, twice
        """

    /// Of a row that begins with the columns above.
    package init(_ row: Row) throws {
        var row = RowReader(row)
        id = try row.id()
        version = Version(try row.number())
        ticket = try row.id()
        thread = try row.id()
        direction = try row.name()
        channel = try row.name()
        author = Actor(Actor.Kind(rawValue: try row.text()) ?? .system, try row.number())
        fromName = try row.text()
        fromAddress = try row.text()
        recipients = try row.next()
        subject = try row.text()
        text = try row.text()
        quoted = try row.text()
        html = try row.next()
        htmlVersion = Int(try row.number())
        language = try row.optionalName()
        messageID = try row.next()
        raw = try row.next()
        why = try row.next(MostlyEmpty<Notice>.self).elements
        notices = try row.next(MostlyEmpty<Notice>.self).elements
        mark = try row.optionalName()
        isAutomatic = try row.bool()
        isVerified = try row.bool()
        written = try row.optionalInstant()
        at = try row.instant()
        withdrawn = try row.optionalInstant()
        redacted = try row.optionalInstant()
        twice = try row.bool()
    }
}

extension Recipients: Column {
    private static let nobody = "{\"cc\":[],\"to\":[]}"

    package var value: Value { to.isEmpty && cc.isEmpty ? .text(Self.nobody) : JSON(self).value }

    package init?(_ value: Value) {
        if case .text(Self.nobody) = value {
            self.init()
        } else {
            guard let content = JSON<Recipients>(value)?.content else { return nil }
            self = content
        }
    }
}
