import Knowledge
import Languages
import Markup
import Primitives
import Storage
import Tickets

/// What is known of a ticket before it goes up: the colleagues' notes, the solutions tried, what the customer was told last.
struct Findings: Sendable {
    /// Notes at most, the newest ones.
    private static let mostNotes = 5
    /// Characters of one of them.
    private static let length = 600

    let text: String

    init(_ ticket: Ticket, words: Words, _ tx: Transaction) throws {
        let store = MessageStore(tx, department: ticket.department)
        let notes = try store.notes(of: ticket.id, most: Self.mostNotes).filter { $0.redacted == nil }.reversed()
        let told = try store.messages(of: ticket.id, most: 20)
            .first { $0.direction == .outgoing && !$0.isAutomatic && $0.redacted == nil && $0.withdrawn == nil }
        var lines = notes.map { Self.short($0.text) }
        lines += try Self.tried(on: ticket, words: words, tx)
        if let told { lines.append(words("steps.findings.told", ["text": Self.short(told.text)])) }
        text = lines.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private static func tried(on ticket: Ticket, words: Words, _ tx: Transaction) throws -> [String] {
        let articles = ArticleStore(tx, department: ticket.department)
        return try FixStore(tx, department: ticket.department).of(ticket.id).compactMap { fix in
            guard let id = fix.article, let article = try articles.find(id), article.binned == nil else { return nil }
            return words("steps.findings.tried", ["title": try articles.text(of: article, in: words.language).title])
        }
    }

    private static func short(_ text: String) -> String { text.trimmed.cut(length) }
}
