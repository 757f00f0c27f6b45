import Accounts
import Contacts
import Primitives
import Storage

extension Desk {
    /// Gives a ticket to an agent who works its queue, or to nobody. Throws ``TicketError/cannotTake``.
    @discardableResult
    package func assign(_ id: ID<Ticket>, to agent: ID<Agent>?, seen: Version, as access: Access) async throws -> Ticket {
        try await change(id, seen: seen, .assign, by: access) { change in
            guard change.ticket.assignee != agent else { return }
            guard let agent else { return change.unassign() }
            guard try change.store.mayTake(agent, change.ticket) else { throw TicketError.cannotTake }
            change.assign(to: agent)
        }
    }

    /// Moves a ticket to another queue of the department, to nobody there. Needs the right at both ends.
    @discardableResult
    package func move(_ id: ID<Ticket>, to queue: ID<Queue>, seen: Version, as access: Access) async throws -> Ticket {
        try await change(id, seen: seen, .assign, by: access) { change in
            guard change.ticket.queue != queue else { return }
            try change.move(to: QueueStore(change.tx, department: access.department).require(queue))
            try change.store.demand(.assign, on: change.ticket, by: access)
        }
    }

    /// Adds or removes someone who stands on the ticket.
    package func setParticipant(
        _ contact: ID<Contact>, _ role: Participant.Role, isOn: Bool, on id: ID<Ticket>, as access: Access
    ) async throws {
        try await change(id, seen: nil, .answer, by: access) { change in
            _ = try ContactStore(change.tx, department: access.department).require(contact)
            let store = ParticipantStore(change.tx, department: access.department)
            if isOn {
                try store.add(contact, role, to: id, isAccepted: true, at: change.at)
                try store.accept(contact, on: id)
            } else {
                guard try store.remove(contact, role, from: id) else { return }
            }
            change.tell(.ticketParticipant, ["contact": contact.text, "role": role.rawValue, "what": isOn ? "added" : "removed"])
        }
    }
}

extension Change {
    mutating func assign(to agent: ID<Agent>) {
        tell(.ticketAssigned, ["from": ticket.assignee?.text ?? "", "to": agent.text])
        ticket.assignee = agent
        if ticket.state == .new { set(.open) }
    }

    mutating func unassign() {
        guard let assignee = ticket.assignee else { return }
        tell(.ticketAssigned, ["from": assignee.text, "to": ""])
        ticket.assignee = nil
    }

    /// Whoever answers or solves a ticket that is nobody's takes it, when it can be theirs.
    mutating func takeUnlessTaken() throws {
        guard ticket.assignee == nil, let agent = access.agent, try store.mayTake(agent, ticket) else { return }
        assign(to: agent)
    }

    mutating func move(to queue: Queue) {
        tell(.ticketQueue, ["from": ticket.queue.text, "to": queue.id.text])
        ticket.queue = queue.id
        ticket.tier = queue.tier
        ticket.assignee = nil
        ticket.active = at
    }
}

extension TicketStore {
    /// Whether a ticket can be an agent's: they work its queue, and it does not concern them.
    func mayTake(_ agent: ID<Agent>, _ ticket: Ticket) throws -> Bool {
        try works(agent, ticket.queue) && !concerns(agent, ticket)
    }

    /// Whether an agent is who asks, for whom, or whom it is about.
    func concerns(_ agent: ID<Agent>, _ ticket: Ticket) throws -> Bool {
        let people = [ticket.requester, ticket.affected, ticket.complainedAbout].compactMap(\.self)
        return try tx.exists("SELECT 1 AS one FROM agent WHERE id = \(agent) AND contact IN \(anyOf: people)")
    }

    /// Whether an active agent is in the team of a queue.
    func works(_ agent: ID<Agent>, _ queue: ID<Queue>) throws -> Bool {
        try tx.exists(
            """
            SELECT 1 AS one FROM agent a JOIN agent_team m ON m.agent = a.id JOIN queue q ON q.team = m.team
            WHERE a.id = \(agent) AND a.is_active = 1 AND q.id = \(queue)
            """)
    }
}
