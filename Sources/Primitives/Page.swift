/// Some rows of a long list, and the key after which the next ones begin. Pages go by key, never by offset.
package struct Page<Row: Sendable>: Sendable {
    package let rows: [Row]
    /// What to ask the next page after; `nil` on the last one.
    package let next: String?

    package init(rows: [Row], next: String?) {
        self.rows = rows
        self.next = next
    }

    package func map<Other: Sendable>(_ transform: (Row) throws -> Other) rethrows -> Page<Other> {
        Page<Other>(rows: try rows.map(transform), next: next)
    }
}
