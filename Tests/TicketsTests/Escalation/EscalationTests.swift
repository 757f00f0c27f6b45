import Accounts
import Contacts
import Primitives
import Storage
import StorageTesting
import Testing

@testable import Tickets

@Suite("Escalation")
struct EscalationTests {
    @Test("a ticket goes up two tiers and comes back down to the agents it came from")
    func upAndDown() async throws {
        try await TestDesk.with { desk in
            let ana = try await desk.agent("Ana"), bea = try await desk.agent("Bea", tier: 2), cai = try await desk.agent("Cai", tier: 3)
            let ticket = try await desk.open(from: desk.customer("Carla"))
            try await desk.desk.assign(ticket.id, to: ana.agent, seen: ticket.version, as: ana)
            try await step(ticket, desk) { try await desk.desk.escalate($0, seen: $1, as: ana, reason: "hard", findings: "It smokes") }
            try await step(ticket, desk) { try await desk.desk.assign($0, to: bea.agent, seen: $1, as: bea) }
            try await step(ticket, desk) { try await desk.desk.escalate($0, seen: $1, as: bea, reason: "harder", findings: "") }
            #expect(try await desk.now(ticket).tier == Tier(3))
            #expect(try await desk.now(ticket).assignee == nil)
            await #expect(throws: TicketError.atTopTier(ticket.number)) {
                try await desk.desk.escalate(ticket.id, seen: desk.now(ticket).version, as: cai, reason: "hardest", findings: "")
            }
            try await step(ticket, desk) { try await desk.desk.sendBack($0, seen: $1, as: cai, reason: "a setting", findings: "") }
            #expect(try await desk.now(ticket).assignee == bea.agent)
            try await step(ticket, desk) { try await desk.desk.sendBack($0, seen: $1, as: bea, reason: "tell them", findings: "") }
            #expect(try await desk.now(ticket).assignee == ana.agent)
            #expect(try await desk.now(ticket).queue == desk.queues[0].id)
            await #expect(throws: TicketError.atFirstTier(ticket.number)) {
                try await desk.desk.sendBack(ticket.id, seen: desk.now(ticket).version, as: ana, reason: "down", findings: "")
            }
        }
    }

    @Test("it comes back to nobody when who had it has left the team")
    func leftMeanwhile() async throws {
        try await TestDesk.with { desk in
            let ana = try await desk.agent("Ana"), bea = try await desk.agent("Bea", tier: 2)
            let ticket = try await desk.open(from: desk.customer("Carla")), agent = try #require(ana.agent)
            try await desk.desk.assign(ticket.id, to: agent, seen: ticket.version, as: ana)
            try await step(ticket, desk) { try await desk.desk.escalate($0, seen: $1, as: ana, reason: "hard", findings: "") }
            try await desk.db.write { tx in try TeamStore(tx).leave(agent, desk.teams[0].id) }
            try await step(ticket, desk) { try await desk.desk.sendBack($0, seen: $1, as: bea, reason: "easy", findings: "") }
            #expect(try await desk.now(ticket).assignee == nil)
        }
    }

    @Test("an agent who was never a contact becomes one, and still sees what they handed up")
    func becomesContact() async throws {
        try await TestDesk.with { desk in
            let ana = try await desk.agent("Ana"), ticket = try await desk.open(from: desk.customer("Carla"))
            let id = try #require(ana.agent)
            func access(_ contact: Int64?) -> Access {
                Access(actor: ana.actor, department: ana.department, contact: contact, teams: ana.teams, grants: Role.BuiltIn.agent.grants)
            }
            try await desk.db.write { tx in
                var agent = try AgentStore(tx).require(id)
                agent.contact = nil
                try AgentStore(tx).update(agent, seen: agent.version)
            }
            try await step(ticket, desk) { try await desk.desk.escalate($0, seen: $1, as: access(nil), reason: "hard", findings: "") }
            let contact = try await desk.db.read { tx in try AgentStore(tx).require(id).contact }
            #expect(contact != nil)
            #expect(try await desk.page(.everything, as: access(contact)) == [ticket.id])
        }
    }

    @Test("whoever hands it up follows it, also when it is confidential")
    func stillSeen() async throws {
        try await TestDesk.with { desk in
            let ana = try await desk.agent("Ana"), ticket = try await desk.open(from: desk.customer("Carla"))
            var properties = Properties()
            properties.isConfidential = true
            try await desk.desk.set(properties, on: ticket.id, seen: ticket.version, as: ana)
            try await step(ticket, desk) { try await desk.desk.escalate($0, seen: $1, as: ana, reason: "hard", findings: "") }
            #expect(try await desk.page(.everything, as: ana) == [ticket.id])
        }
    }

    @Test("without a reason, or to a queue there is none of, nothing moves")
    func refused() async throws {
        try await TestDesk.with { desk in
            let ana = try await desk.agent("Ana"), ticket = try await desk.open(from: desk.customer("Carla"))
            await #expect(throws: TicketError.reasonMissing) {
                try await desk.desk.escalate(ticket.id, seen: ticket.version, as: ana, reason: " ", findings: "")
            }
            await #expect(throws: TicketError.queueNotFound) {
                try await desk.desk.escalate(ticket.id, to: ID(7), seen: ticket.version, as: ana, reason: "hard", findings: "")
            }
            #expect(try await desk.now(ticket) == ticket)
        }
    }

    private func step(
        _ ticket: Ticket, _ desk: TestDesk, _ take: (ID<Ticket>, Version) async throws -> Ticket
    ) async throws {
        _ = try await take(ticket.id, desk.now(ticket).version)
    }
}

extension EscalationTests {
    @Test("the second step back goes to the lead of the team below")
    func secondStepBack() async throws {
        try await TestDesk.with { desk in
            let ana = try await desk.agent("Ana"), lea = try await desk.agent("Lea", .lead), bea = try await desk.agent("Bea", tier: 2)
            let ticket = try await desk.open(from: desk.customer("Carla")), lead = try #require(lea.agent)
            try await desk.db.write { tx in
                let roles = RoleSeed(department: desk.department.id, ids: desk.ids)
                try roles.plant(tx)
                try RoleStore(tx).give(roles.lead.id, to: lead)
            }
            try await desk.desk.assign(ticket.id, to: ana.agent, seen: ticket.version, as: ana)
            var assignees: [ID<Agent>?] = []
            for _ in 0..<2 {
                try await desk.desk.escalate(ticket.id, seen: desk.now(ticket).version, as: lea, reason: "hard", findings: "")
                try await desk.desk.sendBack(ticket.id, seen: desk.now(ticket).version, as: bea, reason: "easy", findings: "")
                assignees.append(try await desk.now(ticket).assignee)
            }
            #expect(assignees == [ana.agent, lea.agent])
        }
    }
}
