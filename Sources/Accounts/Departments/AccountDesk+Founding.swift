import Customisation
import Primitives
import Storage

extension AccountDesk {
    /// Makes a department, with the roles it begins with; who made it is its first admin, and in its teams. The audit log of the first
    /// department tells of it: another's may lie in a database of its own.
    /// - Parameters:
    ///   - home: the address of its own database, sealed; `nil` for the main one
    ///   - furnish: what else a department begins with, in the same commit
    /// - Throws: ``PolicyError`` unless the actor configures the company's first department, ``DepartmentError``
    package func found(
        _ department: Department, home: [UInt8]?, as access: Access, furnish: @escaping @Sendable (Transaction) throws -> Void
    ) async throws {
        let now = now()
        try await database.write { tx in
            try demandFounder(access, tx)
            let store = DepartmentStore(tx), roles = RoleSeed(department: department.id, ids: ids)
            try store.create(department, at: now)
            if let home { try store.setHome(of: department.id, to: home) }
            try roles.plant(tx)
            try furnish(tx)
            if let founder = access.actor.agent { try enter(founder, department.id, as: roles.admin, tx) }
            try AuditStore(tx).append(
                .departmentFounded, department: access.department, by: access.actor,
                ["prefix": department.prefix, "apart": "\(home != nil)"], at: now)
        }
    }

    /// As its admin, and in its teams until others are: what comes in stands in somebody's inbox.
    private func enter(_ founder: ID<Agent>, _ department: ID<Department>, as role: Role, _ tx: Transaction) throws {
        try RoleStore(tx).give(role.id, to: founder)
        for team in try TeamStore(tx).all(in: department) { try TeamStore(tx).join(founder, team.id) }
    }

    /// Says where the database of a department is now. Throws as ``found(_:home:as:furnish:)`` does.
    package func move(_ department: ID<Department>, home: [UInt8], as access: Access) async throws {
        let now = now()
        try await database.write { tx in
            try demandFounder(access, tx)
            let moved = try DepartmentStore(tx).require(department)
            guard moved.isApart else { throw DepartmentError.isInMain }
            try DepartmentStore(tx).setHome(of: department, to: home)
            try AuditStore(tx).append(
                .departmentMoved, department: access.department, by: access.actor, ["prefix": moved.prefix], at: now)
        }
    }

    /// Whoever sets up the company's first department sets up the company.
    private func demandFounder(_ access: Access, _ tx: Transaction) throws {
        guard let first = try DepartmentStore(tx).all().first, access.department == first.id else {
            throw PolicyError.forbidden(.create, .setting)
        }
        try access.demand(.configure, .setting, reach: .department)
        try access.demand(.configure, .agent, reach: .department)
    }
}
