import Primitives

/// What somebody said, before it stands on a ticket.
package struct NewMessage: Sendable {
    package var direction: Message.Direction
    package var channel: ChannelName
    package var author: Actor
    package var fromName = ""
    package var fromAddress = ""
    package var recipients = Recipients()
    package var subject = ""
    package var text: String
    package var quoted = ""
    /// Sanitised.
    package var html: String?
    package var htmlVersion = 0
    package var language: Language?
    package var messageID: String?
    /// All other ids of its headers; a later message that names one belongs to the same conversation.
    package var relatedIDs: [String] = []
    /// The hash of the bytes it came as.
    package var raw: [UInt8]?
    package var why: [Notice] = []
    package var notices: [Notice] = []
    package var mark: Message.Mark?
    package var isAutomatic = false
    package var isVerified = true
    package var written: Instant?
    package var attachments: [NewAttachment] = []

    package init(_ direction: Message.Direction, _ channel: ChannelName, by author: Actor, text: String) {
        self.direction = direction
        self.channel = channel
        self.author = author
        self.text = text
    }
}
