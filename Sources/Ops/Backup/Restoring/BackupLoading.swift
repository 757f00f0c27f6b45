import Primitives
import Storage

/// Fills an empty database with what a backup holds. Until the last step it is marked as being filled.
struct BackupLoading: Sendable {
    /// What is written in one commit.
    private static let mostRows = 4096
    private static let mostBytes = 4 << 20

    let db: Database
    let schema: DeskSchema
    let clock: Clock

    init(_ db: Database, schema: DeskSchema, clock: Clock) {
        (self.db, self.schema, self.clock) = (db, schema, clock)
    }

    /// What was read.
    struct Loaded: Sendable {
        let manifest: BackupManifest
        var secrets: [DeskSecret] = []
        var sums: [String: RowSum] = [:]
        var totals = BackupTotals()

        var masterKey: MasterKey? {
            secrets.first { $0.name == DeskSecret.masterKey }.flatMap { MasterKey(text: String(decoding: $0.bytes, as: UTF8.self)) }
        }
    }

    /// Reads the file from begin to end. Throws ``BackupError``.
    /// - Parameter keep: is given each file of an attachment, when the tables were read back and are what the file says
    func load(_ file: String, _ passphrase: Passphrase, keep: ([UInt8]) async throws -> Void, told: CopyProgress) async throws -> Loaded {
        var reader = try BackupReader(file, passphrase)
        guard case .manifest(let manifest) = try reader.next() else { throw BackupError.damaged(file) }
        let tables = try await prepare(manifest.schema)
        var loaded = Loaded(manifest: manifest), end: BackupTotals?, isCompared = false
        while let record = try reader.next() {
            guard end == nil else { throw BackupError.damaged(file) }
            switch record {
            case .secret(let name, let bytes): loaded.secrets.append(DeskSecret(name, bytes))
            case .table(let name, let columns):
                // The steps that make a schema give its columns the same order everywhere.
                guard let table = tables[name], loaded.sums[name] == nil, columns == table.columns.map(\.name) else {
                    throw BackupError.damaged(file)
                }
                try told(.table(name, rows: 0))
                loaded.sums[name] = try await rows(of: table, from: &reader, in: file, told)
                loaded.totals.tables += 1
                loaded.totals.rows += loaded.sums[name]?.count ?? 0
            case .blob(let bytes):
                if !isCompared { try await compare(loaded.sums, told: told) }
                isCompared = true
                try await keep(bytes)
                loaded.totals.files += 1
                loaded.totals.fileBytes += bytes.count
                try told(.file(loaded.totals.files, of: loaded.totals.files))
            case .end(let totals): end = totals
            case .manifest, .row, .tableEnd: throw BackupError.damaged(file)
            }
        }
        guard end == loaded.totals, loaded.sums.count == tables.count else { throw BackupError.damaged(file) }
        if !isCompared { try await compare(loaded.sums, told: told) }
        return loaded
    }

    /// Reads every table back. Throws ``BackupError/differs(table:)``.
    private func compare(_ sums: [String: RowSum], told: CopyProgress) async throws {
        for table in try await db.read({ tx in try TableStore(tx).all() }) {
            guard let expected = sums[table.name] else { continue }
            try told(.checking(table.name))
            let sum = try await db.survey(limit: Database.copyLimit) { tx in try TableStore(tx).sum(table) }
            guard sum == expected else { throw BackupError.differs(table: table.name) }
        }
    }

    /// Empty tables as they were when the backup was made, by name.
    private func prepare(_ number: Int) async throws -> [String: Table] {
        let migrator = schema.migrator(clock)
        guard number <= migrator.known else { throw BackupError.newerSchema(number, known: migrator.known) }
        try await db.write { tx in try LoadingStore(tx).begin() }
        try await migrator.makeTables(db, upTo: number)
        let tables = try await db.read { tx in try TableStore(tx).all() }
        return Dictionary(tables.filter { !schema.derived.contains($0.name) }.map { ($0.name, $0) }) { one, _ in one }
    }

    private func rows(of table: Table, from reader: inout BackupReader, in file: String, _ told: CopyProgress) async throws -> RowSum {
        var sum = RowSum(), batch: [[Value]] = [], bytes = 0
        while let record = try reader.next() {
            switch record {
            case .row(let coded):
                guard let row = RowCoding.row(coded, columns: table.columns.count) else { throw BackupError.damaged(file) }
                sum.add(coded: coded)
                batch.append(row)
                bytes += coded.count
                guard batch.count == Self.mostRows || bytes > Self.mostBytes else { continue }
                try await write(batch, to: table)
                (batch, bytes) = ([], 0)
                try told(.table(table.name, rows: sum.count))
            case .tableEnd(let expected):
                guard sum == expected else { throw BackupError.damaged(file) }
                try await write(batch, to: table)
                return sum
            default: throw BackupError.damaged(file)
            }
        }
        throw BackupError.damaged(file)
    }

    private func write(_ rows: [[Value]], to table: Table) async throws {
        try await db.write { tx in try TableStore(tx).load(rows, into: table) }
    }
}
