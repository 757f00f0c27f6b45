import Primitives
import Storage
import Synchronization

/// The desks that keep departments' tickets: the main one, and those with a database of a department's own, which may be away while
/// the others go on.
package final class Branches: Sendable {
    /// A department with a database of its own.
    package struct Branch: Sendable {
        package let department: Department
        /// `nil` while its database does not answer.
        package let desk: Desk?

        package init(_ department: Department, _ desk: Desk?) {
            self.department = department
            self.desk = desk
        }
    }

    package let main: Desk
    private let company = Mutex<[Department]>([])
    private let apart = Mutex<[ID<Department>: Branch]>([:])

    package init(main: Desk) {
        self.main = main
    }

    /// All departments of the company, the oldest first, wherever their tickets are; as they were a moment ago.
    package var departments: [Department] { company.withLock { $0 } }

    package func know(_ departments: [Department]) { company.withLock { $0 = departments } }

    /// The desk that keeps a department's tickets. Throws ``BranchError/away(_:)``.
    package func desk(of department: ID<Department>) throws(BranchError) -> Desk {
        guard let branch = branch(department) else { return main }
        guard let desk = branch.desk else { throw .away(branch.department.name) }
        return desk
    }

    /// `nil` for a department in the main database.
    package func branch(_ department: ID<Department>) -> Branch? { apart.withLock { $0[department] } }

    /// The department apart whose numbers begin so.
    package func branch(prefix: some StringProtocol) -> Branch? {
        apart.withLock { all in all.values.first { $0.department.prefix == prefix } }
    }

    /// Those with a database of their own, the oldest first.
    package var all: [Branch] { apart.withLock { $0.values.sorted { $0.department.id < $1.department.id } } }

    package func set(_ branch: Branch) { apart.withLock { $0[branch.department.id] = branch } }
    package func remove(_ department: ID<Department>) { _ = apart.withLock { $0.removeValue(forKey: department) } }
}

package enum BranchError: UserFacingError, Equatable {
    /// The department's own database does not answer.
    case away(String)

    package var notice: Notice {
        switch self {
        case .away(let name): Notice("department.away", .limited, ["name": name])
        }
    }
}
