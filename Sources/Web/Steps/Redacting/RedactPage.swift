import Foundation
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
        let isInSubject: Bool
        /// What will be emptied or covered, newest first.
        let pieces: [Piece]
        /// Originals that go whole with it.
        let originals: Int
    }

    /// Pieces offered, the newest ones.
    private static let mostOffered = 50
    /// Messages and notes that a preview looks through.
    private static let mostSearched = 2000

    let head: StepHead
    let pieces: [Piece]
    let form: RedactForm
    let loss: Loss?
    let trouble: FormTrouble

    init(_ read: StepReading, _ form: RedactForm = RedactForm()) throws {
        head = try StepHead(.redact, read)
        let talk = try Redactable(read.ticket, most: Self.mostSearched, read.tx)
        pieces = Array(talk.pieces.prefix(Self.mostOffered))
        self.form = form
        trouble = read.trouble
        loss = trouble.isEmpty ? try (form.words.isEmpty && form.object.isEmpty) ? nil : talk.loss(form.redaction) : nil
    }
}

/// What was said on a ticket, as far as it can still be made unreadable.
private struct Redactable {
    let ticket: Ticket
    let messages: [Message]
    let notes: [Note]
    let files: [Attachment]
    let names: [Actor: String]

    init(_ ticket: Ticket, most: Int, _ tx: Transaction) throws {
        let store = MessageStore(tx, department: ticket.department)
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

    func loss(_ redaction: Redaction) throws -> RedactPage.Loss {
        switch redaction {
        case .words(let words): return try loss(of: words)
        case .message(let id):
            guard let message = messages.first(where: { $0.id == id }) else { throw TicketError.messageNotFound }
            let own = files.filter { $0.owner == id.rawValue }
            return RedactPage.Loss(
                isInSubject: false, pieces: [piece(message)] + own.map(piece), originals: message.raw == nil ? 0 : 1)
        case .note(let id):
            guard let note = notes.first(where: { $0.id == id }) else { throw TicketError.messageNotFound }
            let own = files.filter { $0.owner == id.rawValue }
            return RedactPage.Loss(isInSubject: false, pieces: [piece(note)] + own.map(piece), originals: 0)
        case .attachment(let id):
            guard let file = files.first(where: { $0.id == id }) else { throw TicketError.attachmentNotFound }
            let message = messages.first { $0.id.rawValue == file.owner }
            return RedactPage.Loss(isInSubject: false, pieces: [piece(file)], originals: message?.raw == nil ? 0 : 1)
        }
    }

    private func loss(of words: String) throws -> RedactPage.Loss {
        func holds(_ text: String) -> Bool { text.range(of: words, options: .caseInsensitive) != nil }
        let hit = messages.filter { holds($0.text) || holds($0.quoted) || holds($0.subject) || holds(PlainText.text(ofHTML: $0.html ?? "")) }
        let noted = notes.filter { holds($0.text) }
        let isInSubject = holds(ticket.subject)
        guard isInSubject || !hit.isEmpty || !noted.isEmpty else { throw TicketError.wordNotFound }
        return RedactPage.Loss(
            isInSubject: isInSubject, pieces: (hit.map { piece($0, without: words) } + noted.map { piece($0, without: words) }).sorted { $0.at > $1.at },
            originals: hit.filter { $0.raw != nil }.count)
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
        let covered = text.replacingOccurrences(of: words, with: Desk.redactionMark, options: .caseInsensitive)
        guard let place = covered.range(of: Desk.redactionMark) else { return PlainText.excerpt(of: covered, length: 90) }
        let start = covered.index(place.lowerBound, offsetBy: -40, limitedBy: covered.startIndex) ?? covered.startIndex
        return PlainText.excerpt(of: String(covered[start...]), length: 90)
    }
}
