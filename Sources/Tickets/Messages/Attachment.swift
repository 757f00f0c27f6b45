import Primitives
import Storage

/// A file on a message or note.
package struct Attachment: Sendable, Equatable {
    package let id: ID<Attachment>
    package let ticket: ID<Ticket>
    /// The message or note it is on.
    package let owner: Int64
    package let name: String
    package let type: String
    package let size: Int
    package let hash: [UInt8]
    package let contentID: String?
    package let isInline: Bool
    package let redacted: Instant?
}

/// A file that is to stand on a message; its bytes are ready to be named by a commit.
package struct NewAttachment: Sendable {
    package let name: String
    package let type: String
    package let blob: Blob
    package let contentID: String?
    package let isInline: Bool

    package init(name: String, type: String, blob: Blob, contentID: String? = nil, isInline: Bool = false) {
        self.name = String(name.prefix(250))
        self.type = String(type.prefix(120))
        self.blob = blob
        self.contentID = contentID.map { String($0.prefix(250)) }
        self.isInline = isInline
    }
}

extension Attachment: Fetchable {
    static let columns: SQL = "id, ticket, owner, name, type, size, hash, content_id, is_inline, redacted_at"

    package init(_ row: Row) throws {
        id = try row("id")
        ticket = try row("ticket")
        owner = try row("owner")
        name = try row("name")
        type = try row("type")
        size = try row("size")
        hash = try row("hash")
        contentID = try row("content_id")
        isInline = try row("is_inline")
        redacted = try row("redacted_at")
    }
}
