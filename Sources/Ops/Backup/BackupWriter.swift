import Primitives
import Storage

/// Writes the records of a backup and adds up what they are.
struct BackupWriter: Sendable {
    private var sealed: SealedWriter
    private(set) var totals = BackupTotals()
    private(set) var sums: [String: RowSum] = [:]

    init(_ sealed: SealedWriter) {
        self.sealed = sealed
    }

    mutating func append(_ record: BackupRecord) throws {
        try sealed.append(record.bytes)
    }

    /// A table with all its rows.
    mutating func append(_ table: Table, _ tx: Transaction, told: (Int) throws -> Void) throws {
        try append(.table(name: table.name, columns: table.columns.map(\.name)))
        var sum = RowSum(), row: [UInt8] = []
        try TableStore(tx).each(of: table) { values in
            row.removeAll(keepingCapacity: true)
            RowCoding.append(values, to: &row)
            sum.add(coded: row)
            try sealed.append(BackupRecord.head(ofRow: row.count))
            try sealed.append(row)
            if sum.count % 10_000 == 0 { try told(sum.count) }
            return true
        }
        try append(.tableEnd(sum))
        sums[table.name] = sum
        totals.tables += 1
        totals.rows += sum.count
    }

    mutating func append(file bytes: [UInt8]) throws {
        try append(.blob(bytes))
        totals.files += 1
        totals.fileBytes += bytes.count
    }

    mutating func finish() throws {
        try append(.end(totals))
        try sealed.finish()
    }
}
