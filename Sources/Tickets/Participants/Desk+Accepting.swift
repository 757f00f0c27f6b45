import Accounts
import Contacts
import Primitives
import Storage

/// How far an agent trusts someone who wrote into a ticket without standing on it.
package enum Acceptance: String, Sendable, Codable, CaseIterable {
    /// This message speaks.
    case message
    /// They stand on the ticket from now on.
    case ticket
    /// They stand on every ticket of its requester that they write into.
    case always
}

extension Desk {
    /// Accepts a message from someone who is no participant: it speaks from now on, and so may they.
    package func accept(
        _ message: ID<Message>, on id: ID<Ticket>, _ acceptance: Acceptance = .ticket, as access: Access
    ) async throws {
        try await change(id, seen: nil, .answer, by: access) { change in
            let message = try MessageStore(change.tx, department: access.department).require(message, in: id)
            guard !message.isVerified else { return }
            try change.tx.run("UPDATE message SET is_verified = 1, version = version + 1 WHERE id = \(message.id)")
            if acceptance != .message, let contact = message.author.contact {
                try change.welcome(contact, always: acceptance == .always)
            }
            if !message.isAutomatic {
                change.ticket.active = change.at
                if message.mark != .thanks { try change.wake() }
                try change.retellWaiting()
            }
            change.tell(.ticketAccepted, ["message": message.id.text, "what": acceptance.rawValue])
        }
    }
}

extension Change {
    /// They stand on the ticket from now on, if they did not yet.
    func welcome(_ contact: ID<Contact>, always: Bool) throws {
        let participants = ParticipantStore(tx, department: store.department)
        try participants.add(contact, .copy, to: before.id, isAccepted: true, at: at)
        try participants.accept(contact, on: before.id)
        if always { try participants.trust(contact, with: before.requester, at: at) }
    }
}

extension ParticipantStore {
    fileprivate func trust(_ contact: ID<Contact>, with requester: ID<Contact>, at now: Instant) throws {
        try tx.insertMissing(
            """
            INSERT INTO accepted_sender (contact, requester, department, made_at)
            VALUES (\(contact), \(requester), \(department), \(now))
            """, key: "contact, requester")
    }

    /// Whether an agent accepted a contact for all tickets of a requester.
    package func trusts(_ contact: ID<Contact>, with requester: ID<Contact>) throws -> Bool {
        try tx.exists(
            """
            SELECT 1 AS one FROM accepted_sender
            WHERE department = \(department) AND contact = \(contact) AND requester = \(requester)
            """)
    }
}
