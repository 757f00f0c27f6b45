import Accounts
import Contacts
import Events
import Foundation
import Primitives
import Search
import Storage
import Tickets

/// Writes the rows of sample tickets in one transaction.
struct SampleWriter {
    private let tx: Transaction
    private let department: ID<Department>
    private let prefix: String
    private let ids: IDMaker
    private let crew: SampleCrew
    private let words: SampleWords
    private var random: SampleRandom
    private var number: Int64
    private var position: Int64
    private var counts: [Counted: Int] = [:]

    private struct Counted: Hashable {
        let scope: String
        let object: Int64
        let name: String
    }

    init(
        _ tx: Transaction, _ department: ID<Department>, _ prefix: String, _ ids: IDMaker, _ crew: SampleCrew, _ words: SampleWords, seed: UInt64
    ) throws {
        self.tx = tx
        self.department = department
        self.prefix = prefix
        self.ids = ids
        self.crew = crew
        self.words = words
        random = SampleRandom(seed: seed)
        number = try tx.value(Int64.self, "SELECT next FROM number_sequence WHERE department = \(department)") ?? 1001
        position = try EventStore(tx).last()
    }

    /// What becomes of a sample ticket.
    private struct Story {
        let id: ID<Ticket>
        let number: String
        let contact: ID<Contact>
        let address: String
        let name: String
        let subject: String
        let texts: [String]
        let place: SampleCrew.Place
        let agent: ID<Agent>?
        let state: State
        let opened: Instant

        var active: Instant { opened + .minutes(40) }
        var lane: Lane { isOpen ? state == .pending ? .waiting : .ours : .done }
        var isOpen: Bool { state == .open || state == .pending }
    }

    /// - Parameter isOld: what was solved so long ago is closed
    mutating func ticket(at opened: Instant, isRecent: Bool, isOld: Bool) throws {
        let story = story(at: opened, isRecent, isOld)
        try writeContact(story)
        try writeTicket(story)
        try writeMessages(story)
        count(story)
    }

    private mutating func story(at opened: Instant, _ isRecent: Bool, _ isOld: Bool) -> Story {
        defer { number += 1 }
        // One in four recent tickets is still at work, one in a hundred of the others.
        let isOpen = Int.random(in: 0..<100, using: &random) < (isRecent ? 25 : 1)
        let state: State = isOpen ? [State.open, .open, .pending][Int.random(in: 0..<3, using: &random)] : isOld ? .closed : .solved
        let place = crew.places[[0, 0, 0, 0, 0, 0, 0, 1, 1, 2][Int.random(in: 0..<10, using: &random)] % max(1, crew.places.count)]
        let isTaken = !place.agents.isEmpty && (state != .open || Bool.random(using: &random))
        return Story(
            id: ids.next(), number: "\(prefix)-\(number)", contact: ids.next(), address: "customer\(number)@example.com",
            name: "\(words.rareWord(&random).capitalized) \(words.rareWord(&random).capitalized)", subject: words.text(5, &random),
            texts: [words.text(60, &random), words.text(50, &random), words.text(30, &random)], place: place,
            agent: isTaken ? place.agents[Int.random(in: 0..<place.agents.count, using: &random)] : nil, state: state, opened: opened)
    }

    private func writeContact(_ story: Story) throws {
        let store = ContactStore(tx, department: department)
        try store.insert(Contact(id: story.contact, department: department, name: story.name, language: .en), at: story.opened)
        try IdentityStore(tx, department: department).add(ids.next(), .email, story.address, to: story.contact, at: story.opened)
    }

    private mutating func writeTicket(_ story: Story) throws {
        let waits = story.state == .open ? story.active : nil, solved = story.isOpen ? nil : story.active
        try tx.run(
            """
            INSERT INTO ticket (id, version, department, number, subject, state, lane, kind, priority, queue, tier, assignee, requester,
                is_confidential, language, channel, tags, snippet, spoke_last, opened_at, active_at, waiting_since, solved_at)
            VALUES (\(story.id), 4, \(department), \(story.number), \(story.subject), \(story.state), \(story.lane),
                \(TicketKind.question), \(Priority.normal), \(story.place.queue.id), \(story.place.queue.tier), \(story.agent),
                \(story.contact), 0, 'en', 'email', '[]', \(String(story.texts[2].prefix(120)).replacing("\n", with: " ")), 'customer',
                \(story.opened), \(story.active), \(waits), \(solved))
            """)
        try tx.run("INSERT INTO ticket_number (department, number, ticket) VALUES (\(department), \(story.number), \(story.id))")
        try index(.ticket, story.id.rawValue, story, "\(story.number)\n\(story.subject)")
        try tell(.ticketOpened, story, .contact(story.contact), ["channel": "email", "queue": story.place.queue.id.text], 0)
        try note(.opened, story, nil, 0)
    }

    private mutating func writeMessages(_ story: Story) throws {
        let agent = Actor.agent(story.agent ?? ID(1))
        try message(0, of: story, .incoming, .contact(story.contact), minute: 0)
        try message(1, of: story, .outgoing, agent, minute: 20)
        try tell(.ticketAssigned, story, agent, ["from": "", "to": story.agent?.text ?? ""], 20)
        try tell(.ticketState, story, agent, ["from": "new", "to": "pending"], 20)
        try message(2, of: story, .incoming, .contact(story.contact), minute: 40)
        try tell(.ticketState, story, .contact(story.contact), ["from": "pending", "to": "open"], 40)
        guard !story.isOpen else { return }
        try tell(.ticketState, story, agent, ["from": "open", "to": "solved"], 40)
        try tell(.ticketSolved, story, agent, ["outcome": "solved"], 40)
        if story.state == .closed { try tell(.ticketState, story, .system, ["from": "solved", "to": "closed"], 40) }
    }

    private mutating func message(
        _ index: Int, of story: Story, _ direction: Message.Direction, _ author: Actor, minute: Int
    ) throws {
        let id: ID<Message> = ids.next(), at = story.opened + .minutes(minute), isIn = direction == .incoming
        let recipients = isIn ? Recipients() : Recipients(to: [.init(name: story.name, address: story.address)])
        try tx.run(
            """
            INSERT INTO message (id, version, department, ticket, thread, direction, channel, author_kind, author, from_name,
                from_address, recipients, subject, text, quoted, html_version, language, message_id, why, notices, is_automatic,
                is_verified, at, twice)
            VALUES (\(id), 1, \(department), \(story.id), \(story.id), \(direction), 'email', \(author.kind.rawValue), \(author.id),
                \(isIn ? story.name : ""), \(isIn ? story.address : ""), \(JSON(recipients)), \(story.subject), \(story.texts[index]), '',
                0, 'en', \("\(id)@sample.invalid"), '[]', '[]', 0, 1, \(at), 0)
            """)
        try tx.run(
            """
            INSERT INTO mail_id (department, id, ticket, message, is_own)
            VALUES (\(department), \("\(id)@sample.invalid"), \(story.id), \(id), 1)
            """)
        if !isIn { try send(id, at: at) }
        let head = isIn ? "\(story.name)\n\(story.address)\n" : ""
        try self.index(.message, id.rawValue, story, head + story.texts[index])
        try note(isIn ? .wrote : .answered, story, id.rawValue, minute)
        let values = ["message": id.text, "direction": direction.rawValue, "channel": "email", "automatic": "0", "verified": "1"]
        try tell(.ticketMessage, story, author, values, minute)
    }

    private func send(_ message: ID<Message>, at: Instant) throws {
        try tx.run(
            """
            INSERT INTO outbox (id, department, channel, owner, is_machine, envelope, state, due_at, tries, made_at, done_at)
            VALUES (\(ids.next(Message.self)), \(department), 'email', \(message), 0, '{}', 'sent', \(at), 1, \(at), \(at))
            """)
    }

    private func index(_ kind: SearchDocument.Kind, _ id: Int64, _ story: Story, _ text: String) throws {
        try SearchStore(tx, department: department).put(
            SearchDocument(kind, id, ticket: story.id.rawValue, text: text, language: .en), isNew: true)
    }

    private func note(_ kind: TimelineEntry.Kind, _ story: Story, _ object: Int64?, _ minute: Int) throws {
        try TimelineStore(tx, department: department).append(
            ids.next(), kind, of: story.contact, channel: "email", ticket: story.id.rawValue, object: object, at: story.opened + .minutes(minute))
    }

    private mutating func tell(_ kind: EventKind, _ story: Story, _ actor: Actor, _ values: [String: String], _ minute: Int) throws {
        position += 1
        try tx.run(
            """
            INSERT INTO event (id, position, department, kind, shape, actor_kind, actor, ticket, data, at)
            VALUES (\(ids.next(Event.self)), \(position), \(department), \(kind), 1, \(actor.kind.rawValue), \(actor.id), \(story.id),
                \(JSON(values)), \(story.opened + .minutes(minute)))
            """)
    }

    private mutating func count(_ story: Story) {
        guard story.isOpen else { return }
        counts[Counted(scope: "queue", object: story.place.queue.id.rawValue, name: "active"), default: 0] += 1
        guard let agent = story.agent else {
            if story.lane == .ours { counts[Counted(scope: "queue", object: story.place.queue.id.rawValue, name: "ours"), default: 0] += 1 }
            return
        }
        counts[Counted(scope: "agent", object: agent.rawValue, name: "active"), default: 0] += 1
        if story.lane == .ours { counts[Counted(scope: "agent", object: agent.rawValue, name: "ours"), default: 0] += 1 }
    }

    /// Counters, the next number, and readers of the log who are up to date.
    mutating func finish(_ readers: [String]) throws {
        for (counted, n) in counts {
            try tx.upsert(
                """
                INSERT INTO counter (department, scope, object, name, n)
                VALUES (\(department), \(counted.scope), \(counted.object), \(counted.name), \(n))
                """, key: "department, scope, object, name", update: "n = counter.n + \(n)")
        }
        try tx.upsert(
            "INSERT INTO number_sequence (department, next) VALUES (\(department), \(number))", key: "department", update: "next = \(number)")
        for reader in readers { try EventStore(tx).move(reader, to: position) }
    }
}
