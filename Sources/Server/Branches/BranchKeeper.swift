import Accounts
import Customisation
import Foundation
import Gate
import Logging
import Primitives
import Storage
import Tickets
import Web

/// Keeps the databases that departments have of their own: opens those there are, hears of new ones, sees when one is away and when it
/// is back, and has each desk do its work in the background.
actor BranchKeeper {
    /// Between two looks.
    private static let rest = Duration.seconds(1)

    private let opening: BranchOpening
    private let main: House
    /// `nil` for a command, which needs the databases and no more.
    private let front: FrontDoor?
    private var open: [ID<Department>: OpenBranch] = [:]
    /// What keeps one from being opened, so that it is logged once.
    private var troubles: [ID<Department>: String] = [:]

    private struct OpenBranch {
        let house: House
        let sealed: [UInt8]
        let work: Task<Void, Never>?
    }

    init(_ main: House, front: FrontDoor? = nil) {
        self.main = main
        self.front = front
        opening = BranchOpening(main: main)
    }

    /// Looks after them until the task is cancelled, then closes them.
    func run() async {
        while !Task.isCancelled {
            await look()
            if (try? await Task.sleep(for: Self.rest)) == nil { break }
        }
        await close()
    }

    /// Opens what is there and not open, closes what is gone, asks what is open whether it answers.
    func look() async {
        let homes: [(Department, [UInt8])]
        do {
            let branches = main.branches
            homes = try await main.db.read { tx in
                let store = DepartmentStore(tx), all = try store.all()
                branches.know(all)
                return try all.filter(\.isApart).compactMap { department in
                    try store.home(of: department.id).map { (department, $0) }
                }
            }
        } catch {
            // Without the main database nothing is known of the others; they stay as they are.
            return main.log.error("departments", metadata: ["error": "\(error)"])
        }
        await withTaskGroup(of: Void.self) { group in
            for (department, sealed) in homes { group.addTask { await self.look(after: department, sealed) } }
        }
        for id in open.keys where !homes.contains(where: { $0.0.id == id }) { await close(id) }
    }

    private func look(after department: Department, _ sealed: [UInt8]) async {
        let id = department.id
        if let known = open[id], known.sealed != sealed { await close(id) }
        do {
            if let known = open[id] {
                try await known.house.answers()
                try await opening.copyDirectory(to: known.house)
            } else {
                main.branches.set(Branches.Branch(department, nil))
                open[id] = try await begin(department, sealed)
            }
            main.branches.set(Branches.Branch(department, open[id]?.house.desk))
            if troubles.removeValue(forKey: id) != nil { main.log.info("a department's database is there", metadata: ["department": "\(department.name)"]) }
        } catch {
            main.branches.set(Branches.Branch(department, nil))
            note(error, of: department)
        }
    }

    private func begin(_ department: Department, _ sealed: [UInt8]) async throws -> OpenBranch {
        let id = department.id
        let db = try await opening.connect(try opening.address(sealed, of: id), for: id, migrates: front != nil)
        do {
            let house = try await opening.furnish(db, for: id)
            let work = try await front?.open(house)
            return OpenBranch(house: house, sealed: sealed, work: work)
        } catch {
            await db.close()
            throw error
        }
    }

    private func note(_ error: any Error, of department: Department) {
        let words = (error as? any UserFacingError).map { Terminal.words($0.notice) } ?? "\(error)"
        guard troubles.updateValue(words, forKey: department.id) != words else { return }
        main.log.error("a department's database is away", metadata: ["department": "\(department.name)", "error": "\(words)"])
    }

    private func close(_ id: ID<Department>) async {
        guard let known = open.removeValue(forKey: id) else { return }
        front?.close(id)
        main.branches.remove(id)
        known.work?.cancel()
        await known.work?.value
        await known.house.close()
    }

    /// Ends their work and closes all.
    func close() async {
        for id in Array(open.keys) { await close(id) }
    }
}

extension House {
    /// Throws what keeps its database from answering.
    func answers() async throws {
        _ = try await db.read { tx in try tx.exists("SELECT 1 AS one") }
    }
}
