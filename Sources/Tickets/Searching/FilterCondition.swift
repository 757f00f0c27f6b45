import Accounts
import Contacts
import Foundation
import Primitives
import Search
import Storage

/// Says what a query asks in SQL over `ticket t`. Names are looked up once, before.
struct FilterCondition {
    /// Documents looked at where words stand in the midst of filters.
    private static let mostDocuments = 5000
    /// Contacts that a name may mean.
    private static let mostContacts = 200

    let tx: Transaction
    let access: Access
    let now: Instant
    let zone: TimeZone

    func sql(_ expression: SearchExpression) throws -> SQL {
        switch expression {
        case .everything: "1 = 1"
        case .text(let match): try documents(match)
        case .filter(let filter): try sql(filter)
        case .all(let parts): "(\(try parts.map(sql).joined(separator: " AND ")))"
        case .any(let parts): "(\(try parts.map(sql).joined(separator: " OR ")))"
        case .not(let part): "CASE WHEN \(try sql(part)) THEN 0 ELSE 1 END = 1"
        }
    }

    private func documents(_ match: TextMatch) throws -> SQL {
        let index = try SearchIndex(tx, .tickets)
        return """
            t.id IN (SELECT d.ticket FROM \(try index.newest(match, before: nil, most: Self.mostDocuments)) h
                    \(.thenJoin) search_document d ON d.id = h.id
                UNION ALL SELECT d.ticket FROM \(index.these(try index.pending(match))) h \(.thenJoin) search_document d ON d.id = h.id)
            """
    }

    private func sql(_ filter: Filter) throws -> SQL {
        switch filter.condition {
        case .choice(let choices): choice(filter, choices)
        case .text(let patterns): "(\(try patterns.map { try text(filter.name, $0) }.joined(separator: " OR ")))"
        case .number(let spans): either(spans.map { span("t.tier", $0) })
        case .instant(let spans): either(spans.map { times(filter.name == "created" ? "t.opened_at" : "t.active_at", $0) })
        case .flag(let isSet): isSet ? "1 = 1" : "1 = 0"
        }
    }

    private func choice(_ filter: Filter, _ choices: [String]) -> SQL {
        switch filter.name {
        case "state": "t.state IN \(anyOf: filter.states)"
        case "kind": "t.kind IN \(anyOf: choices)"
        case "priority": "t.priority IN \(anyOf: choices.compactMap { Priority(name: $0) })"
        case "channel": "t.channel IN \(anyOf: choices)"
        case "language": "t.language IN \(anyOf: choices)"
        default: either(choices.compactMap(TicketFilters.Sign.init).map(sign))
        }
    }

    private func sign(_ sign: TicketFilters.Sign) -> SQL {
        switch sign {
        case .confidential: "t.is_confidential = 1"
        case .unassigned: "t.assignee IS NULL"
        case .waiting: "t.waiting_since IS NOT NULL"
        }
    }

    private func text(_ name: String, _ pattern: TextPattern) throws -> SQL {
        switch name {
        case "queue": "t.queue IN \(anyOf: try named("SELECT id, name FROM queue WHERE department = \(access.department)", pattern))"
        case "category" where pattern.isAny: "t.category IS NOT NULL"
        case "category": "t.category IN \(anyOf: try named("SELECT id, name FROM category WHERE department = \(access.department)", pattern))"
        case "assignee": try assignee(pattern)
        case "from": "t.requester IN \(anyOf: try contacts(pattern))"
        case "tag": "EXISTS (SELECT 1 FROM ticket_tag g WHERE g.ticket = t.id AND \(tag(pattern)))"
        case "number": "t.id IN \(anyOf: try numbered(pattern))"
        default: "1 = 0"
        }
    }

    private func assignee(_ pattern: TextPattern) throws -> SQL {
        switch Folding.fold(pattern.text) {
        case "me": "t.assignee = \(access.agent?.rawValue ?? 0)"
        case "none": "t.assignee IS NULL"
        case "" where pattern.isPrefix: "t.assignee IS NOT NULL"
        default: "t.assignee IN \(anyOf: try assignees(pattern))"
        }
    }

    private func either(_ parts: [SQL]) -> SQL { "(\(parts.joined(separator: " OR ")))" }

    private func span(_ column: SQL, _ span: Span<Double>) -> SQL {
        var parts: [SQL] = []
        switch span.lower {
        case .including(let bound): parts.append("\(column) >= \(bound)")
        case .excluding(let bound): parts.append("\(column) > \(bound)")
        case nil: break
        }
        switch span.upper {
        case .including(let bound): parts.append("\(column) <= \(bound)")
        case .excluding(let bound): parts.append("\(column) < \(bound)")
        case nil: break
        }
        return parts.isEmpty ? "1 = 1" : "(\(parts.joined(separator: " AND ")))"
    }

    private func times(_ column: SQL, _ span: Span<Moment>) -> SQL {
        let bounds = Moment.bounds(span, now: now, zone: zone)
        let parts = [bounds.from.map { "\(column) >= \($0)" as SQL }, bounds.until.map { "\(column) < \($0)" as SQL }].compactMap(\.self)
        return parts.isEmpty ? "1 = 1" : "(\(parts.joined(separator: " AND ")))"
    }
}

// What names mean.
extension FilterCondition {
    func assignees(_ pattern: TextPattern) throws -> [Int64] {
        if Folding.fold(pattern.text) == "me" { return access.agent.map { [$0.rawValue] } ?? [] }
        return try named("SELECT id, name FROM agent", pattern)
    }

    func contacts(_ pattern: TextPattern) throws -> [ID<Contact>] {
        let store = ContactStore(tx, department: access.department)
        if pattern.text.contains("@"), !pattern.isPrefix {
            return try store.family(of: store.find(.email, pattern.text).map { [$0.id] } ?? [])
        }
        return try store.family(of: store.suggest(pattern.text, most: Self.mostContacts).map(\.id))
    }

    /// Tickets with that number, as typed in any way; digits alone are of this department.
    func numbered(_ pattern: TextPattern) throws -> [ID<Ticket>] {
        guard let number = try number(pattern.text) else { return [] }
        return try NumberStore(tx, department: access.department).find(number).map { [$0] } ?? []
    }

    func number(_ typed: String) throws -> TicketNumber? {
        if let number = TicketNumber(typed) { return number }
        guard let digits = Int64(typed.trimmed), digits > 0,
            let prefix = try tx.value(String.self, "SELECT prefix FROM department WHERE id = \(access.department)")
        else { return nil }
        return TicketNumber(prefix: prefix, digits)
    }

    func tag(_ pattern: TextPattern) -> SQL {
        let folded = Folding.fold(pattern.text)
        guard pattern.isPrefix else { return "g.department = \(access.department) AND g.folded = \(folded)" }
        return "g.department = \(access.department) AND g.folded >= \(folded) AND g.folded < \(folded + "\u{10FFFF}")"
    }

    /// Rows of a short list whose name, or a word of it, begins as typed.
    func named(_ rows: SQL, _ pattern: TextPattern) throws -> [Int64] {
        let typed = IndexText.words(of: pattern.text)
        let named = try tx.rows(rows).map { (id: try $0("id", as: Int64.self), name: IndexText.words(of: try $0("name"))) }
        if !pattern.isPrefix, case let same = named.filter({ $0.name == typed }), !same.isEmpty { return same.map(\.id) }
        return named.filter { " \($0.name)".contains(" \(typed)") }.map(\.id)
    }
}

extension TextPattern {
    /// `*`: any value at all.
    var isAny: Bool { isPrefix && text.isEmpty }
}
