import Foundation
import Storage

/// Copies tables row by row in the order of their keys. How far each is stands in the new database, in the commit of its last rows.
struct MoveRows {
    /// What is written in one commit.
    private static let mostRows = 4096
    private static let mostBytes = 4 << 20

    private let move: Move
    private let tables: [TablePair]

    init(_ move: Move, _ tables: [TablePair]) {
        (self.move, self.tables) = (move, tables)
    }

    /// How far a table is.
    private struct Mark: Codable, Sendable {
        /// The key of the last row, as ``RowCoding`` writes it.
        var last: Data?
        var rows = 0
        var isDone = false
    }

    /// A slice of a table.
    private struct Slice: Sendable {
        var rows: [[Value]] = []
        var isLast = true
    }

    /// - Returns: how many rows were copied by this run
    func copy() async throws -> Int {
        let marks = try await move.target.read { tx in try LoadingStore(tx).notes("table:") }
            .compactMapValues { try? JSONDecoder().decode(Mark.self, from: Data($0.utf8)) }
        var count = 0
        for table in tables {
            let mark = marks[table.name] ?? Mark()
            if !mark.isDone { count += try await copy(table, from: mark) }
        }
        return count
    }

    private func copy(_ table: TablePair, from begin: Mark) async throws -> Int {
        var mark = begin
        try move.told(.table(table.name, rows: mark.rows))
        var slice = try await read(table, after: mark.last)
        while true {
            mark.rows += slice.rows.count
            mark.isDone = slice.isLast
            mark.last = slice.rows.last.map { Self.coded(table.source.key(of: $0)) } ?? mark.last
            // The next rows are read while these are written.
            let last = mark.last, isLast = slice.isLast
            async let next = isLast ? Slice() : read(table, after: last)
            try await write(slice, to: table, mark)
            try move.told(.table(table.name, rows: mark.rows))
            if isLast { return mark.rows - begin.rows }
            slice = try await next
        }
    }

    private func read(_ table: TablePair, after last: Data?) async throws -> Slice {
        let key = last.flatMap { RowCoding.row($0, columns: table.source.key.count) }
        return try await move.source.read { tx in
            var slice = Slice(), bytes = 0
            try TableStore(tx).each(of: table.source, after: key, most: Self.mostRows) { row in
                slice.rows.append(row)
                bytes += row.size
                return bytes < Self.mostBytes
            }
            slice.isLast = slice.rows.count < Self.mostRows && bytes < Self.mostBytes
            return slice
        }
    }

    private func write(_ slice: Slice, to table: TablePair, _ mark: Mark) async throws {
        let note = String(decoding: try JSONEncoder().encode(mark), as: UTF8.self)
        try await move.target.write { tx in
            try TableStore(tx).load(slice.rows, into: table.target)
            try LoadingStore(tx).note("table:\(table.name)", note)
        }
    }

    private static func coded(_ key: [Value]) -> Data {
        var bytes: [UInt8] = []
        RowCoding.append(key, to: &bytes)
        return Data(bytes)
    }
}
