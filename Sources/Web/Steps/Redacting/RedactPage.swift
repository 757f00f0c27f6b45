import Foundation
import Knowledge
import Markup
import Primitives
import Storage
import Tickets

/// What is made unreadable for good, and before that, what will go.
struct RedactPage: StepPage {
    /// Something of the ticket that can go whole.
    struct Piece: Sendable {
        /// As in ``RedactForm/object``.
        let value: String
        let icon: Icon
        let who: String
        let excerpt: String
        let at: Instant
    }

    /// What a preview names.
    struct Loss: Sendable {
        let all: RedactionLoss
        /// What will be emptied or covered, newest first.
        let pieces: [Piece]
        /// Titles of the solutions that lose the words too.
        let solutions: [String]
    }

    /// Pieces offered, the newest ones.
    private static let mostOffered = 50
    /// Messages and notes that are looked through for them.
    private static let mostSearched = 2000

    let head: StepHead
    let pieces: [Piece]
    let form: RedactForm
    let loss: Loss?
    let trouble: FormTrouble

    /// - Parameter all: what the desk says would go; `nil` while nothing is asked for
    init(_ read: StepReading, _ form: RedactForm = RedactForm(), losing all: RedactionLoss? = nil) throws {
        head = try StepHead(.redact, read)
        let talk = try Redactable(read.ticket, most: Self.mostSearched, read.tx)
        pieces = Array(talk.pieces.prefix(Self.mostOffered))
        self.form = form
        trouble = read.trouble
        loss = try all.map { try talk.loss($0, without: form.object.isEmpty ? form.words : nil) }
    }
}

/// What was said on a ticket, as far as it can still be made unreadable.
private struct Redactable {
    let ticket: Ticket
    let messages: [Message]
    let notes: [Note]
    let files: [Attachment]
    let names: [Actor: String]
    private let tx: Transaction

    init(_ ticket: Ticket, most: Int, _ tx: Transaction) throws {
        let store = MessageStore(tx, department: ticket.department)
        self.tx = tx
        self.ticket = ticket
        messages = try store.messages(of: ticket.id, most: most).filter { $0.redacted == nil }
        notes = try store.notes(of: ticket.id, most: most).filter { $0.redacted == nil }
        files = try store.attachments(of: messages.map(\.id.rawValue) + notes.map(\.id.rawValue)).filter { $0.redacted == nil }
        names = try NameStore(tx, department: ticket.department).actors(messages.map(\.author) + notes.map(\.author))
    }

    /// Newest first.
    var pieces: [RedactPage.Piece] {
        (messages.map(piece) + notes.map(piece) + files.map(piece)).sorted { $0.at > $1.at }
    }

    /// - Parameter words: what is covered, where words are
    func loss(_ all: RedactionLoss, without words: String?) throws -> RedactPage.Loss {
        let pieces = messages.filter { all.messages.contains($0.id) }.map { piece($0, without: words) }
            + notes.filter { all.notes.contains($0.id) }.map { piece($0, without: words) }
            + files.filter { all.files.contains($0.id) }.map(piece)
        return RedactPage.Loss(all: all, pieces: pieces.sorted { $0.at > $1.at }, solutions: try titles(of: all.solutions, without: words ?? ""))
    }

    private func titles(of solutions: [ID<Article>], without words: String) throws -> [String] {
        let articles = ArticleStore(tx, department: ticket.department)
        return try solutions.compactMap { try articles.find($0) }.map { article in
            Redaction.preview(of: try articles.text(of: article, in: article.language).title, without: words)
        }
    }

    private func piece(_ message: Message) -> RedactPage.Piece { piece(message, without: nil) }
    private func piece(_ note: Note) -> RedactPage.Piece { piece(note, without: nil) }

    private func piece(_ message: Message, without words: String?) -> RedactPage.Piece {
        let who = message.fromName.isEmpty ? names[message.author] ?? message.fromAddress : message.fromName
        return RedactPage.Piece(
            value: "message:\(message.id)", icon: .chat, who: who, excerpt: excerpt(message.text, without: words), at: message.at)
    }

    private func piece(_ note: Note, without words: String?) -> RedactPage.Piece {
        RedactPage.Piece(
            value: "note:\(note.id)", icon: .lock, who: names[note.author] ?? "", excerpt: excerpt(note.text, without: words), at: note.at)
    }

    private func piece(_ file: Attachment) -> RedactPage.Piece {
        let at = messages.first { $0.id.rawValue == file.owner }?.at ?? notes.first { $0.id.rawValue == file.owner }?.at
        return RedactPage.Piece(value: "file:\(file.id)", icon: .clip, who: "", excerpt: file.name, at: at ?? ticket.opened)
    }

    private func excerpt(_ text: String, without words: String?) -> String {
        guard let words else { return PlainText.excerpt(of: text, length: 90) }
        let covered = Redaction.preview(of: text, without: words)
        guard let place = covered.range(of: Desk.redactionMark) else { return PlainText.excerpt(of: covered, length: 90) }
        let start = covered.index(place.lowerBound, offsetBy: -40, limitedBy: covered.startIndex) ?? covered.startIndex
        return PlainText.excerpt(of: String(covered[start...]), length: 90)
    }
}
