/// A part of the company with its own desk: queues, numbers, tickets, fields, articles. Every row of a desk carries one.
package struct Department: Sendable, Equatable {
    package let id: ID<Department>
    package var name: String
    /// What its ticket numbers begin with: `LBT` in `LBT-1042`. Capital letters and digits.
    package var prefix: String
    /// What it speaks where nothing else says.
    package var language: Language
    /// Its clock, a name of the tz database.
    package var zone: String
    /// Whether its desk has a database of its own, apart from the main one.
    package let isApart: Bool

    package init(id: ID<Department>, name: String, prefix: String, language: Language, zone: String, isApart: Bool = false) {
        self.id = id
        self.name = name
        self.prefix = prefix
        self.language = language
        self.zone = zone
        self.isApart = isApart
    }
}

extension ID<Department> {
    /// The one that every desk begins with.
    package static let first = ID(1)
}
