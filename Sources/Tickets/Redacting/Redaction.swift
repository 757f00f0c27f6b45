import Accounts
import Events
import Primitives
import Storage

/// What is made unreadable for good: a password, a card number, a file sent by mistake.
package enum Redaction: Sendable, Equatable {
    /// These words, wherever they stand on the ticket.
    case words(String)
    case message(ID<Message>)
    case note(ID<Note>)
    case attachment(ID<Attachment>)

    /// A text as it stands once these words are removed: what a preview shows.
    package static func preview(of text: String, without words: String) -> String {
        Wording(words)?.covered(text, with: Desk.redactionMark) ?? text
    }
}

extension Desk {
    /// What stands where words were.
    package static let redactionMark = "█████"

    /// Removes it from page, search, raw source, files and database. The row stays, and an event says that something was removed.
    ///
    /// Raw sources and files that held it go whole: they are signed or sealed bytes, of which no half is worth keeping.
    /// Throws ``TicketError/wordNotFound``.
    package func redact(_ redaction: Redaction, on id: ID<Ticket>, as access: Access) async throws {
        switch redaction {
        case .words(let words): try await redact(words, on: id, as: access)
        case .message, .note, .attachment:
            try await change(id, seen: nil, .remove, by: access) { change in
                try change.redact(redaction, of: self)
                try change.store.remember(redaction, id: change.newID(), at: change.at)
                try change.retell()
                try change.store.indexAll(change.ticket)
            }
        }
    }

    private func redact(_ words: String, on id: ID<Ticket>, as access: Access) async throws {
        guard let wording = Wording(words) else { throw TicketError.wordNotFound }
        // Looked through before, as reading large files would hold up every other writer.
        let tainted = try await db.read { tx in
            _ = try TicketStore(tx, department: access.department).require(id, .remove, by: access)
            return try TaintedBlobs(of: id, in: access.department, blobs: blobs, tx) { wording.stands(in: $0) }
        }
        try await change(id, seen: nil, .remove, by: access) { change in
            let redactor = Redactor(change.store, blobs: blobs, ticket: change.before, at: change.at, tainted: tainted)
            let found = try redactor.remove(wording)
            change.cover(wording)
            guard found || change.ticket != change.before else { throw TicketError.wordNotFound }
            let erasure: ID<Redaction> = change.newID()
            try change.store.remember(wording, signedBy: keyring, on: id, id: erasure, at: change.at)
            change.tell(.ticketRedacted, ["what": "words", "object": erasure.text])
            try change.store.indexAll(change.ticket)
        }
    }
}

extension Change {
    /// Covers words in the ticket's own texts.
    mutating func cover(_ wording: Wording) {
        ticket.subject = wording.covered(before.subject, with: Desk.redactionMark).cut(500)
        ticket.snippet = wording.covered(before.snippet, with: Desk.redactionMark).cut(250)
        ticket.tags = before.tags.filter { !wording.stands(in: $0.text) }
    }

    mutating func redact(_ redaction: Redaction, of desk: Desk) throws {
        let redactor = Redactor(store, blobs: desk.blobs, ticket: before, at: at)
        switch redaction {
        case .words: break
        case .message(let message):
            try redactor.remove(message)
            tell(.ticketRedacted, ["what": "message", "object": message.text])
        case .note(let note):
            try redactor.remove(note)
            tell(.ticketRedacted, ["what": "note", "object": note.text])
        case .attachment(let attachment):
            try redactor.remove(attachment)
            tell(.ticketRedacted, ["what": "file", "object": attachment.text])
        }
    }
}
