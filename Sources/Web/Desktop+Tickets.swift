import Accounts
import Gate
import HTTPTypes
import Hummingbird
import Primitives
import Storage
import Tickets

/// A ticket as someone at the door found it: in which of their departments, and what they may there.
package struct FoundTicket: Sendable {
    package let ticket: Ticket
    package let access: Access
}

extension Desktop {
    /// The ticket that `:number` of the path names. Throws ``TicketError/unknown`` also for one out of the agent's sight.
    package func ticket(_ context: AgentContext) async throws -> FoundTicket {
        let number = try context.ticketNumber()
        return try await db.read { tx in try find(number, context, tx) }
    }

    /// A page about the ticket that `:number` of the path names; see ``show(_:status:_:)``.
    func showTicket<Page: DeskPage>(
        _ context: AgentContext, status: HTTPResponse.Status = .ok, beside place: ListPlace? = nil,
        _ read: @escaping @Sendable (Ticket, Surroundings, Transaction) throws -> Page
    ) async throws -> Response {
        let number = try context.ticketNumber()
        let own = try await department(of: number, context)
        let elsewhere = await elsewhere(than: own, of: context, showing: place?.wish)
        let (page, around) = try await db.read { tx in
            let found = try find(number, context, tx)
            let around = try surroundings(of: context, in: found.access, beside: elsewhere, tx)
            return (try read(found.ticket, around, tx), around)
        }
        return .page(frame(of: page, around, context).document(), status: status)
    }

    /// Asked only of an agent with several.
    private func department(of number: TicketNumber, _ context: AgentContext) async throws -> ID<Department> {
        guard context.accesses.count > 1 else { return context.access.department }
        return try await db.read { tx in try find(number, context, tx).access.department }
    }

    /// Looks through the agent's departments, the one they chose last first.
    package func find(_ number: TicketNumber, _ context: AgentContext, _ tx: Transaction) throws -> FoundTicket {
        let rest = context.accesses.filter { $0.department != context.access.department }
        for access in [context.access] + rest {
            let store = TicketStore(tx, department: access.department)
            guard let ticket = try store.find(number) else { continue }
            try store.demand(.see, on: ticket, by: access)
            return FoundTicket(ticket: ticket, access: access)
        }
        throw TicketError.unknown
    }
}

extension AgentContext {
    /// Throws ``TicketError/unknown`` for what is no number.
    package func ticketNumber() throws -> TicketNumber {
        guard let number = TicketNumber(try parameter("number")) else { throw TicketError.unknown }
        return number
    }
}

/// What an agent may do to one ticket.
package struct TicketRights: Sendable {
    package let answers: Bool
    package let assigns: Bool
    package let solves: Bool
    package let removes: Bool

    package init(_ ticket: Ticket, _ access: Access, _ tx: Transaction) throws {
        let facts = try TicketStore(tx, department: access.department).facts(of: ticket, for: access)
        answers = access.may(.answer, facts)
        assigns = access.may(.assign, facts)
        solves = access.may(.solve, facts)
        removes = access.may(.remove, facts)
    }
}
