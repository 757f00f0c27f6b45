/// A table as a database holds it, for what copies rows without knowing what they are for.
package struct Table: Sendable, Equatable {
    package enum Kind: Sendable {
        case int, double, text, bytes
    }

    package struct Column: Sendable, Equatable {
        package let name: String
        package let kind: Kind
    }

    /// Begins the name of a table that can be made anew from the others.
    package static let derived = "derived_"

    package let name: String
    /// Those that are written; what the engine makes by itself is not among them.
    package let columns: [Column]
    /// Where the columns of the primary key stand among them, in the key's order.
    package let key: [Int]

    package init(_ name: String, columns: [Column], key: [Int]) {
        self.name = name
        self.columns = columns
        self.key = key
    }

    package func key(of row: [Value]) -> [Value] { key.map { row[$0] } }

    var keyColumns: [Column] { key.map { columns[$0] } }
    var sql: SQL { SQL(name: name) }
    var columnList: SQL { columns.map { SQL(name: $0.name) }.joined(separator: ", ") }
    var keyList: SQL { keyColumns.map { SQL(name: $0.name) }.joined(separator: ", ") }
}

extension Table.Kind {
    /// As any of the engines calls it; `nil` for what no program writes, as an index of words.
    init?(declared type: String) {
        let type = type.uppercased()
        func holds(_ words: String...) -> Bool { words.contains { type.contains($0) } }
        if holds("INT", "SERIAL") {
            self = .int
        } else if holds("BLOB", "BYTEA", "BINARY") {
            self = .bytes
        } else if holds("REAL", "DOUBLE", "FLOAT") {
            self = .double
        } else if holds("CHAR", "TEXT") {
            self = .text
        } else {
            return nil
        }
    }
}
