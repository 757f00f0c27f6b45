import Primitives

/// A move of a desk to another database, as the database it leaves knows it.
package struct MoveState: Sendable, Equatable {
    /// Known to both databases, so that each knows the other again.
    package let token: String
    /// Where it goes, for people.
    package let target: String
    /// When it had gone; from then on nothing is written here.
    package let moved: Instant?
}

extension MoveState: Fetchable {
    package init(_ row: Row) throws {
        token = try row("token")
        target = try row("target")
        moved = try row("moved_at")
    }
}

/// A row that was written since it was copied.
package struct RowChange: Sendable {
    package let number: Int64
    package let table: String
    package let key: [Value]
}
