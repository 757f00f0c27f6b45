import Primitives

/// A row of an answer. Columns are read by name: `let subject: String = try row("subject")`.
package struct Row: Sendable {
    let names: ColumnNames
    package let values: [Value]

    package init(names: ColumnNames, values: [Value]) {
        self.names = names
        self.values = values
    }

    /// Throws ``StorageError/unreadable(column:)`` when there is no such column or it holds something else.
    package func callAsFunction<T: Readable>(_ name: String, as type: T.Type = T.self) throws -> T {
        guard let index = names.index(of: name), let value = T(values[index]) else {
            throw StorageError.unreadable(column: name)
        }
        return value
    }
}

// The same for the kinds that most columns are of: an optional of a type that is not known before costs a look-up each time.
extension Row {
    package func callAsFunction(_ name: String, as type: Int64.Type = Int64.self) throws -> Int64 {
        guard let index = names.index(of: name), let number = Int64(values[index]) else { throw StorageError.unreadable(column: name) }
        return number
    }

    package func callAsFunction(_ name: String, as type: String.Type = String.self) throws -> String {
        guard let index = names.index(of: name), case .text(let text) = values[index] else { throw StorageError.unreadable(column: name) }
        return text
    }

    package func callAsFunction<Named>(_ name: String, as type: ID<Named>.Type = ID<Named>.self) throws -> ID<Named> {
        ID(try self(name, as: Int64.self))
    }

    package func callAsFunction(_ name: String, as type: Instant.Type = Instant.self) throws -> Instant {
        Instant(microseconds: try self(name, as: Int64.self))
    }
}

/// The names of the columns of an answer, shared by its rows.
package final class ColumnNames: Sendable {
    private let names: [String]

    package init(_ names: [String]) {
        self.names = names
    }

    package var count: Int { names.count }

    // Looked through from the left: for the few columns of an answer that is faster than hashing.
    func index(of name: String) -> Int? { names.firstIndex(of: name) }
}

/// What is made from a row.
package protocol Fetchable {
    init(_ row: Row) throws
}
