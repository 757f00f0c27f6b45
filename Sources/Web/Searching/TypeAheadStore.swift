import Accounts
import Primitives
import Search
import Storage
import Tickets

/// What begins as somebody types, of what they may see. Every statement walks one range of one index.
struct TypeAheadStore {
    private let tx: Transaction
    private let access: Access

    init(_ tx: Transaction, for access: Access) {
        self.tx = tx
        self.access = access
    }

    /// Tags on tickets, by how they begin.
    ///
    /// A tag is offered when a ticket that the actor may see carries it; of each, the newest hundred tickets are looked at.
    func tags(_ typed: String, most: Int) throws -> [String] {
        let begin = Folding.fold(typed)
        guard !begin.isEmpty else { return [] }
        let folded = try tx.column(
            String.self,
            """
            SELECT DISTINCT folded FROM ticket_tag
            WHERE department = \(access.department) AND folded >= \(begin) AND folded < \(begin + "\u{10FFFF}") ORDER BY folded LIMIT \(4 * most)
            """)
        return try Array(folded.lazy.compactMap { try tag($0) }.prefix(most))
    }

    private func tag(_ folded: String) throws -> String? {
        try tx.value(
            String.self,
            """
            SELECT g.tag FROM (SELECT tag, ticket FROM ticket_tag WHERE department = \(access.department) AND folded = \(folded)
                ORDER BY ticket DESC LIMIT 100) g JOIN ticket t ON t.id = g.ticket
            WHERE \(access.condition(.see)) LIMIT 1
            """)
    }

    /// The newest tickets whose numbers begin so; digits alone stand for the department's own.
    func tickets(number typed: String, prefix: String, most: Int) throws -> [Ticket] {
        let plain = typed.trimmed.uppercased()
        let begin = plain.allSatisfy { $0.isASCII && $0.isNumber } ? "\(prefix)-\(plain)" : plain
        let ids = try tx.column(
            ID<Ticket>.self,
            """
            SELECT t.id FROM (SELECT ticket FROM ticket_number WHERE department = \(access.department) AND number >= \(begin)
                AND number < \(begin + "\u{10FFFF}") ORDER BY number LIMIT 50) n JOIN ticket t ON t.id = n.ticket
            WHERE \(access.condition(.see)) ORDER BY t.id DESC LIMIT \(most)
            """)
        return try TicketStore(tx, department: access.department).find(ids).sorted { $0.id > $1.id }
    }

    /// Agents of the department who may sign in, by name or address.
    func agents(_ typed: String, most: Int) throws -> [Agent] {
        let words = Folding.fold(typed).split(separator: " ")
        let all = try AgentStore(tx).all(in: access.department).filter(\.isActive)
        return Array(
            all.filter { agent in
                let text = " " + Folding.fold("\(agent.name) \(agent.email)")
                return words.allSatisfy { text.contains(" \($0)") }
            }.prefix(most))
    }
}
