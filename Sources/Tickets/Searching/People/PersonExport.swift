import Accounts
import Contacts
import Events
import Foundation
import Primitives
import Storage

/// All that the desk knows of a person, for themself: what they told us, what we told them. Notes of colleagues are not part of it.
package struct PersonExport: Sendable, Codable {
    package struct Identity: Sendable, Codable {
        let kind: Contacts.Identity.Kind
        let value: String
        let verified: Instant?
    }

    package struct Message: Sendable, Codable {
        let at: Instant
        let direction: Tickets.Message.Direction
        let channel: ChannelName
        let from: String
        let subject: String
        let text: String
        let attachments: [String]
    }

    package struct Ticket: Sendable, Codable {
        let number: TicketNumber
        let subject: String
        let state: State
        let opened: Instant
        let solved: Instant?
        let messages: [Message]
    }

    package struct Question: Sendable, Codable {
        let at: Instant
        let channel: String
        let asked: String
        let answer: String
    }

    package let name: String
    package let language: Language?
    package let identities: [Identity]
    package let organisations: [String]
    package let tickets: [Ticket]
    package let questions: [Question]

    /// As JSON (UTF-8, keys in order), to hand over.
    package func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }
}

extension Desk {
    /// Gathers what is known of a person; noted as an event. Throws ``PolicyError`` and ``ContactError/notFound``.
    package func export(_ contact: ID<Contact>, as access: Access) async throws -> PersonExport {
        try access.demand(.remove, .contact, reach: .department)
        let export = try await db.survey { tx in
            let record = try ContactStore(tx, department: access.department).record(contact, for: access)
            return PersonExport(record, try ExportReader(tx, access.department).tickets(of: record.family), try questions(of: record.family, access, tx))
        }
        let now = now()
        try await db.write { tx in
            let told = EventDraft(.contactExported, department: access.department, actor: access.actor, values: ["contact": contact.text])
            try EventStore(tx).append(told, id: ids.next(), at: now)
        }
        return export
    }

    private func questions(of family: [ID<Contact>], _ access: Access, _ tx: Transaction) throws -> [PersonExport.Question] {
        try QuestionStore(tx, department: access.department).of(family, most: 10_000).map {
            PersonExport.Question(at: $0.at, channel: $0.channel, asked: $0.asked, answer: $0.answer)
        }
    }
}

extension PersonExport {
    fileprivate init(_ record: ContactRecord, _ tickets: [Ticket], _ questions: [Question]) {
        self.init(
            name: record.contact.name, language: record.contact.language,
            identities: record.identities.map { .init(kind: $0.kind, value: $0.value, verified: $0.verified) },
            organisations: record.organisations.map(\.name), tickets: tickets, questions: questions)
    }
}

private struct ExportReader {
    private let tx: Transaction
    private let department: ID<Department>

    init(_ tx: Transaction, _ department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    /// Slice by slice, so that the texts of all need not be held twice.
    func tickets(of family: [ID<Contact>]) throws -> [PersonExport.Ticket] {
        var tickets: [PersonExport.Ticket] = [], last: ID<Ticket>? = ID(0)
        while let key = last {
            let slice = try self.tickets(of: family, after: key, most: Self.slice)
            tickets += slice.map(\.1)
            last = slice.count == Self.slice ? slice.last?.0 : nil
        }
        return tickets
    }

    private static let slice = 50

    private func tickets(of family: [ID<Contact>], after key: ID<Ticket>, most: Int) throws -> [(ID<Ticket>, PersonExport.Ticket)] {
        let tickets = try tx.all(
            Ticket.self,
            """
            SELECT \(Ticket.columns) FROM ticket
            WHERE \(filter: "department = \(department)") AND requester IN \(anyOf: family) AND id > \(key) ORDER BY id LIMIT \(most)
            """)
        return try tickets.map { ticket in
            let export = PersonExport.Ticket(
                number: ticket.number, subject: ticket.subject, state: ticket.state, opened: ticket.opened, solved: ticket.solved,
                messages: try messages(of: ticket.id))
            return (ticket.id, export)
        }
    }

    private func messages(of ticket: ID<Ticket>) throws -> [PersonExport.Message] {
        let store = MessageStore(tx, department: department)
        return try store.messages(of: ticket, most: 5000).reversed().filter { $0.withdrawn == nil }.map { message in
            PersonExport.Message(
                at: message.at, direction: message.direction, channel: message.channel, from: message.fromAddress,
                subject: message.subject, text: message.text,
                attachments: try store.attachments(of: [message.id.rawValue]).filter { $0.redacted == nil }.map(\.name))
        }
    }
}
