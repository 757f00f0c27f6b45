import Primitives
import Storage

/// What looking at the whole audit log found.
package enum AuditVerdict: Sendable, Equatable {
    /// So many entries, and the hash of the last: kept elsewhere, it proves later that nothing before it was changed.
    case whole(count: Int64, head: [UInt8])
    /// The first entry that is missing or not as it was written.
    case broken(at: Int64)
}

extension AccountDesk {
    /// Reads the whole audit log, in slices.
    package func verifyAudit() async throws -> AuditVerdict {
        let head = try await database.read { tx in
            let head = try AuditStore(tx).head()
            return (number: head.number, hash: head.hash)
        }
        var (number, hash): (Int64, [UInt8]) = (0, [])
        while number < head.number {
            let from = number
            let entries = try await database.read { tx in try AuditStore(tx).after(from, most: 1000) }
            if entries.isEmpty { return .broken(at: number + 1) }
            for entry in entries where entry.number <= head.number {
                guard entry.number == number + 1, entry.previous == hash, entry.digest == entry.hash else {
                    return .broken(at: number + 1)
                }
                (number, hash) = (entry.number, entry.hash)
            }
            if number >= head.number { break }
        }
        guard hash == head.hash else { return .broken(at: number) }
        return .whole(count: number, head: hash)
    }

    /// A page of the audit log, the newest first. Throws ``PolicyError``.
    package func audit(before key: Int64?, most: Int, as access: Access) async throws -> [AuditEntry] {
        try access.demand(.see, .audit, reach: .department)
        return try await database.read { tx in try AuditStore(tx).page(of: access.department, before: key, most: most) }
    }
}
