/// How often a row was changed. A change names the version it saw and is refused when the row has moved on.
package struct Version: Hashable, Comparable, Sendable, Codable {
    package let number: Int64

    package init(_ number: Int64) {
        self.number = number
    }

    package static let first = Version(1)
    package var next: Version { Version(number + 1) }

    package static func < (one: Version, other: Version) -> Bool { one.number < other.number }
}
