import Storage

/// A step of support: 1 answers common questions, 2 helps by phone and at a distance, 3 are specialists.
package struct Tier: Sendable, Hashable, Comparable, Codable, Column {
    package let level: Int

    package init(_ level: Int) {
        self.level = level
    }

    package static let first = Tier(1)

    package static func < (one: Tier, other: Tier) -> Bool { one.level < other.level }

    package var value: Value { .int(Int64(level)) }

    package init?(_ value: Value) {
        guard let level = Int(value) else { return nil }
        self.level = level
    }
}
