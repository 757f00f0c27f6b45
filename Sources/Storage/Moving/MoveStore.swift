import Primitives

/// What a database that a desk leaves keeps of the move: which rows were written since, whether writing rests, whether it has gone.
package struct MoveStore {
    private let tx: Transaction

    package init(_ tx: Transaction) {
        self.tx = tx
    }

    /// `nil` when nothing moves from here.
    package func state() throws -> MoveState? {
        guard try tx.column(String.self, tx.dialect.tables).contains("move_state") else { return nil }
        return try tx.first(MoveState.self, "SELECT token, target, moved_at FROM move_state")
    }

    /// From now on every write to these tables is noted. To be done again when it was interrupted: not every engine makes tables and
    /// triggers in a transaction.
    package func begin(_ token: String, to target: String, _ tables: [Table]) throws {
        try tx.run(
            """
            CREATE TABLE IF NOT EXISTS move_state (
                one INTEGER PRIMARY KEY, token \(varchar: 64) NOT NULL, target \(.text) NOT NULL, paused_until BIGINT NOT NULL, moved_at BIGINT
            )\(.tableEnd)
            """)
        try tx.run(
            "CREATE TABLE IF NOT EXISTS move_change (number \(.serial), of_table \(varchar: 64) NOT NULL, of_key \(.text) NOT NULL)\(.tableEnd)")
        try tx.insertMissing(
            "INSERT INTO move_state (one, token, target, paused_until) VALUES (1, \(token), \(target), 0)", key: "one")
        for table in tables {
            for statement in tx.dialect.tracking(table) { try tx.run(statement) }
        }
    }

    /// Nothing is noted any more, and nothing rests.
    package func end(_ tables: [Table]) throws {
        for table in tables {
            for statement in tx.dialect.untracking(table) { try tx.run(statement) }
        }
        try tx.run("DROP TABLE IF EXISTS move_change")
        try tx.run("DROP TABLE IF EXISTS move_state")
    }

    /// The oldest changes, of tables that are given.
    package func changes(in tables: [String: Table], most: Int) throws -> [RowChange] {
        try tx.rows("SELECT number, of_table, of_key FROM move_change ORDER BY number LIMIT \(most)").map { row in
            let name: String = try row("of_table")
            guard let table = tables[name], let key = table.key(written: try row("of_key")) else {
                throw StorageError.unreadable(column: "of_key")
            }
            return RowChange(number: try row("number"), table: name, key: key)
        }
    }

    /// How many changes wait; `most` stands for more.
    package func waiting(most: Int) throws -> Int {
        try tx.value(Int.self, "SELECT count(*) FROM (SELECT 1 AS one FROM move_change LIMIT \(most)) AS first_ones") ?? 0
    }

    package func forget(_ changes: [RowChange]) throws {
        for some in changes.map(\.number).inPowersOfTwo(most: 512) {
            try tx.run("DELETE FROM move_change WHERE number IN (\(some.parameters))")
        }
    }

    /// Has every write wait so many seconds, by the database's clock: whoever asked for it and died holds nobody up for long. Returns when
    /// all that was being written is written.
    package func pause(_ token: String, for seconds: Int) throws {
        if let closing = tx.dialect.gateClosing { _ = try tx.rows(closing) }
        try tx.run(
            "UPDATE move_state SET paused_until = \(tx.dialect.seconds) + \(seconds) WHERE token = \(token) AND moved_at IS NULL")
    }

    /// The desk is elsewhere from now on. `false` when writing did not rest any more.
    package func finish(_ token: String, at now: Instant) throws -> Bool {
        try tx.changed(
            by: """
            UPDATE move_state SET moved_at = \(now), paused_until = 0
            WHERE token = \(token) AND moved_at IS NULL AND paused_until > \(tx.dialect.seconds)
                AND NOT EXISTS (SELECT 1 FROM move_change)
            """) == 1
    }
}

extension Table {
    /// Reads a key as the triggers write it: numbers in decimal, letters and bytes in hexadecimal digits, a dot between columns.
    func key(written text: String) -> [Value]? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false), columns = keyColumns
        guard parts.count == columns.count else { return nil }
        let values = zip(columns, parts).compactMap { column, part -> Value? in
            switch column.kind {
            case .int: Int64(part).map(Value.int)
            case .text: Self.bytes(part).map { .text(String(decoding: $0, as: UTF8.self)) }
            case .bytes: Self.bytes(part).map(Value.blob)
            case .double: Double(part).map(Value.double)
            }
        }
        return values.count == columns.count ? values : nil
    }

    private static func bytes(_ digits: Substring) -> [UInt8]? {
        let values = digits.utf8.compactMap { Character(Unicode.Scalar($0)).hexDigitValue }
        guard values.count == digits.utf8.count, values.count % 2 == 0 else { return nil }
        return stride(from: 0, to: values.count, by: 2).map { UInt8(values[$0] << 4 | values[$0 + 1]) }
    }
}
