import Accounts
import Events
import Primitives
import Search
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

    /// Removes it from page, search, raw source, files, solutions born from the ticket, question log and database. The row stays,
    /// and an event says that something was removed; ``Forgetting`` clears the files behind it.
    ///
    /// Of a message or note the text goes wherever else on the ticket it stands whole, as quoted by an answer.
    /// Throws ``TicketError/wordNotFound``.
    package func redact(_ redaction: Redaction, on id: ID<Ticket>, as access: Access) async throws {
        try await redact(redaction, on: id, as: access) { _ in }
    }

    /// What would go, with the refusals that doing it would bring.
    package func preview(_ redaction: Redaction, on id: ID<Ticket>, as access: Access) async throws -> RedactionLoss {
        do {
            try await redact(redaction, on: id, as: access) { throw Trial(loss: $0) }
            throw TicketError.wordNotFound
        } catch let trial as Trial {
            return trial.loss
        }
    }

    /// Ends a transaction in which a redaction was only tried.
    private struct Trial: Error {
        let loss: RedactionLoss
    }

    private func redact(
        _ redaction: Redaction, on id: ID<Ticket>, as access: Access, _ judge: @escaping @Sendable (RedactionLoss) throws -> Void
    ) async throws {
        if case .words(let words) = redaction, Wording(words) == nil { throw TicketError.wordNotFound }
        // Looked through before, as reading large files would hold up every other writer.
        let tainted = try await db.read { tx in
            let ticket = try TicketStore(tx, department: access.department).require(id, .remove, by: access)
            guard let wording = try redaction.wording(on: ticket, tx) else { return TaintedBlobs() }
            return try TaintedBlobs(of: id, in: access.department, blobs: blobs, tx) { wording.stands(in: $0) }
        }
        try await change(id, seen: nil, .remove, by: access) { change in
            let erasure: ID<Erasure> = change.newID()
            let loss = try change.redact(redaction, of: self, in: erasure, tainted)
            try judge(loss)
            try change.store.remember(redaction, signedBy: keyring, on: id, id: erasure, at: change.at)
            try change.store.indexAll(change.ticket)
        }
    }
}

extension Redaction {
    /// Words fewer than that, folded, may be anybody's: "thank you" is not taken out of other messages.
    private static let leastWhole = 24

    /// The words that go wherever they stand; `nil` where only a row goes.
    func wording(on ticket: Ticket, _ tx: Transaction) throws -> Wording? {
        let messages = MessageStore(tx, department: ticket.department)
        switch self {
        case .words(let words): return Wording(words)
        case .message(let id): return Self.whole(try messages.require(id, in: ticket.id).text)
        case .note(let id): return Self.whole(try messages.note(id, in: ticket.id)?.text ?? "")
        case .attachment: return nil
        }
    }

    private static func whole(_ text: String) -> Wording? {
        Wording(text).flatMap { $0.needle.count < leastWhole ? nil : $0 }
    }
}

extension Change {
    /// Covers words in the ticket's own texts.
    mutating func cover(_ wording: Wording) {
        ticket.subject = wording.covered(before.subject, with: Desk.redactionMark).cut(500)
        ticket.snippet = wording.covered(before.snippet, with: Desk.redactionMark).cut(250)
        ticket.tags = before.tags.filter { !wording.stands(in: $0.text) }
    }

    /// - Parameters:
    ///   - erasure: the row that writes it down for restored backups
    ///   - tainted: what was looked through already
    @discardableResult
    mutating func redact(
        _ redaction: Redaction, of desk: Desk, in erasure: ID<Erasure>, _ tainted: TaintedBlobs = TaintedBlobs()
    ) throws -> RedactionLoss {
        let wording = try redaction.wording(on: before, tx)
        var redactor = Redactor(store, blobs: desk.blobs, ticket: before, at: at, tainted: tainted)
        try redactor.remove(redaction)
        if let wording { try redactor.remove(wording) }
        if case .words = redaction { if let wording { cover(wording) } } else { try retell() }
        redactor.loss.isInHead = redactor.loss.isInHead || ticket.subject != before.subject || ticket.tags != before.tags
        guard redactor.loss.isAny || ticket != before else { throw TicketError.wordNotFound }
        tell(.ticketRedacted, redaction.told(erasure))
        try ForgettingStore(tx).ask(.tickets, .articles, .questions, department: store.department)
        return redactor.loss
    }
}

extension Redaction {
    fileprivate func told(_ erasure: ID<Erasure>) -> [String: String] {
        switch self {
        case .words: ["what": "words", "object": erasure.text]
        case .message(let id): ["what": "message", "object": id.text]
        case .note(let id): ["what": "note", "object": id.text]
        case .attachment(let id): ["what": "file", "object": id.text]
        }
    }
}
