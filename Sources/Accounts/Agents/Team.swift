import Primitives
import Storage

/// Agents who work the same queues, at one tier.
package struct Team: Sendable, Equatable {
    package let id: ID<Team>
    package let department: ID<Department>
    package var name: String
    /// 1 common questions, 2 phone and remote help, 3 specialists; more can be made.
    package var tier: Int

    package init(id: ID<Team>, department: ID<Department>, name: String, tier: Int) {
        self.id = id
        self.department = department
        self.name = name
        self.tier = tier
    }
}

extension Team: Fetchable {
    package init(_ row: Row) throws {
        id = try row("id")
        department = try row("department")
        name = try row("name")
        tier = try row("tier")
    }
}
