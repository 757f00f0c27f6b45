import Crypto
import Foundation
import Primitives
import Storage

/// Who signed in, who changed rights and settings: rows that are only ever added, each holding the hash of the one before, so
/// that a changed, removed or inserted one shows.
package struct AuditStore {
    private static let columns: SQL = "number, department, at, actor_kind, actor, what, data, previous, hash"

    private let tx: Transaction

    package init(_ tx: Transaction) {
        self.tx = tx
    }

    /// - Parameter department: `nil` for what concerns no single one
    package func append(
        _ what: AuditedAct, department: ID<Department>? = nil, by actor: Actor, _ values: [String: String] = [:], at now: Instant
    ) throws {
        try tx.insertMissing("INSERT INTO audit_head (one, number, hash) VALUES (1, 0, \([UInt8]()))", key: "one")
        guard let head = try tx.rows("SELECT number, hash FROM audit_head WHERE one = 1 \(.forUpdate)").first else { return }
        let number: Int64 = try head("number") + 1
        let previous: [UInt8] = try head("hash")
        guard case .text(let data) = JSON(values).value else { return }
        let entry = AuditEntry(
            number: number, department: department, at: now, actor: actor, what: what, data: data, previous: previous, hash: [])
        let hash = entry.digest
        try tx.run(
            """
            INSERT INTO audit (number, department, at, actor_kind, actor, what, data, previous, hash)
            VALUES (\(number), \(department), \(now), \(actor.kind.rawValue), \(actor.id), \(what), \(data), \(previous), \(hash))
            """)
        try tx.run("UPDATE audit_head SET number = \(number), hash = \(hash) WHERE one = 1")
    }

    /// A page, the newest first.
    /// - Parameters:
    ///   - department: with what concerns none; `nil` for everything
    ///   - key: the number of the last entry of the page before
    package func page(of department: ID<Department>?, before key: Int64?, most: Int) throws -> [AuditEntry] {
        let whose: SQL = if let department { " AND (department = \(department) OR department IS NULL)" } else { "" }
        return try tx.all(
            AuditEntry.self,
            "SELECT \(Self.columns) FROM audit WHERE number < \(key ?? .max)\(whose) ORDER BY number DESC LIMIT \(most)")
    }

    func after(_ number: Int64, most: Int) throws -> [AuditEntry] {
        try tx.all(
            AuditEntry.self, "SELECT \(Self.columns) FROM audit WHERE number > \(number) ORDER BY number LIMIT \(most)")
    }

    func head() throws -> (number: Int64, hash: [UInt8]) {
        guard let row = try tx.rows("SELECT number, hash FROM audit_head WHERE one = 1").first else { return (0, []) }
        return (try row("number"), try row("hash"))
    }
}
