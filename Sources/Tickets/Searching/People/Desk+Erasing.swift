import Accounts
import Contacts
import Events
import Foundation
import Primitives
import Search
import Storage

extension Desk {
    /// Tickets made anonymous in one transaction.
    private static let slice = 5

    /// Forgets a person: the row is emptied, the ways to them go, and their tickets stay without name and address in page, raw
    /// source, search and database. Repeatable: what was interrupted is finished by asking again.
    ///
    /// Throws ``ContactError/isAgent`` for who answers here.
    package func erase(_ contact: ID<Contact>, as access: Access) async throws {
        try access.demand(.remove, .contact, reach: .department)
        let now = now()
        let person = try await db.read { tx in try Person(contact, tx, for: access) }
        var last: ID<Ticket>? = ID(0)
        while let key = last {
            last = try await db.write { tx in
                let tickets = try person.tickets(after: key, most: Self.slice, tx)
                for ticket in tickets { try makeAnonymous(ticket, person, by: access, at: now, tx) }
                return tickets.count == Self.slice ? tickets.last?.id : nil
            }
        }
        try await db.write { tx in
            let contacts = ContactStore(tx, department: access.department)
            try contacts.erase(contacts.family(of: [contact]), at: now)
            for holder in person.holders { try SessionStore(tx).shutOut(holder, at: now) }
            try tx.run("UPDATE guest_link SET revoked_at = \(now) WHERE contact IN \(anyOf: person.family) AND revoked_at IS NULL")
            for keeper in keepers { try keeper.forget(person.addresses, in: access.department, tx) }
            try ForgettingStore(tx).ask(.tickets, .articles, .questions, department: access.department)
            let id: ID<Person> = ids.next()
            try tx.run(
                """
                INSERT INTO erasure (id, department, kind, object, data, at)
                VALUES (\(id), \(access.department), 'contact', \(contact), '{}', \(now))
                """)
            let told = EventDraft(
                .contactErased, department: access.department, actor: access.actor, values: ["contact": contact.text])
            try EventStore(tx).append(told, id: ids.next(), at: now)
        }
    }

    private func makeAnonymous(_ ticket: Ticket, _ person: Person, by access: Access, at now: Instant, _ tx: Transaction) throws {
        let store = TicketStore(tx, department: access.department)
        var redactor = Redactor(store, blobs: blobs, ticket: ticket, at: now)
        for words in person.words { try redactor.removeWords(words) }
        try forgetSender(person, on: ticket, tx)
        try tx.run("DELETE FROM participant WHERE ticket = \(ticket.id) AND contact IN \(anyOf: person.family)")
        var change = Change(ticket, in: store, by: access, of: self, at: now)
        for words in person.words {
            change.ticket.subject = redactor.without(words, change.ticket.subject)
            change.ticket.snippet = redactor.without(words, change.ticket.snippet)
        }
        change.tell(.ticketErased, ["what": "person"])
        let saved = try change.save()
        if saved.binned == nil, saved.mergedInto == nil { try store.indexAll(saved) }
    }

    /// Their messages lose name, address and source; other people's lose them as recipients.
    private func forgetSender(_ person: Person, on ticket: Ticket, _ tx: Transaction) throws {
        for message in try MessageStore(tx, department: ticket.department).messages(of: ticket.id, most: 20_000) {
            let isTheirs = message.author.contact.map(person.family.contains) ?? false
            if isTheirs, let raw = message.raw { try blobs.erase(raw, department: ticket.department.rawValue, tx) }
            let recipients = Recipients(
                to: message.recipients.to.filter { !person.has($0.address) }, cc: message.recipients.cc.filter { !person.has($0.address) })
            guard isTheirs || recipients != message.recipients || person.has(message.fromAddress) else { continue }
            let isFromThem = isTheirs || person.has(message.fromAddress)
            try tx.run(
                """
                UPDATE message SET from_name = \(isFromThem ? "" : message.fromName), from_address = \(isFromThem ? "" : message.fromAddress),
                    recipients = \(JSON(recipients)), version = version + 1
                WHERE department = \(ticket.department) AND id = \(message.id)
                """)
        }
    }
}

/// Who is to be forgotten, and the words they are known by.
private struct Person: Sendable {
    let family: [ID<Contact>]
    /// Addresses and numbers as written, and names of more than one word: one alone may be anybody's.
    let words: [String]
    /// In small letters.
    let addresses: Set<String>
    private let department: ID<Department>

    init(_ id: ID<Contact>, _ tx: Transaction, for access: Access) throws {
        let contacts = ContactStore(tx, department: access.department)
        _ = try contacts.require(id)
        department = access.department
        family = try contacts.family(of: [contacts.current(id).id])
        let identities = try IdentityStore(tx, department: access.department).of(id)
        let names = try family.compactMap { try contacts.find($0)?.name }.filter { $0.contains(" ") }
        words = Array(Set(identities.map(\.value) + names)).sorted()
        addresses = Set(identities.map { $0.value.lowercased() })
    }

    /// As whom they may be signed in.
    var holders: [Holder] { family.map { .contact($0.rawValue, department) } }

    func has(_ address: String) -> Bool { addresses.contains(address.lowercased()) }

    /// On which they stand in any way, by id.
    func tickets(after key: ID<Ticket>, most: Int, _ tx: Transaction) throws -> [Ticket] {
        try tx.all(
            Ticket.self,
            """
            SELECT \(Ticket.columns) FROM ticket WHERE id IN (SELECT id FROM (
                SELECT id FROM ticket WHERE requester IN \(anyOf: family) AND id > \(key)
                UNION SELECT id FROM ticket WHERE affected IN \(anyOf: family) AND id > \(key)
                UNION SELECT ticket FROM participant WHERE contact IN \(anyOf: family) AND ticket > \(key)
                ORDER BY 1 LIMIT \(most)) AS found)
            AND department = \(department) ORDER BY id
            """)
    }
}
