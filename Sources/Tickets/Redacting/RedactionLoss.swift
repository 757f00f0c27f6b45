import Knowledge
import Primitives

/// What a redaction takes. Before it is done it is told by doing it and taking it back, so that nothing else can come of it.
package struct RedactionLoss: Sendable, Equatable {
    /// The words stand in the ticket's subject, its tags or a former one.
    package var isInHead = false
    package var messages: Set<ID<Message>> = []
    package var notes: Set<ID<Note>> = []
    package var files: Set<ID<Attachment>> = []
    /// Raw sources and composed mails, which go whole: they are signed or sealed bytes, of which no half is worth keeping.
    package var originals = 0
    package var drafts = 0
    /// Reasons and findings of escalations.
    package var steps = 0
    /// Solutions that were born from the ticket.
    package var solutions: [ID<Article>] = []
    /// Rows of the question log.
    package var questions = 0

    package init() {}

    /// Whether the words stood anywhere.
    var isAny: Bool { self != RedactionLoss() }
}
