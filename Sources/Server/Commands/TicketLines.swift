import Accounts
import Channels
import Contacts
import Events
import Foundation
import Outbox
import Primitives
import Search
import Storage
import Tickets

/// Tickets as scripts read them.
struct TicketLines: Sendable {
    struct Line: Encodable, Sendable {
        let number, subject, state, kind, priority: String
        let tier: Int
        let queue: String
        @OrNull var assignee: String?
        let requester: Person
        @OrNull var language: String?
        let tags: [String]
        let openedAt: String
    }

    struct Person: Encodable, Sendable {
        let name: String
        @OrNull var address: String?
    }

    struct Whole: Encodable, Sendable {
        let number, subject, state, kind, priority: String
        let tier: Int
        let queue: String
        @OrNull var assignee: String?
        let requester: Person
        @OrNull var language: String?
        let tags: [String]
        let messages: [Said]
        let events: [Fact]
    }

    struct Said: Encodable, Sendable {
        let id, direction, channel, from: String
        let to: [String]
        let subject, text: String
        @OrNull var messageId: String?
        let why: [String]
        @OrNull var delivery: String?
        let attachments: [File]
    }

    struct File: Encodable, Sendable {
        let name, type, sha256: String
        let bytes: Int
    }

    struct Fact: Encodable, Sendable {
        let kind, actor, at: String
        let values: [String: String]
    }

    private let house: House
    private let department: ID<Department>

    init(_ house: House, _ department: ID<Department>) {
        self.house = house
        self.department = department
    }

    /// All, oldest first, as they are at one moment.
    func each(_ body: (Line) throws -> Void) async throws {
        try await pages(body) { after, tx in
            let tickets = try TicketStore(tx, department: department).oldest(after: after.flatMap { ID($0) }, most: 500)
            return (tickets, tickets.last?.id.text)
        }
    }

    /// Those that a search finds, in its order, as they are at one moment. Throws ``SearchQueryError``.
    func each(matching text: String, _ body: (Line) throws -> Void) async throws {
        let query = try SearchQuery.parse(text, filters: TicketFilters.names), now = house.clock.now()
        try await pages(body) { after, tx in
            let search = TicketSearch(tx, for: .system(department), at: now)
            let page = try search.search(query, in: .tickets, after: after, most: 200).page
            return (page.rows.compactMap(\.ticket), page.next)
        }
    }

    private func pages(
        _ body: (Line) throws -> Void, _ next: @escaping @Sendable (String?, Transaction) throws -> (tickets: [Ticket], key: String?)
    ) async throws {
        try await house.db.survey { (tx: Transaction, give: ([Line]) throws -> Void) in
            var after: String?
            repeat {
                let page = try next(after, tx)
                try give(try lines(page.tickets, tx))
                after = page.key
            } while after != nil
        } take: { lines in for line in lines { try body(line) } }
    }

    func whole(_ number: TicketNumber) async throws -> Whole? {
        try await house.db.read { tx in
            guard let ticket = try TicketStore(tx, department: department).find(number),
                let line = try lines([ticket], tx).first
            else { return nil }
            return Whole(line, messages: try said(on: ticket, tx), events: try facts(of: ticket, tx))
        }
    }

    private func lines(_ tickets: [Ticket], _ tx: Transaction) throws -> [Line] {
        let queues = Dictionary(
            uniqueKeysWithValues: try QueueStore(tx, department: department).all().map { ($0.id, $0.name) })
        let contacts = try ContactStore(tx, department: department).find(tickets.map(\.requester))
        return try tickets.map { ticket in
            let address = try IdentityStore(tx, department: department).of(ticket.requester).first { $0.kind == .email }?.value
            return Line(
                ticket, queue: queues[ticket.queue] ?? "",
                assignee: try ticket.assignee.flatMap { try AgentStore(tx).find($0)?.email },
                requester: Person(name: contacts[ticket.requester]?.name ?? "", address: OrNull(wrappedValue: address)))
        }
    }

    private func said(on ticket: Ticket, _ tx: Transaction) throws -> [Said] {
        let store = MessageStore(tx, department: department)
        let messages = try store.messages(of: ticket.id, most: 10_000).reversed()
        let files = Dictionary(grouping: try store.attachments(of: messages.map(\.id.rawValue)), by: \.owner)
        return try messages.map { message in
            let parcel = try OutboxStore(tx).find(owner: message.id.rawValue, department: department).last
            let identity = try house.offices.identity(of: department, tx)
            return Said(
                message, ownID: identity.messageID(of: message.id), delivery: parcel?.state.rawValue,
                files: files[message.id.rawValue] ?? [])
        }
    }

    private func facts(of ticket: Ticket, _ tx: Transaction) throws -> [Fact] {
        try EventStore(tx).history(ticket: ticket.id.rawValue, department: department).map { event in
            Fact(
                kind: event.kind.rawValue, actor: "\(event.actor.kind.rawValue):\(event.actor.id)", at: event.at.text,
                values: event.values)
        }
    }
}

extension TicketLines.Line {
    fileprivate init(_ ticket: Ticket, queue: String, assignee: String?, requester: TicketLines.Person) {
        number = ticket.number.text
        subject = ticket.subject
        state = ticket.state.rawValue
        kind = ticket.kind.rawValue
        priority = ticket.priority.name
        tier = ticket.tier.level
        self.queue = queue
        self.assignee = assignee
        self.requester = requester
        language = ticket.language?.rawValue
        tags = ticket.tags.map(\.text)
        openedAt = ticket.opened.text
    }
}

extension TicketLines.Whole {
    fileprivate init(_ line: TicketLines.Line, messages: [TicketLines.Said], events: [TicketLines.Fact]) {
        number = line.number
        subject = line.subject
        state = line.state
        kind = line.kind
        priority = line.priority
        tier = line.tier
        queue = line.queue
        assignee = line.assignee
        requester = line.requester
        language = line.language
        tags = line.tags
        self.messages = messages
        self.events = events
    }

    /// For people.
    var plain: String {
        let head = "\(number)  \(subject)\n\(state), tier \(tier), \(queue), \(requester.name) <\(requester.address ?? "")>\n"
        return head + messages.map { "\n\($0.direction == "in" ? "<" : ">") \($0.from)\n\($0.text)\n" }.joined()
    }
}

extension TicketLines.Said {
    fileprivate init(_ message: Message, ownID: String, delivery: String?, files: [Attachment]) {
        id = message.id.text
        direction = message.direction.rawValue
        channel = message.channel.rawValue
        from = message.fromAddress.isEmpty ? message.fromName : message.fromAddress
        to = message.recipients.all.map(\.address)
        subject = message.subject
        text = message.text
        messageId = message.messageID ?? (message.direction == .outgoing ? ownID : nil)
        why = message.why.map { Terminal.words($0) }
        self.delivery = delivery
        attachments = files.map { file in
            TicketLines.File(
                name: file.name, type: file.type, sha256: file.hash.map { String(format: "%02x", $0) }.joined(), bytes: file.size)
        }
    }
}
