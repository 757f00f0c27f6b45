import Accounts
import Contacts
import Customisation
import Foundation
import Primitives
import Storage
import Tickets

/// Opens the database that a department has of its own.
struct BranchOpening: Sendable {
    let main: House

    /// What seals the address of a department's database in its row.
    private static func purpose(_ id: ID<Department>) -> String { "department:\(id)" }

    func sealed(_ address: String, of id: ID<Department>) throws -> [UInt8] {
        try main.master.seal(Array(address.utf8), for: Self.purpose(id))
    }

    func address(_ sealed: [UInt8], of id: ID<Department>) throws -> DatabaseAddress {
        try DatabaseAddress(String(decoding: try main.master.open(sealed, for: Self.purpose(id)), as: UTF8.self))
    }

    /// Connects, and makes sure that the database is the department's or nobody's. Whoever calls closes it.
    /// - Parameter migrates: whether its tables are made or brought to this version; else they must be
    func connect(_ address: DatabaseAddress, for id: ID<Department>, migrates: Bool) async throws -> Database {
        guard address != main.settings.database else { throw BranchRefusal.mainDatabase }
        let db = try Database.open(address), migrator = Migrator(Schema.migrations, clock: main.clock)
        do {
            if try await migrator.schema(of: db) > 0 { try await demandOwn(db, id) }
            if migrates { try await migrate(db, address, migrator) } else { try await migrator.demandCurrent(db) }
            return db
        } catch {
            await db.close()
            throw error
        }
    }

    /// A desk on the department's database, which knows its agents and has queues.
    func furnish(_ db: Database, for id: ID<Department>) async throws -> House {
        let files = URL(fileURLWithPath: main.settings.data).appending(path: "departments/\(id)/blobs")
        let house = House(id, on: db, files: files, of: main)
        try await copyDirectory(to: house)
        try await db.write { tx in
            guard try QueueStore(tx, department: id).all().isEmpty else { return }
            try house.desk.openQueues(of: try TeamStore(tx).all(in: id), tx)
        }
        return house
    }

    /// Brings what a department knows of agents and teams up to date.
    func copyDirectory(to house: House) async throws {
        guard let id = house.apart else { return }
        let now = main.clock.now()
        let current = try await main.db.read { tx in try Directory.Edition(tx) }
        let known = try await house.db.read { tx in try Directory.Edition(tx) }
        guard current != known else { return }
        let directory = try await main.db.read { tx in try DirectoryStore(tx).directory(of: id) }
        try await house.db.write { tx in
            let contacts = ContactStore(tx, department: id)
            try DirectoryStore(tx).write(directory, at: now) { agent in try contacts.find(.email, agent.email)?.id.rawValue }
        }
    }

    private func migrate(_ db: Database, _ address: DatabaseAddress, _ migrator: Migrator) async throws {
        try await migrator.migrate(db) { schema in
            if let path = address.path { try Snapshot.take(of: path, to: "\(path).before-\(schema + 1)") }
        }
    }

    /// The desks of others, and our own main one, are left alone.
    private func demandOwn(_ db: Database, _ id: ID<Department>) async throws {
        let departments = try await db.read { tx in try tx.column(ID<Department>.self, "SELECT id FROM department") }
        guard departments.allSatisfy({ $0 == id }) else { throw BranchRefusal.otherDesk(db.place) }
    }
}

enum BranchRefusal: UserFacingError {
    /// It is where the main database is.
    case mainDatabase
    /// Another desk, or another department's, is in it.
    case otherDesk(String)

    var notice: Notice {
        switch self {
        case .mainDatabase: Notice("department.mainDatabase", .refused)
        case .otherDesk(let place): Notice("department.otherDesk", .refused, ["place": place])
        }
    }
}
