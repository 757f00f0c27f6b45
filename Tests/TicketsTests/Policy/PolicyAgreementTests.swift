import Accounts
import Contacts
import Primitives
import Storage
import StorageTesting
import Testing

@testable import Tickets

@Suite("The two answers of the policy")
struct PolicyAgreementTests {
    @Test("what an actor may do to a ticket is what lists, search and pages let them", arguments: 0..<6 as Range<UInt64>)
    func agreement(seed: UInt64) async throws {
        try await TestDesk.with { desk in
            var random = SeededRandom(seed)
            let actors = try await actors(desk, &random)
            let tickets = try await fill(desk, actors, &random)
            for actor in actors + [desk.system] { try await compare(actor, tickets, desk) }
        }
    }

    private func actors(_ desk: TestDesk, _ random: inout SeededRandom) async throws -> [Access] {
        var actors: [Access] = []
        for number in 0..<6 {
            var grants: [Grant] = []
            for verb in Verb.allCases where Int.random(in: 0..<5, using: &random) > 0 {
                grants.append(Grant(verb, .ticket, Reach.allCases.randomElement(using: &random) ?? .own))
            }
            let teams = desk.teams.map(\.id).filter { _ in Bool.random(using: &random) }
            actors.append(try await desk.agent("Agent\(number)", grants: grants, teams: Set(teams)))
        }
        return actors
    }

    private func fill(_ desk: TestDesk, _ actors: [Access], _ random: inout SeededRandom) async throws -> [Ticket] {
        let customers = [try await desk.customer("Ada"), try await desk.customer("Bob")]
        let agents = actors.compactMap(\.contact).map { ID<Contact>($0) }
        var tickets: [Ticket] = []
        for _ in 0..<60 {
            var people = customers
            if Int.random(in: 0..<3, using: &random) == 0 { people += agents }
            let requester = people.randomElement(using: &random) ?? customers[0]
            var ticket = try await desk.open(from: requester) { $0.queue = desk.queues.randomElement(using: &random)?.id }
            let before = ticket
            if Int.random(in: 0..<8, using: &random) == 0 { ticket.affected = agents.randomElement(using: &random) }
            if Int.random(in: 0..<8, using: &random) == 0 { ticket.complainedAbout = agents.randomElement(using: &random) }
            if Bool.random(using: &random) { ticket.assignee = actors.randomElement(using: &random)?.agent }
            ticket.isConfidential = Int.random(in: 0..<4, using: &random) == 0
            ticket.state = State.allCases.randomElement(using: &random) ?? .open
            if Int.random(in: 0..<8, using: &random) == 0 { ticket.binned = ticket.opened }
            let named = Int.random(in: 0..<3, using: &random) == 0 ? actors.randomElement(using: &random)?.agent : nil
            let follower = Bool.random(using: &random) ? agents.randomElement(using: &random) : nil
            let isAccepted = Bool.random(using: &random), next = ticket
            let saved = try await desk.db.write { tx in
                let store = TicketStore(tx, department: desk.department.id)
                if let named { try store.name(named, on: next.id) }
                if let follower {
                    try ParticipantStore(tx, department: desk.department.id).add(
                        follower, .watcher, to: next.id, isAccepted: isAccepted, at: next.opened)
                }
                return try store.update(next, from: before)
            }
            tickets.append(saved)
        }
        return tickets
    }

    private func compare(_ access: Access, _ tickets: [Ticket], _ desk: TestDesk) async throws {
        try await desk.db.read { tx in
            let store = TicketStore(tx, department: access.department)
            let facts = try tickets.map { try store.facts(of: $0, for: access) }
            for verb in Verb.allCases {
                let allowed = Set(zip(tickets, facts).filter { access.may(verb, $1) }.map(\.0.id))
                let found = Set(try tx.column(ID<Ticket>.self, "SELECT t.id FROM ticket t WHERE \(access.condition(verb))"))
                #expect(allowed == found, "\(verb)")
            }
            let seen = Set(zip(tickets, facts).filter { access.may(.see, $1) }.map(\.0.id))
            let own = try TicketListStore(tx, for: access).queuesOfTeams()
            for view in views(desk) {
                let expected = Set(tickets.filter { seen.contains($0.id) && stands($0, in: view, for: access, teamQueues: own) }.map(\.id))
                let listed = try pages(view, access, tx)
                #expect(Set(listed) == expected, "\(view)")
                #expect(listed.count == Set(listed).count, "\(view) lists a ticket twice")
            }
        }
    }

    private func views(_ desk: TestDesk) -> [TicketView] {
        [.inbox, .mine, .team, .everything, .done, .bin, .spam] + desk.queues.map { .queue($0.id) }
    }

    private func stands(_ ticket: Ticket, in view: TicketView, for access: Access, teamQueues: [ID<Queue>]) -> Bool {
        let isMine = ticket.assignee != nil && ticket.assignee == access.agent
        let isActive = Lane.active.contains(ticket.lane), isOfTeam = teamQueues.contains(ticket.queue)
        return switch view {
        case .inbox: ticket.lane == .ours && (isMine || ticket.assignee == nil && isOfTeam)
        case .mine: isActive && isMine
        case .team: isActive && isOfTeam
        case .queue(let queue): isActive && ticket.queue == queue
        case .everything: isActive
        case .done: ticket.lane == .done
        case .bin: ticket.binned != nil
        case .spam: ticket.binned == nil && ticket.state == .spam
        }
    }

    /// All pages of a view, seven rows each, one after another.
    private func pages(_ view: TicketView, _ access: Access, _ tx: Transaction) throws -> [ID<Ticket>] {
        var listed: [ID<Ticket>] = [], key: ListKey?
        repeat {
            let page = try TicketListStore(tx, for: access).page(view, after: key, most: 7)
            listed += page.rows.map(\.id)
            key = page.next.flatMap { ListKey($0) }
        } while key != nil
        return listed
    }
}
