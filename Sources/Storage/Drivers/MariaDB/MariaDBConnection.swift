import CMariaDB
import Foundation
import Primitives

/// One connection to MariaDB through libmariadb. Statements are prepared once and kept; changes that need no answer of their own wait for
/// the next statement that does, or for the commit, and travel together.
final class MariaDBConnection: ServerConnection {
    /// Statements kept at most; the server counts those of all connections.
    private static let mostStatements = 256

    /// A table of so few rows it reads as a whole where much of it is asked for.
    private static let small = 2000

    let dialect = Dialect.mariadb

    private let handle: UnsafeMutablePointer<MYSQL>
    private let place: String
    private let batch: MariaDBBatch
    /// Whether the server answered since the transaction began.
    private var isAnswered = false
    private var prepared: [String: MariaDBStatement] = [:]
    private var uses = 0
    private var mayWrite = true
    private var pulse: Value?
    private var watched: [String: SQL]?
    private var isOpen = true
    private(set) var isLost = false

    init(_ address: ServerAddress, for use: Database.Use, limit: Duration?) throws(StorageError) {
        place = address.place
        handle = try MariaDBDoor(address).open(for: use, limit: limit)
        batch = MariaDBBatch(handle)
    }

    deinit { close() }

    func close() {
        guard isOpen else { return }
        isOpen = false
        isLost = true
        prepared.removeAll()
        mysql_close(handle)
    }

    func watchPlans() { watched = watched ?? [:] }

    /// Those whose plan for the parameters they had last reads a table from begin to end, if it is not a small one.
    var fullScans: [String] {
        let asked = watched ?? [:]
        watched = nil
        return asked.filter { isScan($0.value) }.map(\.key).sorted()
    }

    private func isScan(_ sql: SQL) -> Bool {
        let plan = (try? query("EXPLAIN " + sql)) ?? []
        return plan.contains { step in
            let isWhole = (try? step("type", as: String?.self)) == "ALL", rows = (try? step("rows", as: Int?.self)) ?? 0
            let table = (try? step("table", as: String?.self)) ?? ""
            return isWhole && rows > Self.small && !table.hasPrefix("<") && table != "list"
        }
    }

    /// A transaction begins with its first statement, and its first reading fixes the state that it sees.
    func begin(writing: Bool) throws(StorageError) {
        defer { isAnswered = false }
        if writing == mayWrite { return }
        // What only reads locks nothing, also where writes must keep locked what they read.
        if !writing { _ = try execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ") }
        _ = try execute(writing ? "SET SESSION TRANSACTION READ WRITE" : "SET SESSION TRANSACTION READ ONLY")
        mayWrite = writing
    }

    func settle() throws(StorageError) {
        if !isAnswered || batch.hasToBeLookedAt { try finish() }
    }

    func commit() throws(StorageError) {
        if !batch.isEmpty { return try finish(ending: "COMMIT") }
        if mysql_commit(handle) != 0 { throw failure() }
    }

    func rollBack() {
        batch.removeAll()
        if !isLost { mysql_rollback(handle) }
    }

    func query(_ sql: SQL) throws(StorageError) -> [Row] {
        try ask(sql).rows
    }

    func execute(_ sql: SQL) throws(StorageError) -> Int {
        guard isOpen else { throw StorageError.closed }
        try finish()
        return try changed(by: sql.withListsSpelledOut)
    }

    func send(_ sql: SQL) throws(StorageError) {
        guard isOpen, watched == nil, MariaDBBatch.takes(sql) else {
            _ = try execute(sql)
            return
        }
        batch.add(sql.withListsSpelledOut)
        if batch.isFull { try finish() }
    }

    /// There is no word of it: the server is asked.
    func waitForOthers(atMost limit: Duration) throws(StorageError) -> Bool {
        Thread.sleep(forTimeInterval: 0.05)
        defer { rollBack() }
        guard let now = try query("SELECT n FROM pulse").first?.values.first else { return false }
        defer { pulse = now }
        return now != pulse
    }

    /// The server's own threads remove it as soon as nobody sees it any more.
    func scrub() -> Bool { true }

    private func ask(_ sql: SQL) throws(StorageError) -> MariaDBAnswer {
        guard isOpen else { throw StorageError.closed }
        try finish()
        return try answer(to: sql.withListsSpelledOut)
    }

    private func answer(to sql: SQL) throws(StorageError) -> MariaDBAnswer {
        watched?[sql.text] = sql
        do throws(MariaDBFailure) {
            let answer = try statement(for: sql).run(sql.values)
            isAnswered = true
            return answer
        } catch {
            throw understood(error)
        }
    }

    /// Has done what waits.
    /// - Parameter ending: what comes behind it
    private func finish(ending: String? = nil) throws(StorageError) {
        if batch.isEmpty { return }
        if ending == nil, let only = batch.only {
            batch.removeAll()
            _ = try changed(by: only)
            return
        }
        do throws(MariaDBFailure) {
            try batch.run(ending: ending)
            isAnswered = true
        } catch {
            throw understood(error)
        }
    }

    private func changed(by sql: SQL) throws(StorageError) -> Int {
        let answer = try answer(to: sql)
        if answer.warnings > 0, sql.text.hasPrefix("INSERT IGNORE") { try demandOnlyDuplicates() }
        return answer.changed
    }

    private func statement(for sql: SQL) throws(MariaDBFailure) -> MariaDBStatement {
        uses += 1
        if let known = prepared[sql.text] {
            known.lastUse = uses
            return known
        }
        if prepared.count >= Self.mostStatements { forgetOlderHalf() }
        let made = try MariaDBStatement(dialect.spelledOut(sql.text), on: handle)
        made.lastUse = uses
        prepared[sql.text] = made
        return made
    }

    private func forgetOlderHalf() {
        let middle = prepared.values.map(\.lastUse).sorted()[prepared.count / 2]
        prepared = prepared.filter { $0.value.lastUse >= middle }
    }

    /// `INSERT IGNORE` lets pass what it should refuse: all but a row that was there is an error.
    private func demandOnlyDuplicates() throws(StorageError) {
        for warning in try query("SHOW WARNINGS") {
            guard let code = Int64(warning.values[1]), let words = String(warning.values[2]) else { continue }
            if code != Int64(ER_DUP_ENTRY) { throw StorageError(mariadb: UInt32(clamping: code), words, place) }
        }
    }

    private func failure() -> StorageError {
        understood(MariaDBFailure(code: mysql_errno(handle), words: String(cString: mysql_error(handle))))
    }

    private func understood(_ failure: MariaDBFailure) -> StorageError {
        let error = StorageError(mariadb: failure.code, failure.words, place)
        if error.isOutage { isLost = true }
        return error
    }
}
