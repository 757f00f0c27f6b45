import Accounts
import Contacts
import Foundation
import Knowledge
import Primitives
import Search
import StorageTesting
import Testing

@testable import Storage
@testable import Tickets

/// Runs statements and keeps how the engine goes about each.
private final class PlanWitness: Connection {
    private let connection: SQLiteConnection
    private(set) var plans: [(statement: String, steps: [String])] = []

    init(_ path: String) throws {
        connection = try SQLiteConnection.forReading(path)
    }

    var dialect: Dialect { connection.dialect }

    func query(_ sql: SQL) throws(StorageError) -> [Row] {
        let rows = try connection.query("EXPLAIN QUERY PLAN " + sql)
        plans.append((sql.text, rows.map { if case .text(let step) = $0.values[3] { step } else { "" } }))
        return try connection.query(sql)
    }

    func execute(_ sql: SQL) throws(StorageError) -> Int { try connection.execute(sql) }
    func watchPlans() {}
    var fullScans: [String] { connection.fullScans }

    /// Steps that read a whole table of which a desk has many rows. Short lists may be read whole: queues, agents, categories, what
    /// waits for the full text, bound lists, and rows already narrowed.
    var scans: [String] {
        let short = ["json_each", "found", "queue", "q", "agent", "category", "p", "h", "f", "family", "CONSTANT"]
        return plans.flatMap { plan in
            plan.steps.filter { step in
                let words = step.split(separator: " ")
                guard words.first == "SCAN", words.count > 1 else { return false }
                return !short.contains(String(words[1])) && !words[1].hasPrefix("(") && !step.contains("VIRTUAL TABLE")
            }.map { "\($0) in \(plan.statement)" }
        }
    }

    /// Statements that sort tickets though an index has them in order.
    var sorts: [String] {
        plans.filter { plan in
            plan.statement.contains("FROM ticket t") && plan.steps.contains { $0.hasPrefix("USE TEMP B-TREE FOR ORDER BY") }
        }.map(\.statement)
    }
}

@Suite struct QueryPlanTests {
    @Test("no page reads a table from begin to end", .enabled(if: TestEngine.current == .sqlite))
    func noScans() async throws {
        try await SearchingDesk.with { desk in
            let customer = try await desk.customer("Ana Pop")
            let ticket = try await desk.ticket("Printer", "the printer", from: customer, language: .en, tags: ["vip"])
            try await desk.fold()
            let witness = try PlanWitness(desk.folder["desk.sqlite"])
            let tx = Transaction(witness)
            for access in [desk.ana, desk.lead] {
                try lists(tx, access, ticket)
                try searches(tx, access)
                try contacts(tx, access, customer)
                try articles(tx, access, ticket)
            }
            for scan in Set(witness.scans) { Issue.record("\(scan)") }
            #expect(witness.plans.count > 50)
        }
    }

    private func lists(_ tx: Transaction, _ access: Access, _ ticket: Ticket) throws {
        let key = ListKey(active: ticket.active, id: ticket.id)
        for view: TicketView in [.inbox, .mine, .team, .queue(ticket.queue), .everything, .done, .bin, .spam] {
            for key in [nil, key] { _ = try TicketListStore(tx, for: access).page(view, after: key) }
        }
        let messages = MessageStore(tx, department: access.department)
        _ = try messages.messages(of: ticket.id, most: 50)
        _ = try messages.notes(of: ticket.id, before: 5, most: 50)
        _ = try messages.attachments(of: [ticket.id.rawValue])
        _ = try FixStore(tx, department: access.department).of(ticket.id)
        _ = try TicketStore(tx, department: access.department).find(ticket.number)
        _ = try MergeStore(tx, department: access.department).family(of: ticket.id)
    }

    private func searches(_ tx: Transaction, _ access: Access) throws {
        let search = TicketSearch(tx, for: access, at: Instant(microseconds: 1_795_168_800_000_000))
        let queries = [
            "printer", "the printer", "\"the printer\" OR toner*", "printer state:open tier:2", "state:open", "assignee:me state:new", "from:ana",
            "tag:vip", "tag:*", "queue:atencion", "created:<7d", "number:LBT-1001", "LBT-1001", "state:new OR printer", "is:confidential -printer",
        ]
        for text in queries {
            let query = try SearchQuery.parse(text, filters: TicketFilters.names)
            for key in [nil, "w_5", "l_5.5"] { _ = try search.search(query, after: key) }
        }
    }

    private func contacts(_ tx: Transaction, _ access: Access, _ customer: ID<Contact>) throws {
        let store = ContactStore(tx, department: access.department)
        _ = try store.suggest("ana pop", most: 10)
        _ = try store.list(after: nil, most: 10)
        _ = try store.list(after: ("a", customer), most: 10)
        _ = try store.find([customer])
        let record = try store.record(customer, for: access)
        _ = try ContactTickets(tx, for: access).page(.open, of: record.family)
        _ = try ContactTickets(tx, for: access).page(.all, of: record.family, after: "5")
        _ = try TimelineStore(tx, department: access.department).page(record.family)
        _ = try OrganisationStore(tx, department: access.department).suggest("pop", most: 5)
        _ = try OrganisationStore(tx, department: access.department).below(nil)
        _ = try QuestionListStore(tx, for: access).page()
        _ = try QuestionStore(tx, department: access.department).of(record.family, most: 5)
    }

    private func articles(_ tx: Transaction, _ access: Access, _ ticket: Ticket) throws {
        _ = try Suggestions(tx, for: access).of(ticket)
        for reader: ArticleReader in [.agent(access), .customer(access.department), .visitor(access.department)] {
            let list = ArticleListStore(tx, for: reader)
            var filter = ArticleFilter()
            _ = try list.page(filter)
            filter.stage = .found
            filter.language = .es
            _ = try list.page(filter, after: "5.5")
            _ = try list.frequent(language: .es, after: "5.5")
        }
    }

    @Test("the lists of an agent walk their own queues and tickets, whatever the tables hold", .enabled(if: TestEngine.current == .sqlite))
    func ownRanges() async throws {
        try await SearchingDesk.with { desk in
            let customer = try await desk.customer("Ana Pop")
            for number in 0..<40 { _ = try await desk.ticket("Printer \(number)", "it prints", from: customer, language: .en) }
            for _ in 0..<2 {
                let witness = try PlanWitness(desk.folder["desk.sqlite"])
                for view: TicketView in [.inbox, .mine, .team] { _ = try TicketListStore(Transaction(witness), for: desk.ana).page(view) }
                let steps = witness.plans.flatMap(\.steps).filter { $0.hasPrefix("SEARCH t USING") }
                #expect(steps.count > 4)
                let ways = ["ticket_mine", "ticket_of_queue", "ticket_of_assignee"]
                for step in steps { #expect(ways.contains { step.contains("\($0) (") } || step.contains("PRIMARY KEY"), "\(step)") }
                try await desk.db.analyse()
            }
        }
    }

    @Test("lists of tickets come in order from an index", .enabled(if: TestEngine.current == .sqlite))
    func noSorts() async throws {
        try await SearchingDesk.with { desk in
            let witness = try PlanWitness(desk.folder["desk.sqlite"])
            for view: TicketView in [.everything, .done] { _ = try TicketListStore(Transaction(witness), for: desk.lead).page(view) }
            for view: TicketView in [.inbox, .mine, .team] { _ = try TicketListStore(Transaction(witness), for: desk.ana).page(view) }
            let search = TicketSearch(Transaction(witness), for: desk.lead, at: desk.time.clock.now())
            _ = try search.find(query: SearchQuery.parse("state:open priority:high", filters: TicketFilters.names))
            for statement in witness.sorts { Issue.record("\(statement)") }
        }
    }
}
