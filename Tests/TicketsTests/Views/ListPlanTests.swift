import Accounts
import Contacts
import Primitives
import Storage
import StorageTesting
import Testing

@testable import Tickets

@Suite("Pages at some thousand tickets")
struct ListPlanTests {
    // MariaDB reads as many rows as these from begin to end whatever indexes there are.
    @Test(
        "no list and no ticket page walks through a whole table", .enabled(if: TestEngine.current != .mariadb), arguments: TestEngine.allCases)
    func plans(engine: TestEngine) async throws {
        try await TestDesk.with(engine) { desk in
            let ana = try await desk.agent("Ana"), lead = try await desk.agent("Lea", .lead), carla = try await desk.customer("Carla")
            let ticket = try await fill(desk, carla)
            if engine != .sqlite { try await desk.db.analyse() }
            try await desk.db.read { tx in
                let before = Set(tx.fullScans)
                tx.watchPlans()
                for access in [ana, lead] {
                    let views: [TicketView] = [.inbox, .mine, .team, .everything, .done, .bin, .spam, .queue(desk.queues[0].id)]
                    for view in views {
                        let page = try TicketListStore(tx, for: access).page(view)
                        if let key = page.next.flatMap({ ListKey($0) }) { _ = try TicketListStore(tx, for: access).page(view, after: key) }
                    }
                }
                try read(ticket, as: lead, for: carla, tx)
                let scans = Set(tx.fullScans).subtracting(before).filter { scan in
                    // Small whatever the desk: its queues, and what is not folded yet.
                    !["FROM queue", "queue q JOIN team", "FROM counter_delta"].contains { scan.contains($0) }
                }
                #expect(scans.isEmpty, "\(scans)")
            }
        }
    }

    private func read(_ ticket: Ticket, as access: Access, for contact: ID<Contact>, _ tx: Transaction) throws {
        let department = access.department
        _ = try TicketStore(tx, department: department).require(ticket.id, .see, by: access)
        _ = try TicketStore(tx, department: department).changes(of: ticket.id, since: .first)
        let messages = MessageStore(tx, department: department)
        _ = try messages.messages(of: ticket.id, most: 50)
        _ = try messages.notes(of: ticket.id, most: 50)
        _ = try messages.attachments(of: [ticket.id.rawValue])
        _ = try messages.attachments(ofTickets: [ticket.id])
        _ = try messages.lastSaid(in: ticket.id)
        _ = try messages.waitingSince(in: ticket.id)
        _ = try LinkStore(tx, department: department).of(ticket.id)
        _ = try EscalationStore(tx, department: department).of(ticket.id)
        _ = try EditStore(tx, department: department).of(ticket.id)
        _ = try FixStore(tx, department: department).of(ticket.id)
        _ = try ParticipantStore(tx, department: department).of(ticket.id)
        _ = try MergeStore(tx, department: department).family(of: ticket.id)
        _ = try CustomerView(of: ticket, for: contact, tx)
        _ = try QueueStore.solved(in: QueueStore(tx, department: department).first(), by: ticket.opened, most: 50, tx)
        _ = try PurgeStore(tx, department).oldest(binnedBy: ticket.opened)
        _ = try NumberStore(tx, department: department).purged(ticket.number)
        _ = try ErasureStore(tx, department: department).list(after: 0, most: 10)
        _ = try CounterStore(tx, department: department).counts(queues: [ID(1), ID(2)], agents: [ID(1)])
    }

    /// Some thousand tickets in every state and queue; one of them.
    private func fill(_ desk: TestDesk, _ customer: ID<Contact>) async throws -> Ticket {
        let states = State.allCases, count = 1500
        return try await desk.db.write { tx in
            let store = TicketStore(tx, department: desk.department.id)
            var last: Ticket?
            for number in 0..<count {
                var new = NewTicket(subject: "Ticket \(number)", requester: customer, channel: .form)
                new.message = NewMessage(.incoming, .form, by: .contact(customer), text: "Words")
                new.queue = desk.queues[number % 3].id
                let opened = try desk.desk.open(new, as: desk.system, at: desk.desk.now(), tx).ticket
                var ticket = opened
                ticket.state = states[number % states.count]
                if number % 17 == 0 { ticket.binned = ticket.opened }
                last = try store.update(ticket, from: opened)
            }
            _ = try CounterStore.fold(tx, most: 10_000)
            guard let last else { throw TicketError.unknown }
            return last
        }
    }
}
