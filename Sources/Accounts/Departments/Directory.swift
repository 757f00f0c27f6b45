import Customisation
import Primitives
import Storage

/// What a department with a database of its own knows of itself, its agents, roles and teams: a copy of the main database's rows, so
/// that its own can name them. Passwords, sessions and settings stay where they are.
package struct Directory: Sendable {
    /// As often as the main database's rows had changed when they were copied.
    package struct Edition: Sendable, Equatable {
        let accounts: Int64
        let departments: Int64

        package init(_ tx: Transaction) throws {
            accounts = try RevisionStore(tx).number(of: .accounts)
            departments = try RevisionStore(tx).number(of: .departments)
        }
    }

    package let edition: Edition
    package let department: Department
    let agents: [Agent]
    let roles: [Role]
    let teams: [Team]
    let holders: [(agent: ID<Agent>, role: ID<Role>)]
    let members: [(agent: ID<Agent>, team: ID<Team>)]
}
