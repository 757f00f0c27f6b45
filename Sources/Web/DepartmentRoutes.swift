import Accounts
import Customisation
import Gate
import Hummingbird
import Primitives
import Storage
import Tickets

/// The way from one department to another.
struct DepartmentRoutes {
    let desktop: Desktop

    /// GET /in/:prefix, `?to=` a path of ours: from now on pages that are about one department are about this one. For customers
    /// too: the address of a department's own counter.
    func add(to gate: Gate) {
        gate.get("/in/:prefix", .public("leads on, and says nothing")) { request, context in
            let prefix = try context.parameter("prefix")
            guard let department = try await desktop.department(prefix: prefix) else { throw DepartmentError.notFound }
            context.remember(department.id)
            let home = context.admission?.agent == nil ? LocalPath("/help") : LocalPath("/inbox")
            return context.redirect(to: LocalPath(next: try request.query().text("to", most: 2000)) ?? home)
        }
    }
}

extension Desktop {
    /// The department whose ticket numbers begin so, wherever its tickets are.
    func department(prefix: String) async throws -> Department? {
        try await branches.main.db.read { tx in try DepartmentStore(tx).find(prefix: prefix) }
    }
}

extension Department {
    /// The way to a page about this department, for who works in it.
    func path(to path: String) -> String { "/in/\(prefix)?to=\(LocalPath("\(path)").text)" }
}
