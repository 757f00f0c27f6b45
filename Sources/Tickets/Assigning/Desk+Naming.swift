import Accounts
import Primitives
import Storage

extension Desk {
    /// Lets an agent see a confidential ticket, or no longer. The last one named stays.
    package func setNamed(_ agent: ID<Agent>, isOn: Bool, on id: ID<Ticket>, as access: Access) async throws {
        try await change(id, seen: nil, .assign, by: access) { change in
            let isChanged = try isOn ? change.store.name(agent, on: id) : change.store.unname(agent, on: id)
            guard isChanged else { return }
            change.tell(.ticketNamed, ["agent": agent.text, "what": isOn ? "added" : "removed"])
        }
    }
}

extension TicketStore {
    /// Who may see a confidential ticket besides its assignee.
    package func named(on ticket: ID<Ticket>) throws -> [ID<Agent>] {
        try tx.column(ID<Agent>.self, "SELECT agent FROM named_agent WHERE ticket = \(ticket) ORDER BY agent")
    }

    /// Whether they were new.
    @discardableResult
    func name(_ agent: ID<Agent>, on ticket: ID<Ticket>) throws -> Bool {
        try tx.insertedMissing("INSERT INTO named_agent (ticket, agent) VALUES (\(ticket), \(agent))", key: "ticket, agent")
    }

    fileprivate func unname(_ agent: ID<Agent>, on ticket: ID<Ticket>) throws -> Bool {
        guard try named(on: ticket).contains(where: { $0 != agent }) else { return false }
        return try tx.changed(by: "DELETE FROM named_agent WHERE ticket = \(ticket) AND agent = \(agent)") > 0
    }
}
