import Accounts
import Contacts
import Primitives
import Storage

/// Both answers of the policy about tickets: may this be done to that ticket, and which tickets may be seen at all. They are
/// one rule written twice; a generated test compares them.
///
/// - A right reaches tickets assigned to the actor or that they follow (own), of their teams' queues (team), or all.
/// - What concerns an agent as requester, affected or complained about is closed to them as an agent.
/// - A confidential ticket is open to its assignee and the agents named on it only.
extension Access {
    /// The facts of a ticket that the policy looks at.
    package struct TicketFacts: Sendable {
        let ticket: Ticket
        let team: ID<Team>
        /// The actor stands on it as a participant.
        let isFollowed: Bool
        /// The actor is named on a confidential ticket.
        let isNamed: Bool
    }

    package func may(_ verb: Verb, _ facts: TicketFacts) -> Bool {
        let ticket = facts.ticket
        if seesAll { return ticket.department == department }
        guard ticket.department == department, !concernsActor(ticket) else { return false }
        let isOwn = ticket.assignee != nil && ticket.assignee == agent
        if ticket.isConfidential && !isOwn && !facts.isNamed { return false }
        switch reach(verb, .ticket) {
        case .none: return false
        case .own: return isOwn || facts.isFollowed
        case .team: return isOwn || facts.isFollowed && verb == .see || teams.contains(facts.team)
        case .department, .all: return true
        }
    }

    /// Narrows a statement over `ticket t` to what the actor may do `verb` to.
    package func condition(_ verb: Verb) -> SQL {
        if seesAll { return "t.department = \(department)" }
        let reached: SQL
        switch reach(verb, .ticket) {
        case .none: return "1 = 0"
        case .own: reached = "(\(isOwn) OR \(isFollowed))"
        case .team where verb == .see: reached = "(t.queue IN \(queuesOfTeams) OR \(isOwn) OR \(isFollowed))"
        case .team: reached = "(t.queue IN \(queuesOfTeams) OR \(isOwn))"
        case .department, .all: reached = "1 = 1"
        }
        return "\(filter: "t.department = \(department)") AND \(reached) AND \(isNotClosedToActor)"
    }

    /// What is left to ask of tickets that are within reach already, by queue or assignee.
    package var isNotClosedToActor: SQL {
        if seesAll { return "1 = 1" }
        let open: SQL = """
            (t.is_confidential = 0 OR \(isOwn)
                OR EXISTS (SELECT 1 FROM named_agent n WHERE n.ticket = t.id AND n.agent = \(agent?.rawValue ?? 0)))
            """
        guard let contact else { return open }
        return """
            \(open) AND t.requester <> \(contact) AND (t.affected IS NULL OR t.affected <> \(contact))
                AND (t.complained_about IS NULL OR t.complained_about <> \(contact))
            """
    }

    /// The agent the actor is: a token acts as its agent.
    package var agent: ID<Agent>? { actor.agent }

    /// The desk itself and its rules.
    private var seesAll: Bool { actor.kind == .system || actor.kind == .rule }

    private var isOwn: SQL { "(t.assignee IS NOT NULL AND t.assignee = \(agent?.rawValue ?? 0))" }

    var isFollowed: SQL {
        "EXISTS (SELECT 1 FROM participant p WHERE p.ticket = t.id AND p.contact = \(contact ?? 0) AND p.is_accepted = 1)"
    }

    private var queuesOfTeams: SQL {
        "(SELECT q.id FROM queue q WHERE q.team IN \(anyOf: teams.sorted()))"
    }

    private func concernsActor(_ ticket: Ticket) -> Bool {
        guard let contact else { return false }
        return [ticket.requester, ticket.affected, ticket.complainedAbout].contains { $0?.rawValue == contact }
    }
}
