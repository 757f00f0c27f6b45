import Customisation
import Primitives
import Storage
import Tickets

extension House {
    /// For a command: each department, the oldest first, with the rooms in which its tickets are. Of one whose own database does not
    /// answer is told, and it is passed over.
    func eachDepartment(_ body: (Department, House) async throws -> Void) async throws {
        for department in try await db.read({ tx in try DepartmentStore(tx).all() }) {
            let rooms: House
            do {
                rooms = try await self.rooms(of: department)
            } catch let error as any UserFacingError where department.isApart {
                Terminal.warn(error.notice)
                continue
            }
            try await rooms.using { try await body(department, rooms) }
        }
    }

    /// The rooms of a department; this house itself where it has no database of its own. Throws what keeps it from being opened.
    func rooms(of department: Department) async throws -> House {
        let id = department.id
        guard let sealed = try await db.read({ tx in try DepartmentStore(tx).home(of: id) }) else { return self }
        let opening = BranchOpening(main: self)
        let rooms = try await opening.furnish(try await opening.connect(try opening.address(sealed, of: id), for: id, migrates: false), for: id)
        branches.set(Branches.Branch(department, rooms.desk))
        return rooms
    }

    /// The rooms in which some departments' tickets are, each once.
    func withDepartments(_ ids: [ID<Department>], _ body: ([House]) async throws -> Void) async throws {
        let departments = try await db.read { tx in try ids.map(DepartmentStore(tx).require) }
        var all: [House] = []
        for department in departments { all.append(try await rooms(of: department)) }
        let apart = all.filter { $0.apart != nil }
        try await body(apart + (apart.count < all.count ? [self] : []))
        for rooms in apart { try await rooms.using {} }
    }

    /// Closes a department's own database afterwards.
    func using<Answer>(_ body: () async throws -> Answer) async throws -> Answer {
        guard let apart else { return try await body() }
        do {
            let answer = try await body()
            await leave(apart)
            return answer
        } catch {
            await leave(apart)
            throw error
        }
    }

    private func leave(_ apart: ID<Department>) async {
        branches.remove(apart)
        await close()
    }
}
