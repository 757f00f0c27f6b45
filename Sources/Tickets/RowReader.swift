import Primitives
import Storage

/// Reads the columns of a row one after another, in the order they were asked for: for rows of which a page shows many, where
/// looking each up by its name costs more than the statement.
struct RowReader {
    private let values: [Value]
    private var index = 0

    init(_ row: Row) {
        values = row.values
    }

    mutating func next<T: Readable>(_: T.Type = T.self) throws -> T {
        guard index < values.count, let value = T(values[index]) else { throw StorageError.unreadable(column: "\(index)") }
        index += 1
        return value
    }

    mutating func id<Named>(_: Named.Type = Named.self) throws -> ID<Named> { ID(try number()) }

    mutating func optionalID<Named>(_: Named.Type = Named.self) throws -> ID<Named>? { try optionalNumber().map { ID($0) } }

    mutating func number() throws -> Int64 {
        guard index < values.count, let number = Int64(values[index]) else { throw StorageError.unreadable(column: "\(index)") }
        index += 1
        return number
    }

    mutating func text() throws -> String {
        guard index < values.count, case .text(let text) = values[index] else { throw StorageError.unreadable(column: "\(index)") }
        index += 1
        return text
    }

    mutating func optionalText() throws -> String? {
        if isNull() { return nil }
        return try text()
    }

    mutating func bool() throws -> Bool { try number() != 0 }

    mutating func instant() throws -> Instant { Instant(microseconds: try number()) }

    mutating func optionalInstant() throws -> Instant? { try optionalNumber().map { Instant(microseconds: $0) } }

    /// One of an enumeration's names.
    mutating func name<T: RawRepresentable>(_: T.Type = T.self) throws -> T where T.RawValue == String {
        guard let value = T(rawValue: try text()) else { throw StorageError.unreadable(column: "\(index - 1)") }
        return value
    }

    mutating func optionalName<T: RawRepresentable>(_: T.Type = T.self) throws -> T? where T.RawValue == String {
        if isNull() { return nil }
        return try name()
    }

    mutating func optionalNumber() throws -> Int64? {
        if isNull() { return nil }
        return try number()
    }

    /// Steps over a NULL.
    private mutating func isNull() -> Bool {
        guard index < values.count, case .null = values[index] else { return false }
        index += 1
        return true
    }
}
