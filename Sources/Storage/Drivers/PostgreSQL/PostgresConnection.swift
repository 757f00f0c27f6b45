import CPostgreSQL
import Foundation
import Primitives

/// One connection to PostgreSQL through libpq, always in pipeline mode: what needs no answer of its own travels with the next
/// statement that does. Statements are prepared once and kept.
final class PostgresConnection: ServerConnection {
    /// Statements kept at most; the server keeps a plan for each.
    private static let mostStatements = 256
    /// A listener that heard nothing for so long asks whether there is someone: what lies between may have forgotten it.
    private static let silence = Duration.seconds(10)

    /// A table of so few rows is read as a whole by any server.
    private static let small = 40

    let dialect = Dialect.postgres

    private let handle: OpaquePointer
    private let pipeline: PostgresPipeline
    private let place: String
    private let takesLong: Bool
    private var prepared: [String: PostgresStatement] = [:]
    private var uses = 0
    /// What begins the transaction; leaves with its first statement.
    private var opening: String?
    /// Whether the server answered since the transaction began.
    private var isAnswered = false
    private var isWriting = false
    private var isListening = false
    private var heard = ContinuousClock.now
    private var isOpen = true

    init(_ address: ServerAddress, for use: Database.Use, limit: Duration?) throws(StorageError) {
        place = address.place
        takesLong = limit == nil
        handle = try PostgresDoor(address).open(for: use, limit: limit)
        pipeline = PostgresPipeline(handle, place, limit: limit)
    }

    deinit { close() }

    func close() {
        guard isOpen else { return }
        isOpen = false
        PQfinish(handle)
    }

    var isLost: Bool { !isOpen || pipeline.isLost }

    func begin(writing: Bool) {
        // A write that takes long waits for locks first, and must see what was committed meanwhile.
        let level = takesLong && writing ? "READ COMMITTED" : "REPEATABLE READ"
        isAnswered = false
        isWriting = writing
        opening = "BEGIN ISOLATION LEVEL \(level) \(writing ? "READ WRITE" : "READ ONLY")"
    }

    func settle() throws(StorageError) {
        if !isAnswered || !isWriting { try finishAll() }
    }

    func commit() throws(StorageError) {
        if opening != nil {
            opening = nil
            return
        }
        try pipeline.send("COMMIT")
        // What was only read is known already.
        if !isWriting { return try pipeline.leave() }
        let status = try finish().status
        guard status == "COMMIT" else { throw StorageError.engine(code: 0, status) }
    }

    func rollBack() {
        if opening != nil {
            opening = nil
        } else if !isLost {
            // What is still on its way may fail, and take with it all that is sent along.
            try? finishAll()
            _ = try? pipeline.send("ROLLBACK")
            _ = try? finish()
        }
    }

    func query(_ sql: SQL) throws(StorageError) -> [Row] {
        try post(sql)
        return try finish().rows
    }

    func execute(_ sql: SQL) throws(StorageError) -> Int {
        try post(sql)
        return try finish().changed
    }

    func send(_ sql: SQL) throws(StorageError) {
        try post(sql)
        if pipeline.isFull { _ = try finish() }
    }

    /// A statement that no transaction may hold.
    func runAlone(_ text: String) throws(StorageError) {
        try pipeline.send(text)
        _ = try pipeline.finish()
    }

    func waitForOthers(atMost limit: Duration) throws(StorageError) -> Bool {
        if !isListening {
            try pipeline.send("LISTEN amparo")
            _ = try pipeline.finish()
            isListening = true
        }
        if ContinuousClock.now > heard + Self.silence {
            try pipeline.send("SELECT 1")
            _ = try pipeline.finish()
            heard = .now
        }
        let isTold = try pipeline.notified(within: limit)
        if isTold { heard = .now }
        return isTold
    }

    /// It can tell of any statement it has prepared.
    func watchPlans() {}

    /// Those whose plan for any parameters reads a table from begin to end although it was told not to.
    var fullScans: [String] {
        // Plans made before keep to what was allowed then.
        guard (try? tell("DISCARD PLANS")) != nil, (try? tell("SET LOCAL plan_cache_mode = force_generic_plan")) != nil,
            (try? tell("SET LOCAL enable_seqscan = off")) != nil
        else { return [] }
        return prepared.filter { $0.value.hasPlan && isScan($0.value) }.map(\.key).sorted()
    }

    private func isScan(_ statement: PostgresStatement) -> Bool {
        let values = repeatElement("NULL", count: statement.parameters).joined(separator: ", ")
        let plan = (try? tell("EXPLAIN EXECUTE \(statement.name)\(values.isEmpty ? "" : "(\(values))")")) ?? []
        let tables = plan.compactMap { $0.firstMatch(of: /Seq Scan on (\w+)/).map { String($0.output.1) } }
        return tables.contains { table in
            let rows = (try? tell("SELECT reltuples::bigint::text FROM pg_class WHERE oid = '\(table)'::regclass"))?.first.flatMap { Int($0) }
            return rows.map { $0 < 0 || $0 > Self.small } ?? true  // below zero nobody has looked yet
        }
    }

    /// A statement that is not kept; the first column of its answer.
    private func tell(_ text: String) throws(StorageError) -> [String] {
        let statement = PostgresStatement(name: "", lastUse: 0, text: text, parameters: 0)
        try pipeline.send(preparing: statement, text, [])
        try pipeline.send(statement, [])
        return try pipeline.finish().rows.compactMap { String($0.values[0]) }
    }

    private func post(_ sql: SQL) throws(StorageError) {
        guard isOpen else { throw StorageError.closed }
        if let opening {
            try pipeline.send(opening)
            self.opening = nil
        }
        try pipeline.send(statement(for: sql), sql.values)
    }

    private func finishAll() throws(StorageError) {
        if pipeline.isWaiting { _ = try finish() }
    }

    /// The answer of the last statement, or the first error of all that were on their way.
    private func finish() throws(StorageError) -> PostgresAnswer {
        do {
            let answer = try pipeline.finish()
            isAnswered = true
            return answer
        } catch {
            // Behind one that failed none is prepared.
            prepared = prepared.filter { $0.value.isReady }
            throw error
        }
    }

    private func statement(for sql: SQL) throws(StorageError) -> PostgresStatement {
        uses += 1
        if let known = prepared[sql.text] {
            known.lastUse = uses
            return known
        }
        if prepared.count >= Self.mostStatements { try forgetOlderHalf() }
        let text = Self.numbered(dialect.spelledOut(sql.text))
        let made = PostgresStatement(name: "s\(uses)", lastUse: uses, text: text, parameters: sql.values.count)
        try pipeline.send(preparing: made, text, sql.values)
        prepared[sql.text] = made
        return made
    }

    private func forgetOlderHalf() throws(StorageError) {
        let middle = prepared.values.map(\.lastUse).sorted()[prepared.count / 2]
        for (text, statement) in prepared where statement.lastUse < middle {
            try pipeline.send("DEALLOCATE \(statement.name)")
            prepared[text] = nil
        }
    }

    /// With `$1`, `$2` … for each `?` that stands outside of quotes.
    static func numbered(_ text: String) -> String {
        text.piecesBetweenMarks.enumerated().map { number, piece in number == 0 ? piece : "$\(number)\(piece)" }.joined()
    }
}

/// A prepared statement of one connection.
final class PostgresStatement {
    let name: String
    let parameters: Int
    /// Whether the server makes a plan for it.
    let hasPlan: Bool
    /// When it was used last, in uses of its connection.
    var lastUse: Int
    /// Whether the server has it.
    var isReady = false
    var columns: PostgresColumns?

    init(name: String, lastUse: Int, text: String, parameters: Int) {
        self.name = name
        self.parameters = parameters
        hasPlan = ["SELECT", "UPDATE", "DELETE", "INSERT", "WITH", "("].contains { text.hasPrefix($0) }
        self.lastUse = lastUse
    }
}
