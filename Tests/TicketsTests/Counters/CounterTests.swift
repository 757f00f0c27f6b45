import Accounts
import Contacts
import Primitives
import Storage
import StorageTesting
import Testing

@testable import Tickets

@Suite("Counters")
struct CounterTests {
    @Test("after two thousand random steps every counter is what counting the tickets gives", arguments: TestEngine.allCases)
    func counted(engine: TestEngine) async throws {
        try await TestDesk.with(engine) { desk in
            var random = SeededRandom(7)
            let agents = [
                try await desk.agent("Ana", .admin), try await desk.agent("Bea", .admin, tier: 2), try await desk.agent("Ion", .admin, tier: 3),
            ]
            let customer = try await desk.customer("Carla")
            var tickets: [Ticket] = []
            for step in 0..<2000 {
                if tickets.isEmpty || tickets.count < 40 && Int.random(in: 0..<10, using: &random) == 0 {
                    tickets.append(try await desk.open(from: customer) { $0.queue = desk.queues.randomElement(using: &random)?.id })
                }
                let ticket = tickets[Int.random(in: 0..<tickets.count, using: &random)]
                // What is refused changes nothing, and that too is looked at.
                try? await act(Int.random(in: 0..<13, using: &random), ticket, tickets, agents, desk, customer, &random)
                if step % 400 == 399 {
                    try await check(desk, agents)
                    try await desk.db.write { tx in _ = try CounterStore.fold(tx, most: Int.random(in: 0..<500)) }
                    try await check(desk, agents)
                }
            }
        }
    }

    private func act(
        _ step: Int, _ ticket: Ticket, _ tickets: [Ticket], _ agents: [Access], _ desk: TestDesk, _ customer: ID<Contact>,
        _ random: inout SeededRandom
    ) async throws {
        let now = try await desk.now(ticket), agent = agents.randomElement(using: &random) ?? agents[0]
        let other = tickets[Int.random(in: 0..<tickets.count, using: &random)]
        switch step {
        case 0: try await desk.desk.assign(now.id, to: agent.agent, seen: now.version, as: agent)
        case 1: try await desk.desk.assign(now.id, to: nil, seen: now.version, as: agent)
        case 2: try await desk.desk.escalate(now.id, seen: now.version, as: agent, reason: "hard", findings: "")
        case 3: try await desk.desk.sendBack(now.id, seen: now.version, as: agent, reason: "easy", findings: "")
        case 4:
            let queue = desk.queues.randomElement(using: &random)?.id ?? now.queue
            try await desk.desk.move(now.id, to: queue, seen: now.version, as: agent)
        case 5: try await desk.desk.merge(now.id, seen: now.version, into: other.number, as: agent)
        case 6: try await desk.desk.unmerge(now.id, as: agent)
        case 7: try await desk.desk.bin(now.id, as: agent)
        case 8: try await desk.desk.restore(now.id, as: agent)
        case 9: try await desk.reply("Done", on: now, as: agent, then: Reply.Then.allCases.randomElement(using: &random) ?? .wait)
        case 10: try await desk.write("And now?", on: now, from: customer)
        case 11:
            var properties = Properties()
            properties.state = State.choices.randomElement(using: &random)
            properties.isConfidential = Int.random(in: 0..<5, using: &random) == 0
            try await desk.desk.set(properties, on: now.id, seen: now.version, as: agent)
        default:
            let message = try await desk.reply("Wait", on: now, as: agent)
            try await desk.desk.withdraw(message, on: now.id, as: agent)
        }
    }

    private func check(_ desk: TestDesk, _ agents: [Access]) async throws {
        let department = desk.department.id
        try await desk.db.read { tx in
            let counters = CounterStore(tx, department: department)
            let open = try tx.all(Ticket.self, "SELECT \(Ticket.columns) FROM ticket").filter { !$0.isConfidential && Lane.active.contains($0.lane) }
            for queue in desk.queues {
                let mine = open.filter { $0.queue == queue.id }
                #expect(try counters.counts(queues: [queue.id])[queue.id, .active] == mine.count)
                let ours = mine.filter { $0.lane == .ours && $0.assignee == nil }
                #expect(try counters.counts(queues: [queue.id])[queue.id, .ours] == ours.count)
            }
            for agent in agents.compactMap(\.agent) {
                let mine = open.filter { $0.assignee == agent }
                #expect(try counters.counts(agents: [agent])[agent, .active] == mine.count)
                let ours = mine.filter { $0.lane == .ours }
                #expect(try counters.counts(agents: [agent])[agent, .ours] == ours.count)
            }
        }
    }
}
