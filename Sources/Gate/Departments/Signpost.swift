import Accounts
import Hummingbird
import Primitives
import Storage
import Synchronization
import Tickets

/// Leads a request to the desk it is about, where a department has a database of its own: one door, and behind it the same rooms once
/// for each database.
package final class Signpost: Sendable {
    /// The rooms of one department's desk.
    package struct Wing: Sendable {
        let rooms: [Route.Key: Gate.Room]
        let doorkeeper: Doorkeeper

        /// - Parameter doorkeeper: of the department's own database
        package init(_ gate: Gate, doorkeeper: Doorkeeper) {
            rooms = gate.rooms
            self.doorkeeper = doorkeeper
        }
    }

    private let branches: Branches
    /// Pages that show all departments, whichever of them is there.
    private let overAll: Set<String>
    private let wings = Mutex<[ID<Department>: Wing]>([:])

    package init(_ branches: Branches, overAll: Set<String>) {
        self.branches = branches
        self.overAll = overAll
    }

    package func open(_ wing: Wing, for department: ID<Department>) { wings.withLock { $0[department] = wing } }
    package func close(_ department: ID<Department>) { _ = wings.withLock { $0.removeValue(forKey: department) } }

    /// Has the desk answer that the request is about.
    /// - Parameter main: the room on the main database
    /// - Throws: ``BranchError/away(_:)``
    func answer(_ request: Request, at route: Route, _ context: Context, main: @escaping Gate.Room) async throws -> Response {
        guard !branches.all.isEmpty, let branch = try await branch(for: request, at: route, context) else { return try await main(request, context) }
        do {
            guard branch.desk != nil, let wing = wings.withLock({ $0[branch.department.id] }), let room = wing.rooms[route.key] else {
                throw BranchError.away(branch.department.name)
            }
            var context = context
            context.visit.department = branch.department.id
            try await introduce(branch.department.id, wing, &context)
            return try await room(request, context)
        } catch let error as StorageError where error.mayPass {
            guard request.method.isSafe else { throw BranchError.away(branch.department.name) }
            return try await elsewhere(than: branch, request, at: route, context, main: main)
        } catch BranchError.away {
            return try await elsewhere(than: branch, request, at: route, context, main: main)
        }
    }

    private func branch(for request: Request, at route: Route, _ context: Context) async throws -> Branches.Branch? {
        if let number = (context.parameters.get("number") ?? context.parameters.get("ticket")).flatMap({ TicketNumber($0) }) {
            return branches.branch(prefix: number.prefix)
        }
        if let secret = context.parameters.get("token"), route.path.hasPrefix("/r/") { return try await branch(ofLink: secret) }
        if route.path.hasPrefix("/api/"), let asked = try request.query().id("department", as: Department.self) {
            return branches.branch(asked)
        }
        return department(of: context).flatMap(branches.branch)
    }

    /// The one they chose last, where they have something to do there; else their first.
    private func department(of context: Context) -> ID<Department>? {
        let chosen = context.visit.department
        guard let admission = context.admission else { return chosen }
        if let own = admission.holder.department { return own }
        return admission.accesses.first { $0.department == chosen }?.department ?? admission.accesses.first?.department
    }

    /// Whose a customer's private link is.
    private func branch(ofLink secret: String) async throws -> Branches.Branch? {
        for branch in branches.all {
            guard let desk = branch.desk else { continue }
            let isOurs = try await desk.db.read { tx in (try? desk.guest(secret, tx)) != nil }
            if isOurs { return branch }
        }
        return nil
    }

    /// A page over all departments is shown by another that is there.
    private func elsewhere(
        than away: Branches.Branch, _ request: Request, at route: Route, _ context: Context, main: Gate.Room
    ) async throws -> Response {
        var context = context
        guard overAll.contains(route.path), let admission = context.admission else { throw BranchError.away(away.department.name) }
        for access in admission.accesses where access.department != away.department.id {
            context.visit.department = access.department
            guard let branch = branches.branch(access.department) else { return try await main(request, context) }
            guard branch.desk != nil, let wing = wings.withLock({ $0[access.department] }), let room = wing.rooms[route.key] else { continue }
            try await introduce(access.department, wing, &context)
            return try await room(request, context)
        }
        throw BranchError.away(away.department.name)
    }

    /// As whom the department's customers' list knows an agent: what concerns them is closed to them.
    private func introduce(_ department: ID<Department>, _ wing: Wing, _ context: inout Context) async throws {
        guard let admission = context.admission, let agent = admission.agent,
            let own = try await wing.doorkeeper.standing(of: agent.id)?.agent
        else { return }
        context.visit.admission = admission.known(as: own.contact, in: department)
    }
}
