import Accounts
import Events
import Primitives
import Search
import Storage

extension Desk {
    /// How long what was deleted can be restored.
    package static let binDays = 30

    /// Moves a ticket to the bin: out of lists, counters and search.
    package func bin(_ id: ID<Ticket>, as access: Access) async throws {
        try await change(id, seen: nil, .remove, by: access) { change in
            change.ticket.binned = change.at
            try SearchStore(change.tx, department: access.department).removeAll(of: id.rawValue)
            change.tell(.ticketBinned)
        }
    }

    /// Takes a ticket out of the bin. Throws ``TicketError/notBinned(_:)``.
    package func restore(_ id: ID<Ticket>, as access: Access) async throws {
        let now = now()
        try await db.write { tx in
            let store = TicketStore(tx, department: access.department)
            let ticket = try store.require(id, .remove, by: access)
            guard ticket.binned != nil else { throw TicketError.notBinned(ticket.number) }
            var change = Change(ticket, in: store, by: access, of: self, at: now)
            change.ticket.binned = nil
            try store.indexAll(change.ticket)
            change.tell(.ticketRestored)
            _ = try change.save()
        }
    }
}

extension TicketStore {
    /// Renews every search document of a ticket, of those merged into it, and of its thread.
    package func indexAll(_ ticket: Ticket) throws {
        try SearchStore(tx, department: department).removeAll(of: ticket.id.rawValue)
        try index(ticket, isNew: true)
        let family = try MergeStore(tx, department: department).family(of: ticket.id)
        for part in try find(family) where part.id != ticket.id { try index(part, in: ticket.id, isNew: true) }
        let messages = MessageStore(tx, department: department)
        for message in try messages.messages(of: ticket.id, most: 20_000) where message.redacted == nil && message.withdrawn == nil {
            let files = try messages.attachments(of: [message.id.rawValue]).filter { $0.redacted == nil }.map(\.name)
            try SearchStore(tx, department: department).put(
                SearchDocument(
                    .message, message.id.rawValue, ticket: ticket.id.rawValue, text: message.searchText(files: files),
                    language: message.language ?? ticket.language), isNew: true)
        }
        for note in try messages.notes(of: ticket.id, most: 20_000) where note.redacted == nil {
            try SearchStore(tx, department: department).put(
                SearchDocument(.note, note.id.rawValue, ticket: ticket.id.rawValue, text: note.text, language: ticket.language),
                isNew: true)
        }
    }
}

extension Message {
    func searchText(files: [String]) -> String {
        ([fromName, fromAddress, text, quoted] + files).filter { !$0.isEmpty }.joined(separator: "\n")
    }
}
