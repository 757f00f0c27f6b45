import Contacts
import Primitives
import Storage

/// What a customer may see of a ticket: what was said to them and by them, in words of their own. Every door of theirs shows
/// this and nothing else; an agent whom a ticket concerns sees the same.
package struct CustomerView: Sendable {
    /// Where it stands, as it matters to whoever asks.
    package enum Progress: String, Sendable, Codable, CaseIterable {
        case received, inWork, yourTurn, solved, closed
    }

    package struct Said: Sendable {
        package let id: ID<Message>
        /// Whether they wrote it themself.
        package let isOwn: Bool
        package let isFromDesk: Bool
        package let channel: ChannelName
        package let name: String
        /// Empty where it was removed.
        package let text: String
        package let quoted: String
        package let html: String?
        package let isRemoved: Bool
        package let files: [Attachment]
        package let at: Instant
    }

    package let ticket: ID<Ticket>
    package let number: TicketNumber
    package let subject: String
    package let progress: Progress
    package let opened: Instant
    package let active: Instant
    /// Whether an answer goes on this ticket; else it becomes a new one.
    package let isOpenToAnswers: Bool
    /// Newest first.
    package let said: [Said]
    /// What to ask for older words; `nil` when these are all.
    package let next: Int64?

    /// `nil` when the contact may not see it.
    /// - Parameters:
    ///   - named: the ticket as they know it; one that was merged is told where it is now
    ///   - key: ``next`` of the page before
    package init?(
        of named: Ticket, for contact: ID<Contact>, before key: Int64? = nil, most: Int = 50, _ tx: Transaction
    ) throws {
        let store = CustomerStore(tx, department: named.department)
        let shown = try MergeStore(tx, department: named.department).survivor(of: named)
        let people = try store.family(of: contact)
        let sight = try store.sight(of: people, on: shown)
        guard shown.binned == nil, sight.contains(where: { $0.ticket == named.id }) else { return nil }
        let messages = try store.messages(of: shown.id, sight, before: key, most: most + 1)
        let page = messages.prefix(most)
        let files = try MessageStore(tx, department: named.department).attachments(of: page.map(\.id.rawValue))
        let filesOf = Dictionary(grouping: files.filter { $0.redacted == nil }, by: \.owner)
        ticket = named.id
        number = named.number
        subject = named.subject
        progress = shown.state.progress
        opened = named.opened
        active = messages.first?.at ?? named.opened
        isOpenToAnswers = shown.state != .closed && shown.state != .spam
        said = page.map { Said($0, of: people, files: filesOf[$0.id.rawValue] ?? []) }
        next = messages.count > most ? page.last?.id.rawValue : nil
    }

    /// Whether a contact may see a ticket at all.
    package static func isVisible(_ named: Ticket, to contact: ID<Contact>, _ tx: Transaction) throws -> Bool {
        let store = CustomerStore(tx, department: named.department)
        let shown = try MergeStore(tx, department: named.department).survivor(of: named)
        guard shown.binned == nil else { return false }
        return try store.sight(of: store.family(of: contact), on: shown).contains { $0.ticket == named.id }
    }
}

extension CustomerView.Said {
    fileprivate init(_ message: Message, of people: [ID<Contact>], files: [Attachment]) {
        id = message.id
        isOwn = message.author.contact.map(people.contains) ?? false
        isFromDesk = message.direction == .outgoing
        channel = message.channel
        name = message.fromName
        text = message.text
        quoted = message.quoted
        html = message.html
        isRemoved = message.redacted != nil
        self.files = files
        at = message.at
    }
}

extension State {
    /// In the words of who asks; spam is not told.
    package var progress: CustomerView.Progress {
        switch self {
        case .new, .merged, .spam: .received
        case .open, .onHold: .inWork
        case .pending: .yourTurn
        case .solved: .solved
        case .closed: .closed
        }
    }
}
