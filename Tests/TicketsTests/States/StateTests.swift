import Accounts
import Contacts
import Events
import Knowledge
import Primitives
import Storage
import StorageTesting
import Testing

@testable import Tickets

@Suite("States")
struct StateTests {
    @Test("a customer's words end a pause and open what was solved; thanks do not", arguments: [State.pending, .onHold, .solved])
    func wakes(state: State) async throws {
        try await TestDesk.with { desk in
            let ana = try await desk.agent("Ana"), carla = try await desk.customer("Carla"), ticket = try await desk.open(from: carla)
            try await desk.reply("Try this", on: ticket, as: ana, then: .keepOpen)
            var properties = Properties()
            properties.state = state
            try await desk.desk.set(properties, on: ticket.id, seen: desk.now(ticket).version, as: ana)
            try await desk.write("Thank you!", on: ticket, from: carla) { $0.mark = .thanks }
            #expect(try await desk.now(ticket).state == state)
            try await desk.write("Vacation", on: ticket, from: carla) { $0.isAutomatic = true }
            #expect(try await desk.now(ticket).state == state)
            try await desk.write("It burns again", on: ticket, from: carla)
            let now = try await desk.now(ticket)
            #expect(now.state == .open && now.assignee == ana.agent && now.waitingSince == now.active)
        }
    }

    @Test("a solved ticket opens to its team when its agent has left")
    func opensToTeam() async throws {
        try await TestDesk.with { desk in
            let ana = try await desk.agent("Ana"), carla = try await desk.customer("Carla"), ticket = try await desk.open(from: carla)
            try await desk.reply("Done", on: ticket, as: ana, then: .solve)
            let agent = try #require(ana.agent)
            try await desk.db.write { tx in try TeamStore(tx).leave(agent, desk.teams[0].id) }
            try await desk.write("Not at all", on: ticket, from: carla)
            let now = try await desk.now(ticket)
            #expect(now.state == .open && now.assignee == nil)
        }
    }

    @Test("what was solved closes after its days, also behind a queue that waits a year and a ticket in the bin")
    func closes() async throws {
        try await TestDesk.with { desk in
            let lead = try await desk.agent("Lea", .lead), carla = try await desk.customer("Carla")
            var slow: [Ticket] = []
            for _ in 0..<120 { slow.append(try await desk.open(from: carla) { $0.queue = desk.queues[1].id }) }
            let binned = try await desk.open(from: carla), due = try await desk.open(from: carla)
            for ticket in slow + [binned, due] { try await desk.desk.solve(ticket.id, seen: ticket.version, as: lead, with: .nothing(.thanks)) }
            try await desk.desk.bin(binned.id, as: lead)
            desk.time.advance(by: .days(8))
            try await desk.desk.closeSolved(afterDays: { _, queue in queue == desk.queues[1].id ? 365 : 7 })
            #expect(try await desk.now(due).state == .closed)
            #expect(try await desk.now(slow[0]).state == .solved)
            try await desk.desk.closeSolved { _, _ in 7 }
            #expect(try await desk.now(slow[119]).state == .closed)
        }
    }

    @Test("who saw an older version is told what changed since")
    func changedMeanwhile() async throws {
        try await TestDesk.with { desk in
            let ana = try await desk.agent("Ana"), carla = try await desk.customer("Carla"), ticket = try await desk.open(from: carla)
            var properties = Properties()
            properties.priority = .urgent
            let seen = try await desk.desk.set(properties, on: ticket.id, seen: ticket.version, as: ana)
            try await desk.write("Hurry", on: ticket, from: carla)
            _ = try await desk.desk.note(ticket.id, as: ana, text: "on it")
            let what = [EventKind.ticketMessage, .ticketNote].map(\.rawValue)
            await #expect(throws: TicketError.changedMeanwhile(ticket.number, what: what)) {
                try await desk.desk.reply(
                    ticket.id, seen: seen.version, as: ana, Reply(text: "Hi", recipients: Recipients(to: [.init(address: "c@kunde.example")])))
            }
        }
    }

    @Test("states that come about by what is done cannot be chosen", arguments: [State.merged, .new])
    func notChosen(state: State) async throws {
        try await TestDesk.with { desk in
            let ana = try await desk.agent("Ana"), ticket = try await desk.open(from: desk.customer("Carla"))
            let opened = try await desk.desk.assign(ticket.id, to: ana.agent, seen: ticket.version, as: ana)
            var properties = Properties()
            properties.state = state
            let wanted = properties
            await #expect(throws: TicketError.stateNotChosen) {
                try await desk.desk.set(wanted, on: ticket.id, seen: opened.version, as: ana)
            }
        }
    }

    @Test("solving with each kind of solution; opening again and out of spam")
    func solving() async throws {
        try await TestDesk.with { desk in
            let ana = try await desk.agent("Ana"), carla = try await desk.customer("Carla")
            let one = try await desk.open(from: carla), two = try await desk.open(from: carla), three = try await desk.open(from: carla)
            let text = ArticleText(title: "Printer burns", problem: "Smoke", cause: "Paper", steps: "Water")
            try await desk.desk.solve(one.id, seen: one.version, as: ana, with: .new(text, language: .en))
            let department = desk.department.id
            let fix = try #require(try await desk.db.read { tx in try FixStore(tx, department: department).of(one.id).last })
            let article = try #require(fix.article)
            try await desk.desk.solve(two.id, seen: two.version, as: ana, with: .known(article), outcome: .workedAround)
            #expect(try await desk.db.read { tx in try ArticleStore(tx, department: department).find(article)?.helped } == 2)
            try await desk.desk.solve(three.id, seen: three.version, as: ana, with: .nothing(.duplicate))
            #expect(try await desk.db.read { tx in try FixStore(tx, department: department).of(three.id).map(\.outcome) } == [.duplicate])
            try await desk.desk.reopen(three.id, as: ana)
            #expect(try await desk.now(three).state == .open)
            var spam = Properties()
            spam.state = .spam
            try await desk.desk.set(spam, on: three.id, seen: desk.now(three).version, as: ana)
            try await desk.desk.reopen(three.id, as: ana)
            #expect(try await desk.now(three).state == .open)
            await #expect(throws: TicketError.cannotReopen(three.number)) { try await desk.desk.reopen(three.id, as: ana) }
        }
    }

    @Test("an edit keeps what stood there")
    func edits() async throws {
        try await TestDesk.with { desk in
            let ana = try await desk.agent("Ana"), ticket = try await desk.open("Old", from: desk.customer("Carla"))
            var properties = Properties()
            (properties.subject, properties.tags) = ("New", ["vip"].compactMap { Tag($0) })
            try await desk.desk.set(properties, on: ticket.id, seen: ticket.version, as: ana)
            let department = desk.department.id
            #expect(try await desk.db.read { tx in try EditStore(tx, department: department).of(ticket.id).map(\.old) } == ["Old", ""])
        }
    }
}
