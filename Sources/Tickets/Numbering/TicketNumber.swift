import Primitives
import Storage

/// The name of a ticket that people say: `LBT-1042`. Unique, never used again.
package struct TicketNumber: Sendable, Hashable, Codable, Column, CustomStringConvertible {
    package let text: String

    /// Reads it as people write it: any case, with a `#` or zeros in front, without the dash where the prefix is all letters;
    /// `nil` for anything else.
    package init?(_ typed: some StringProtocol) {
        let plain = typed.trimmed.uppercased().trimmingPrefix("#")
        let dash = plain.lastIndex(of: "-")
        let prefix = dash.map { plain[..<$0] } ?? plain.prefix { $0.isASCII && $0.isLetter }
        let digits = dash.map { plain[plain.index(after: $0)...] } ?? plain.dropFirst(prefix.count)
        guard (1...16).contains(prefix.count), prefix.first?.isLetter == true,
            prefix.utf8.allSatisfy({ (65...90).contains($0) || (48...57).contains($0) }), (1...18).contains(digits.utf8.count),
            digits.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int64(digits)
        else { return nil }
        text = "\(prefix)-\(number)"
    }

    package init(prefix: String, _ number: Int64) {
        text = "\(prefix)-\(number)"
    }

    package var description: String { text }
    /// `LBT` of `LBT-1042`.
    package var prefix: Substring { text[..<(text.lastIndex(of: "-") ?? text.endIndex)] }
    package var value: Value { .text(text) }

    package init?(_ value: Value) {
        guard let text = String(value) else { return nil }
        self.text = text
    }

    package init(from decoder: any Decoder) throws {
        text = try decoder.singleValueContainer().decode(String.self)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// Hands out the numbers of a department.
package struct NumberStore {
    /// Four digits from the first ticket on.
    private static let start: Int64 = 1001

    private let tx: Transaction
    private let department: ID<Department>

    package init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    /// The next number; throws ``NumberShortage`` where this process must set some aside first.
    package func next() throws -> TicketNumber {
        guard let prefix = try tx.value(String.self, "SELECT prefix FROM department WHERE id = \(department)") else {
            throw TicketError.queueNotFound
        }
        if tx.dialect.hasOneWriter { return TicketNumber(prefix: prefix, try take(1)) }
        let department = department
        return TicketNumber(prefix: prefix, try tx.reserved("ticket \(department)") { try NumberStore($0, department: department).block($1) })
    }

    /// Sets numbers aside for this process.
    private func block(_ count: Int64) throws -> Range<Int64> {
        let first = try take(count)
        return first..<first + count
    }

    private func take(_ count: Int64) throws -> Int64 {
        if let number = try reserved() {
            try tx.run("UPDATE number_sequence SET next = \(number + count) WHERE department = \(department)")
            return number
        }
        try tx.insertMissing(
            "INSERT INTO number_sequence (department, next) SELECT id, \(Self.start) FROM department WHERE id = \(department)",
            key: "department")
        guard try reserved() != nil else { throw TicketError.queueNotFound }
        return try take(count)
    }

    /// The number to take, nobody else's until the transaction ends; `nil` before the first. The department's own row stays free: whoever
    /// adds a row that names it needs it.
    private func reserved() throws -> Int64? {
        try tx.value(Int64.self, "SELECT next FROM number_sequence WHERE department = \(department) \(.forUpdate)")
    }

    package func name(_ ticket: ID<Ticket>, _ number: TicketNumber) throws {
        try tx.run("INSERT INTO ticket_number (department, number, ticket) VALUES (\(department), \(number), \(ticket))")
    }

    /// Leaves of a ticket its numbers, and when it went.
    func mark(purged ticket: ID<Ticket>, at now: Instant) throws {
        try tx.run("UPDATE ticket_number SET purged_at = \(now) WHERE department = \(department) AND ticket = \(ticket)")
    }

    /// When the ticket of that number was deleted for good; `nil` for one that is there or never was.
    package func purged(_ number: TicketNumber) throws -> Instant? {
        try tx.value(Instant.self, "SELECT purged_at FROM ticket_number WHERE department = \(department) AND number = \(number)")
    }

    package func find(_ number: TicketNumber) throws -> ID<Ticket>? {
        try tx.value(
            ID<Ticket>.self, "SELECT ticket FROM ticket_number WHERE department = \(department) AND number = \(number)")
    }
}
