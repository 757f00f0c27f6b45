import Accounts
import Contacts
import Events
import Primitives
import Storage

/// The rows of tickets.
package struct TicketStore {
    let tx: Transaction
    let department: ID<Department>

    package init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    package func find(_ id: ID<Ticket>) throws -> Ticket? {
        try tx.first(
            Ticket.self, "SELECT \(Ticket.columns) FROM ticket WHERE department = \(department) AND id = \(id)")
    }

    package func find(_ number: TicketNumber) throws -> Ticket? {
        guard let id = try NumberStore(tx, department: department).find(number) else { return nil }
        return try find(id)
    }

    /// Throws ``TicketError/notFound(_:)``, and ``TicketError/purged(_:)`` for one of which only the number is left.
    package func require(_ number: TicketNumber) throws -> Ticket {
        if let ticket = try find(number) { return ticket }
        throw try NumberStore(tx, department: department).purged(number) == nil ? TicketError.notFound(number) : .purged(number)
    }

    package func find(_ ids: [ID<Ticket>]) throws -> [Ticket] {
        try tx.all(
            Ticket.self, "SELECT \(Ticket.columns) FROM ticket WHERE \(filter: "department = \(department)") AND id IN \(anyOf: ids)")
    }

    /// A page of all tickets, oldest first.
    package func oldest(after key: ID<Ticket>?, most: Int) throws -> [Ticket] {
        try tx.all(
            Ticket.self,
            """
            SELECT \(Ticket.columns) FROM ticket WHERE department = \(department) AND id > \(key?.rawValue ?? 0)
            ORDER BY id LIMIT \(most)
            """)
    }

    /// Throws ``TicketError/unknown`` also when the actor may not see it.
    package func require(_ id: ID<Ticket>, _ verb: Verb, by access: Access) throws -> Ticket {
        guard let ticket = try find(id) else { throw TicketError.unknown }
        try demand(verb, on: ticket, by: access)
        return ticket
    }

    /// The ticket as the actor saw it. Throws ``TicketError/changedMeanwhile(_:what:)`` when it has moved on.
    package func require(_ id: ID<Ticket>, seen: Version, _ verb: Verb, by access: Access) throws -> Ticket {
        let ticket = try require(id, verb, by: access)
        guard ticket.version == seen else { throw TicketError.changedMeanwhile(ticket.number, what: try changes(of: id, since: seen)) }
        return ticket
    }

    /// What was done to a ticket after a version, as kinds of events, oldest first; of the last twenty things that happened.
    func changes(of id: ID<Ticket>, since seen: Version) throws -> [String] {
        let rows = try tx.rows(
            """
            SELECT kind, data FROM event WHERE department = \(department) AND ticket = \(id) ORDER BY id DESC LIMIT 20
            """)
        let later = try rows.filter { row in
            let version = try row("data", as: JSON<[String: String]>.self).content["version"].flatMap { Int64($0) }
            return version.map { $0 > seen.number } ?? false
        }
        var known: Set<String> = []
        let kinds = try later.reversed().map { try $0("kind", as: EventKind.self) }
        return kinds.map { $0 == .ticketActive ? EventKind.ticketMessage.rawValue : $0.rawValue }.filter { known.insert($0).inserted }
    }

    /// Throws ``TicketError/unknown`` for a ticket out of the actor's sight, ``PolicyError/forbidden(_:_:)`` for one they may see
    /// but not treat so.
    package func demand(_ verb: Verb, on ticket: Ticket, by access: Access) throws {
        let facts = try facts(of: ticket, for: access)
        guard access.may(.see, facts) else { throw TicketError.unknown }
        guard access.may(verb, facts) else { throw PolicyError.forbidden(verb, .ticket) }
    }

    package func facts(of ticket: Ticket, for access: Access) throws -> Access.TicketFacts {
        let row = try tx.rows(
            """
            SELECT q.team, EXISTS (SELECT 1 FROM participant
                    WHERE ticket = \(ticket.id) AND contact = \(access.contact ?? 0) AND is_accepted = 1) AS is_followed,
                EXISTS (SELECT 1 FROM named_agent
                    WHERE ticket = \(ticket.id) AND agent = \(access.agent?.rawValue ?? 0)) AS is_named
            FROM queue q WHERE q.id = \(ticket.queue)
            """).first
        guard let row else { throw TicketError.queueNotFound }
        return Access.TicketFacts(
            ticket: ticket, team: try row("team"), isFollowed: try row("is_followed"), isNamed: try row("is_named"))
    }

    func insert(_ ticket: Ticket) throws {
        try tx.run(
            """
            INSERT INTO ticket (id, version, department, number, subject, state, lane, kind, priority, category, queue, tier, assignee,
                requester, affected, complained_about, is_confidential, language, channel, tags, snippet, spoke_last, opened_at,
                active_at, waiting_since, solved_at, merged_into, binned_at, state_before)
            VALUES (\(ticket.id), \(ticket.version), \(department), \(ticket.number), \(ticket.subject), \(ticket.state),
                \(ticket.lane), \(ticket.kind), \(ticket.priority), \(ticket.category), \(ticket.queue), \(ticket.tier),
                \(ticket.assignee), \(ticket.requester), \(ticket.affected), \(ticket.complainedAbout), \(ticket.isConfidential),
                \(ticket.language), \(ticket.channel), \(TextList(ticket.tags.map(\.text))), \(ticket.snippet), \(ticket.spokeLast),
                \(ticket.opened), \(ticket.active), \(ticket.waitingSince), \(ticket.solved), \(ticket.mergedInto), \(ticket.binned),
                \(ticket.stateBefore))
            """)
        try NumberStore(tx, department: department).name(ticket.id, ticket.number)
        try retag(ticket, instead: [])
        try CounterStore(tx, department: department).move(from: nil, to: ticket)
    }

    /// Writes what became of `before`, one version on; counters follow. Throws ``TicketError/changedMeanwhile(_:what:)``.
    func update(_ ticket: Ticket, from before: Ticket) throws -> Ticket {
        var next = ticket
        next.version = before.version.next
        let changed = try tx.changed(by: 
            """
            UPDATE ticket SET version = \(next.version), subject = \(next.subject), state = \(next.state), lane = \(next.lane),
                kind = \(next.kind), priority = \(next.priority), category = \(next.category), queue = \(next.queue),
                tier = \(next.tier), assignee = \(next.assignee), requester = \(next.requester), affected = \(next.affected),
                complained_about = \(next.complainedAbout), is_confidential = \(next.isConfidential), language = \(next.language),
                tags = \(TextList(next.tags.map(\.text))), snippet = \(next.snippet), spoke_last = \(next.spokeLast),
                active_at = \(next.active), waiting_since = \(next.waitingSince), solved_at = \(next.solved),
                merged_into = \(next.mergedInto), binned_at = \(next.binned), state_before = \(next.stateBefore)
            WHERE department = \(department) AND id = \(next.id) AND version = \(before.version)
            """)
        guard changed == 1 else {
            throw TicketError.changedMeanwhile(before.number, what: try changes(of: before.id, since: before.version))
        }
        if next.tags != before.tags { try retag(next, instead: before.tags) }
        try CounterStore(tx, department: department).move(from: before, to: next)
        return next
    }

    private func retag(_ ticket: Ticket, instead old: [Tag]) throws {
        if !old.isEmpty { try tx.run("DELETE FROM ticket_tag WHERE ticket = \(ticket.id)") }
        for tag in ticket.tags {
            try tx.run(
                """
                INSERT INTO ticket_tag (department, folded, ticket, tag)
                VALUES (\(department), \(tag.folded), \(ticket.id), \(tag.text))
                """)
        }
    }
}
