import Accounts
import Primitives
import Storage

/// The place of a ticket in a list.
package struct ListKey: Sendable, Hashable {
    package let active: Instant
    package let id: ID<Ticket>

    package init(active: Instant, id: ID<Ticket>) {
        self.active = active
        self.id = id
    }

    /// As it stands in a URL; `nil` for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: ".")
        guard parts.count == 2, let active = Int64(parts[0]), let id = ID<Ticket>(parts[1]) else { return nil }
        self.init(active: Instant(microseconds: active), id: id)
    }

    package init(_ row: Row) throws {
        self.init(active: try row("active_at"), id: try row("id"))
    }

    package var text: String { "\(active.microseconds).\(id)" }
}

extension ListKey: Comparable {
    /// The lower one comes later in a list.
    package static func < (one: ListKey, other: ListKey) -> Bool { (one.active, one.id) < (other.active, other.id) }
}

/// Tickets from ranges of an index, newest activity first. Ranges may overlap. All are walked side by side, as far as a page goes:
/// no page costs more on a larger desk.
package struct TicketRanges {
    /// Tickets looked at in one range before the next range's turn.
    private static let slice = 2000
    /// Slices a page may take.
    private static let mostSlices = 8
    /// What ranges are of.
    private static let indexes: [SQL] = ["ticket_by_lane", "ticket_of_queue", "ticket_of_assignee", "ticket_mine"]

    private let tx: Transaction
    private let access: Access

    package init(_ tx: Transaction, for access: Access) {
        self.tx = tx
        self.access = access
    }

    /// - Parameter ranges: conditions on `ticket t`; that they lie in the actor's department is added, in a way that leads no engine to
    ///   another index
    package func page(_ ranges: [SQL], after key: ListKey?, most: Int) throws -> Page<ListKey> {
        let parts = ranges.map { range -> SQL in
            """
            SELECT t.active_at, t.id FROM ticket t
            WHERE \(range) \(Self.behind(key)) AND \(filter: "t.department = \(access.department)") AND \(access.isNotClosedToActor)
            """
        }
        let keys = try tx.rows(tx.dialect.merged(parts, order: "active_at DESC, id DESC", most: most + 1)).map(ListKey.init)
        let rows = Array(keys.prefix(most))
        return Page(rows: rows, next: keys.count > most ? rows.last?.text : nil)
    }

    /// What meets a condition that no index answers: so many tickets of each range are looked at, at most. Where few meet it, a page
    /// may hold fewer than asked for and still say that there is more.
    /// - Returns: places in order, and the place after which to go on; `nil` at the end
    package func walk(
        _ ranges: [SQL], where condition: SQL, after key: ListKey?, most: Int
    ) throws -> (keys: [ListKey], next: ListKey?) {
        var found: [ListKey] = [], place = key, isWhole = false
        for _ in 0..<Self.mostSlices where found.count <= most && !isWhole {
            let slice = try slice(ranges, condition, after: place, most: most + 1 - found.count)
            found += slice.found
            place = slice.end
            isWhole = slice.end == nil
        }
        let keys = Array(found.prefix(most))
        return (keys, found.count > most ? keys.last : isWhole ? nil : place)
    }

    /// What meets the condition among the next tickets of each range, and up to where all of them were looked at; `nil` when that
    /// is the end.
    private func slice(
        _ ranges: [SQL], _ condition: SQL, after key: ListKey?, most: Int
    ) throws -> (found: [ListKey], end: ListKey?) {
        var found: [ListKey] = [], end: ListKey?
        for range in ranges {
            let last = try tx.rows(
                """
                SELECT t.active_at, t.id FROM ticket t\(tx.dialect.along(Self.indexes)) WHERE \(range) \(Self.behind(key))
                ORDER BY t.active_at DESC, t.id DESC LIMIT 1 OFFSET \(Self.slice - 1)
                """).first.map(ListKey.init)
            let until: SQL = last.map { "AND t.active_at >= \($0.active)" } ?? ""
            found += try tx.rows(
                """
                SELECT t.active_at, t.id FROM ticket t WHERE \(range) \(Self.behind(key)) \(until) AND \(condition)
                ORDER BY t.active_at DESC, t.id DESC LIMIT \(most)
                """).map(ListKey.init)
            if let last, end.map({ $0 < last }) ?? true { end = last }
        }
        let seen = Set(found).filter { key in end.map { !(key < $0) } ?? true }
        return (seen.sorted { $1 < $0 }, end)
    }

    /// In the order of the keys.
    package func tickets(_ keys: [ListKey]) throws -> [Ticket] {
        let tickets = try TicketStore(tx, department: access.department).find(keys.map(\.id))
        let byID = Dictionary(tickets.map { ($0.id, $0) }) { first, _ in first }
        return keys.compactMap { byID[$0.id] }
    }

    /// Narrows a statement over `ticket t` to what comes after a place; said so that every engine begins there in its index.
    private static func behind(_ key: ListKey?) -> SQL {
        key.map { "AND t.active_at <= \($0.active) AND (t.active_at < \($0.active) OR t.id < \($0.id))" } ?? ""
    }
}
