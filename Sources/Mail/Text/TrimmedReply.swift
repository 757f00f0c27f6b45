/// A mail's text in three parts. Nothing is lost: what is not the reply is shown on demand.
package struct TrimmedReply: Sendable, Equatable {
    /// What the sender newly wrote, with the quotes between which they answered.
    package var reply: String
    /// Older mail below or above it, with its attribution; empty where there is none.
    package var quoted: String
    /// The delimited signature or the line a phone added; `nil` where there is none.
    package var signature: String?

    package init(reply: String, quoted: String = "", signature: String? = nil) {
        self.reply = reply
        self.quoted = quoted
        self.signature = signature
    }
}
