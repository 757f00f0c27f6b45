import Customisation
import Primitives
import Storage
import Tickets

/// The first of a mail's two commits: its bytes and a row `received`, before any parsing. After it the sender may forget the mail.
package struct Archive: Sendable {
    private let branches: Branches

    package init(_ branches: Branches) {
        self.branches = branches
    }

    /// Durable when it returns. Throws ``BranchError/away(_:)`` when a department's own database does not answer: what went to other
    /// departments is kept, and known again when the mail comes once more.
    /// - Parameter departments: whom it is for, with the recipients of each
    package func keep(_ bytes: [UInt8], for departments: [ID<Department>: [String]], door: RawMail.Door, sender: String?) async throws {
        let apart = try await branches.main.db.read { tx in try DepartmentStore(tx).apart() }
        for id in apart.intersection(departments.keys).sorted() {
            // One that was made a moment ago is not open yet.
            guard branches.branch(id) != nil else { throw BranchError.away("\(id)") }
            try await keep(bytes, departments.filter { $0.key == id }, on: try branches.desk(of: id), door: door, sender: sender)
        }
        let others = departments.filter { !apart.contains($0.key) }
        if !others.isEmpty { try await keep(bytes, others, on: branches.main, door: door, sender: sender) }
    }

    private func keep(
        _ bytes: [UInt8], _ departments: [ID<Department>: [String]], on desk: Desk, door: RawMail.Door, sender: String?
    ) async throws {
        let blob = try await desk.blobs.prepare(bytes), now = desk.now()
        let copies = departments.sorted { $0.key < $1.key }.map { (desk.ids.next(RawMail.self), $0.key, $0.value) }
        try await desk.db.write { tx in
            for (id, department, recipients) in copies {
                try ArchiveStore(tx).keep(
                    id, blob, department: department, door: door, sender: sender, recipients: recipients, at: now)
            }
        }
    }
}
