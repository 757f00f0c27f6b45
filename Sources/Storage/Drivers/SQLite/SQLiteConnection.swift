import CMimalloc
import CSQLite
import Primitives

/// One handle on a SQLite file. Statements are prepared once and kept.
final class SQLiteConnection: Connection {
    /// Statements kept at most; each takes some kilobytes.
    private static let mostStatements = 256

    private static let isConfigured = sqlite3_config_without_memory_count() == SQLITE_OK

    let dialect = Dialect.sqlite

    private let handle: OpaquePointer
    private let path: String
    private var prepared: [String: SQLiteStatement] = [:]
    private var uses = 0
    private var isOpen = true
    private var deadline: SQLiteDeadline?

    /// - Parameter patience: how long to wait for what another process holds
    init(path: String, readOnly: Bool, patience: Duration = .seconds(10)) throws(StorageError) {
        let access = readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
        var opened: OpaquePointer?
        _ = Self.isConfigured
        let code = sqlite3_open_v2(path, &opened, access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
        guard code == SQLITE_OK, let opened else {
            sqlite3_close_v2(opened)
            throw StorageError.unreachable(path)
        }
        handle = opened
        self.path = path
        sqlite3_busy_timeout(handle, Int32(clamping: patience.microseconds / 1000))
    }

    deinit { close() }

    /// Nothing can be asked afterwards.
    func close() {
        guard isOpen else { return }
        isOpen = false
        prepared.removeAll()
        sqlite3_close_v2(handle)
    }

    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    /// It counts always.
    func watchPlans() {}

    var fullScans: [String] {
        prepared.filter { $0.value.scannedRows > 0 }.map(\.key).sorted()
    }

    func query(_ sql: SQL) throws(StorageError) -> [Row] {
        let statement = try statement(for: sql)
        defer { statement.reset() }
        try statement.bind(sql.values)
        var rows: [Row] = []
        while try statement.step() { rows.append(statement.row()) }
        return rows
    }

    func each(_ sql: SQL, _ body: (Row) throws -> Bool) throws {
        let statement = try statement(for: sql)
        defer { statement.reset() }
        try statement.bind(sql.values)
        while try statement.step() {
            guard try body(statement.row()) else { return }
        }
    }

    func load(_ rows: [[Value]], into table: Table) throws(StorageError) {
        let places = table.columns.map { _ -> SQL in "?" }.joined(separator: ", ")
        let statement = try statement(for: "INSERT OR REPLACE INTO \(table.sql) (\(table.columnList)) VALUES (\(places))")
        defer { statement.reset() }
        for row in rows {
            statement.reset()
            try statement.bind(row)
            while try statement.step() {}
        }
    }

    func execute(_ sql: SQL) throws(StorageError) -> Int {
        let statement = try statement(for: sql)
        defer { statement.reset() }
        try statement.bind(sql.values)
        while try statement.step() {}
        return Int(sqlite3_changes64(handle))
    }

    /// What is asked after `limit`, or still works then, throws ``StorageError/tooSlow``.
    func demandEnd(within limit: Duration) {
        deadline = SQLiteDeadline(.now + limit, of: handle)
    }

    /// Gives back the pages it keeps in memory.
    func releaseMemory() {
        sqlite3_db_release_memory(handle)
        mi_collect(true)
    }

    private func statement(for sql: SQL) throws(StorageError) -> SQLiteStatement {
        guard isOpen else { throw StorageError.closed }
        uses += 1
        if let known = prepared[sql.text] {
            known.lastUse = uses
            return known
        }
        // The language of searches makes many texts.
        if prepared.count >= Self.mostStatements { forgetOlderHalf() }
        let made = try SQLiteStatement(dialect.spelledOut(sql.text), on: handle, path)
        made.lastUse = uses
        prepared[sql.text] = made
        return made
    }

    private func forgetOlderHalf() {
        let middle = prepared.values.map(\.lastUse).sorted()[prepared.count / 2]
        prepared = prepared.filter { $0.value.lastUse >= middle }
    }
}
