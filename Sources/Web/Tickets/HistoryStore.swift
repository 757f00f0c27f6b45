import Accounts
import Contacts
import Events
import Primitives
import Storage
import Tickets

/// What the objects that events name are called, looked up together.
struct HistoryStore {
    private let tx: Transaction
    private let department: ID<Department>

    init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    /// By id; one that is gone, or a ticket out of the reader's sight, is missing.
    func names(of events: [Event], for access: Access) throws -> [String: String] {
        var wanted: [Kind: Set<Int64>] = [:]
        for event in events {
            for (kind, keys) in Self.named(event.kind) {
                for key in keys { if let id = event.values[key].flatMap({ Int64($0) }), id > 0 { wanted[kind, default: []].insert(id) } }
            }
        }
        var names: [String: String] = [:]
        let people = NameStore(tx, department: department)
        for (id, name) in try people.agents((wanted[.agent] ?? []).map { ID($0) }) { names[id.text] = name }
        for (id, name) in try people.contacts((wanted[.contact] ?? []).map { ID($0) }) { names[id.text] = name }
        for (kind, sql) in [(Kind.queue, queues), (.category, categories)] {
            if let ids = wanted[kind] { try add(sql(ids), to: &names) }
        }
        if let ids = wanted[.ticket] {
            try add("SELECT t.id, t.number AS name FROM ticket t WHERE t.id IN \(anyOf: ids) AND \(access.condition(.see))", to: &names)
        }
        return names
    }

    private enum Kind { case agent, contact, queue, category, ticket }

    private static func named(_ kind: EventKind) -> [(Kind, [String])] {
        switch kind {
        case .ticketAssigned: [(.agent, ["from", "to"])]
        case .ticketQueue: [(.queue, ["from", "to"])]
        case .ticketCategory: [(.category, ["from", "to"])]
        case .ticketRequester, .ticketAffected, .ticketComplaint: [(.contact, ["from", "to"])]
        case .ticketNamed: [(.agent, ["agent"])]
        case .ticketParticipant: [(.contact, ["contact"])]
        case .ticketLinked, .ticketSplit: [(.ticket, ["other"])]
        case .ticketMerged, .ticketUnmerged: [(.ticket, ["survivor", "loser"])]
        default: []
        }
    }

    private func queues(_ ids: Set<Int64>) -> SQL {
        "SELECT id, name FROM queue WHERE department = \(department) AND id IN \(anyOf: ids)"
    }

    private func categories(_ ids: Set<Int64>) -> SQL {
        "SELECT id, name FROM category WHERE department = \(department) AND id IN \(anyOf: ids)"
    }

    private func add(_ sql: SQL, to names: inout [String: String]) throws {
        for row in try tx.rows(sql) { names[String(try row("id", as: Int64.self))] = try row("name", as: String.self) }
    }
}
