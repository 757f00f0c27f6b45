import Foundation
import Primitives
import Storage

/// The rows of departments.
package struct DepartmentStore {
    private static let columns: SQL = "id, name, prefix, language, zone, home IS NOT NULL AS is_apart"

    private let tx: Transaction

    package init(_ tx: Transaction) {
        self.tx = tx
    }

    package func find(_ id: ID<Department>) throws -> Department? {
        try tx.first(Department.self, "SELECT \(Self.columns) FROM department WHERE id = \(id)")
    }

    /// Throws ``DepartmentError/notFound``.
    package func require(_ id: ID<Department>) throws -> Department {
        guard let department = try find(id) else { throw DepartmentError.notFound }
        return department
    }

    /// The department whose tickets' numbers begin so.
    package func find(prefix: String) throws -> Department? {
        try tx.first(Department.self, "SELECT \(Self.columns) FROM department WHERE prefix = \(prefix.uppercased())")
    }

    /// All departments, the oldest first.
    package func all() throws -> [Department] {
        try tx.all(Department.self, "SELECT \(Self.columns) FROM department ORDER BY id")
    }

    /// Throws ``DepartmentError`` for a name, prefix or zone that cannot be, or a prefix that another has.
    package func create(_ department: Department, at now: Instant) throws {
        try check(department)
        try tx.run(
            """
            INSERT INTO department (id, version, name, prefix, language, zone, made_at)
            VALUES (\(department.id), \(Version.first), \(department.name), \(department.prefix), \(department.language),
                \(department.zone), \(now))
            """)
        try RevisionStore(tx).raise(.departments)
    }

    /// Those that have databases of their own.
    package func apart() throws -> Set<ID<Department>> {
        Set(try tx.column(ID<Department>.self, "SELECT id FROM department WHERE home IS NOT NULL"))
    }

    /// The address of its own database, sealed; `nil` where it has none.
    package func home(of id: ID<Department>) throws -> [UInt8]? {
        try tx.value([UInt8].self, "SELECT home FROM department WHERE id = \(id) AND home IS NOT NULL")
    }

    /// Gives it a database of its own, or another one. Throws ``DepartmentError/notFound``.
    package func setHome(of id: ID<Department>, to sealed: [UInt8]) throws {
        let changed = try tx.changed(by: "UPDATE department SET version = version + 1, home = \(sealed) WHERE id = \(id)")
        guard changed == 1 else { throw DepartmentError.notFound }
        try RevisionStore(tx).raise(.departments)
    }

    /// Throws as ``create(_:at:)`` does, and ``DepartmentError/notFound``.
    package func update(_ department: Department) throws {
        try check(department)
        let changed = try tx.changed(by: 
            """
            UPDATE department SET version = version + 1, name = \(department.name), prefix = \(department.prefix),
                language = \(department.language), zone = \(department.zone)
            WHERE id = \(department.id)
            """)
        guard changed == 1 else { throw DepartmentError.notFound }
        try RevisionStore(tx).raise(.departments)
    }

    private func check(_ department: Department) throws {
        try department.check()
        let isTaken = try tx.exists(
            "SELECT 1 AS one FROM department WHERE prefix = \(department.prefix) AND id <> \(department.id)")
        if isTaken { throw DepartmentError.prefixTaken(department.prefix) }
    }
}

extension Department: Fetchable {
    package init(_ row: Row) throws {
        self.init(
            id: try row("id"), name: try row("name"), prefix: try row("prefix"), language: try row("language"),
            zone: try row("zone"), isApart: try row("is_apart"))
    }
}

extension Department {
    /// A name of 1 to 120 characters; a prefix of 2 to 10 capital letters and digits (A-Z, 0-9), a letter first; a zone of the
    /// tz database.
    package func check() throws(DepartmentError) {
        guard !name.trimmed.isEmpty, name.count <= 120 else { throw .name }
        let letters = prefix.utf8
        guard (2...10).contains(letters.count), let first = letters.first, (65...90).contains(first),
            letters.allSatisfy({ (65...90).contains($0) || (48...57).contains($0) })
        else { throw .prefix }
        guard TimeZone(identifier: zone) != nil else { throw .zone(zone) }
    }
}

package enum DepartmentError: UserFacingError, Equatable {
    case notFound
    case name
    case prefix
    case prefixTaken(String)
    case zone(String)
    /// It has no database of its own.
    case isInMain

    package var notice: Notice {
        switch self {
        case .notFound: Notice("department.notFound", .missing)
        case .name: Notice("department.name", .invalid)
        case .prefix: Notice("department.prefix", .invalid)
        case .prefixTaken(let prefix): Notice("department.prefixTaken", .refused, ["prefix": prefix])
        case .isInMain: Notice("department.isInMain", .refused)
        case .zone(let zone): Notice("department.zone", .invalid, ["zone": zone])
        }
    }
}
