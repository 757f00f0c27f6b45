/// Reads and writes whole tables, whatever they are for.
package struct TableStore {
    /// What a database keeps about itself: no part of a desk.
    private static let bookkeeping: Set<String> = ["schema_step", "schema_part", "loading", "move_state", "move_change", "node", "pulse"]

    private let tx: Transaction

    package init(_ tx: Transaction) {
        self.tx = tx
    }

    /// The desk's tables by name, without those that an engine keeps for its own use.
    package func all() throws -> [Table] {
        var tables: [Table] = [], name: String?, columns: [Table.Column] = [], key: [Int: Int] = [:]
        func close() {
            guard let name, !Self.bookkeeping.contains(name), !name.hasPrefix(Table.derived) else { return }
            tables.append(Table(name, columns: columns, key: key.sorted { $0.key < $1.key }.map(\.value)))
        }
        for row in try tx.rows(tx.dialect.columns) {
            let table: String = try row("in_table")
            if table != name {
                close()
                (name, columns, key) = (table, [], [:])
            }
            guard let kind = Table.Kind(declared: try row("type")) else { continue }
            let place: Int = try row("key_place")
            if place > 0 { key[place] = columns.count }
            columns.append(Table.Column(name: try row("name"), kind: kind))
        }
        close()
        return tables
    }

    /// Rows in the order of their key, until `body` says `false`; asked for in slices, since not every engine gives them one by one.
    /// - Parameter last: the key behind which they begin
    package func each(of table: Table, after last: [Value]? = nil, most: Int = .max, _ body: ([Value]) throws -> Bool) throws {
        var last = last, left = most, length = Self.firstSlice, isMore = true
        while isMore && left > 0 {
            var count = 0, bytes = 0
            let limit = min(length, left)
            try slice(of: table, after: last, most: limit) { row in
                count += 1
                bytes += row.size
                if count == limit { last = table.key(of: row) }
                isMore = try body(row)
                return isMore
            }
            isMore = isMore && count == limit
            left -= count
            // About four megabytes at a time.
            length = min(max(length * (4 << 20) / max(bytes, 1), 16), Self.mostRows)
        }
    }

    private static let firstSlice = 256
    private static let mostRows = 4096

    private func slice(of table: Table, after last: [Value]?, most: Int, _ body: ([Value]) throws -> Bool) throws {
        let begin = last.map { " WHERE " + tx.dialect.after($0, of: table.keyColumns.map { SQL(name: $0.name) }) } ?? ""
        try tx.each("SELECT \(table.columnList) FROM \(table.sql)\(begin) ORDER BY \(table.keyList) LIMIT \(most)") { try body($0.values) }
    }

    /// The rows under these keys, as many as there are.
    package func rows(_ keys: [[Value]], of table: Table) throws -> [[Value]] {
        try keys.inPowersOfTwo(most: Self.mostKeys).flatMap { some in
            try tx.rows("SELECT \(table.columnList) FROM \(table.sql) WHERE \(table.isAny(of: some))").map(\.values)
        }
    }

    package func remove(_ keys: [[Value]], from table: Table) throws {
        for some in keys.inPowersOfTwo(most: Self.mostKeys) { try tx.run("DELETE FROM \(table.sql) WHERE \(table.isAny(of: some))") }
    }

    /// Keys asked for in one statement.
    private static let mostKeys = 64

    /// Adds rows, each with a value for every column, instead of what is there under the same key.
    package func load(_ rows: [[Value]], into table: Table) throws {
        if !rows.isEmpty { try tx.load(rows, into: table) }
    }

    /// Keys that the engine counts up go on behind those that were loaded.
    package func continueSerials() throws {
        for statement in tx.dialect.serialsContinued(try all()) { try tx.run(statement) }
    }

    package func empty(_ table: Table) throws {
        try tx.run("DELETE FROM \(table.sql)")
    }

    package func count(_ table: Table) throws -> Int {
        try tx.value(Int.self, "SELECT count(*) FROM \(table.sql)") ?? 0
    }

    /// What all its rows come to, but those under the keys that are left out.
    package func sum(_ table: Table, leavingOut keys: Set<[Value]> = [], told: (Int) throws -> Void = { _ in }) throws -> RowSum {
        var sum = RowSum()
        try each(of: table) { row in
            if keys.isEmpty || !keys.contains(table.key(of: row)) { sum.add(row) }
            if sum.count % 50_000 == 0 { try told(sum.count) }
            return true
        }
        return sum
    }
}

extension Table {
    fileprivate func isAny(of keys: ArraySlice<[Value]>) -> SQL {
        let columns = keyColumns.map { SQL(name: $0.name) }
        return keys.map { key in
            "(" + zip(columns, key).map { column, value in "\(column) = \(value)" }.joined(separator: " AND ") + ")"
        }.joined(separator: " OR ")
    }
}

extension Sequence where Element: Bindable {
    /// A parameter for each, as between the brackets of `IN (…)`. Where rows are changed by it not every engine finds them by their index
    /// through ``SQL/StringInterpolation/appendInterpolation(anyOf:)``.
    package var parameters: SQL { map { "\($0)" }.joined(separator: ", ") }
}

extension [Value] {
    /// About how many bytes a row takes.
    package var size: Int {
        reduce(0) { size, value in
            switch value {
            case .null, .int, .double: size + 8
            case .text(let text): size + text.utf8.count
            case .blob(let bytes): size + bytes.count
            }
        }
    }
}

extension Array {
    /// Cut into parts of one of few lengths, so that the statements for them are few.
    package func inPowersOfTwo(most: Int) -> [ArraySlice<Element>] {
        var parts: [ArraySlice<Element>] = [], rest = self[...]
        while !rest.isEmpty {
            var count = 1
            while count * 2 <= Swift.min(most, rest.count) { count *= 2 }
            parts.append(rest.prefix(count))
            rest = rest.dropFirst(count)
        }
        return parts
    }
}
