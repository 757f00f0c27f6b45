import Primitives
import Storage

/// A set of rights in a department, held by agents.
package struct Role: Sendable, Equatable {
    package let id: ID<Role>
    package let version: Version
    package let department: ID<Department>
    package var name: String
    /// Which of the roles every department begins with it is; `nil` for one made later.
    package let builtIn: BuiltIn?
    package var grants: [Grant]

    package enum BuiltIn: String, Sendable, CaseIterable, Column {
        case agent, lead, admin
    }

    package init(
        id: ID<Role>, version: Version = .first, department: ID<Department>, name: String, builtIn: BuiltIn? = nil, grants: [Grant]
    ) {
        self.id = id
        self.version = version
        self.department = department
        self.name = name
        self.builtIn = builtIn
        self.grants = grants
    }

    /// The key of its name while nobody has named it otherwise.
    package var nameKey: String? {
        builtIn.flatMap { $0.rawValue == name ? "account.role.\($0.rawValue)" : nil }
    }
}

extension Role: Fetchable {
    package init(_ row: Row) throws {
        id = try row("id")
        version = try row("version")
        department = try row("department")
        name = try row("name")
        builtIn = try row("built_in")
        grants = try row("grants", as: JSON<[Grant]>.self).content
    }
}
