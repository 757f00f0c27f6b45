import Accounts
import Contacts
import Foundation
import Primitives
import Search
import Storage
import StorageTesting
import Synchronization
import Testing
import Tickets

@testable import Ops

struct MoveTests {
    private struct Stop: Error {}

    /// Opens the place a desk goes to, for one run.
    private func moving(
        _ place: TestPlace, to folder: TestFolder, _ engine: TestEngine = .current, files: BlobStore? = nil,
        _ told: @escaping CopyProgress = { _ in }
    ) async throws -> Move.Outcome {
        try await Database.open(engine.address(in: folder), for: .loading).closing { target in
            try await Move(
                from: place.db, to: target, schema: TestPlace.schema, files: files, clock: .system, randomness: .system, told: told
            ).run()
        }
    }

    /// Both databases hold the same, the new one is a desk, and the old one is none any more.
    private func expectMoved(_ place: TestPlace, to folder: TestFolder, _ engine: TestEngine = .current) async throws {
        let target = try Database.open(engine.address(in: folder))
        try await Migrator(TestPlace.migrations, clock: .system).demandCurrent(target)
        let (before, after) = (try await TestPlace.sums(place.db), try await TestPlace.sums(target))
        #expect(before == after)
        let (hits, found) = (try await TestPlace.hits(place.db), try await TestPlace.hits(target))
        #expect(hits == found && !hits.isEmpty)
        // Rules between rows hold again, and keys that the engine counts up are new.
        await #expect(throws: StorageError.self) { try await target.write { tx in try tx.run("UPDATE ticket SET requester = 1") } }
        try await target.write { tx in
            try tx.run("INSERT INTO counter_delta (department, scope, object, name, n) VALUES (1, 'queue', 1, 'active', 0)")
        }
        await #expect(throws: StorageError.moved(to: target.place)) {
            try await place.db.write { tx in try tx.run("UPDATE ticket SET version = version + 1") }
        }
        try await target.write { tx in try tx.run("UPDATE ticket SET version = version + 1") }
        await target.close()
    }

    @Test("a desk that rests moves: every table, the search, and nothing is written in the old place any more", arguments: Route.all)
    func resting(route: Route) async throws {
        try await TestPlace.with(route.from) { place in
            try await TestFolder.with { folder in
                let rows = try await TestPlace.sums(place.db).values.reduce(0) { $0 + $1.count }
                let outcome = try await moving(place, to: folder, route.to)
                #expect(outcome.rows == rows && outcome.copied == rows)
                try await expectMoved(place, to: folder, route.to)
            }
        }
    }

    @Test("people go on working while it moves, and nothing that was acknowledged is lost or doubled")
    func working() async throws {
        try await TestPlace.with(tickets: 60) { place in
            try await TestFolder.with { folder in
                let desk = try await place.desk(), customer: ID<Contact> = try await Self.customer(place)
                let numbers = Task {
                    var numbers: [TicketNumber] = []
                    while true {
                        do {
                            let new = NewTicket(
                                subject: "While it moves", requester: customer, channel: .email,
                                message: NewMessage(.incoming, .email, by: .contact(customer), text: "Number \(numbers.count) of many words."))
                            let ticket = try await desk.open(new, as: .system(TestPlace.department)).ticket
                            numbers.append(ticket.number)
                            if numbers.count % 5 == 0 {
                                try await place.db.write { tx in
                                    try SearchStore(tx, department: TestPlace.department).removeAll(of: ticket.id.rawValue)
                                }
                            }
                        } catch StorageError.moving {
                            // Asked to come back: nothing was acknowledged.
                        } catch StorageError.moved {
                            return numbers
                        }
                    }
                }
                _ = try await moving(place, to: folder)
                let acknowledged = try await numbers.value
                try await expectMoved(place, to: folder)
                let target = try Database.open(TestEngine.current.address(in: folder))
                let there = try await target.read { tx in
                    try tx.column(String.self, "SELECT number FROM ticket WHERE subject = 'While it moves'")
                }
                #expect(Set(there) == Set(acknowledged.map(\.text)))
                #expect(there.count == acknowledged.count && !there.isEmpty)
                await target.close()
            }
        }
    }

    @Test("killed at any step it goes on from there, with what was written meanwhile", arguments: [
        ["agent"], ["contact", "message", "ticket_number"], ["index"], ["search"], ["check"], ["ticket", "search", "index", "check"],
    ])
    func killed(steps: [String]) async throws {
        try await TestPlace.with { place in
            try await TestFolder.with { folder in
                for (number, step) in steps.enumerated() {
                    await #expect(throws: Stop.self) {
                        try await moving(place, to: folder) { told in
                            switch told {
                            case .table(step, let rows) where rows > 0 || number == 0: throw Stop()
                            case .index(7, _) where step == "index": throw Stop()
                            case .search where step == "search": throw Stop()
                            case .checking where step == "check": throw Stop()
                            default: break
                            }
                        }
                    }
                    try await Self.disturb(place)
                }
                _ = try await moving(place, to: folder)
                try await expectMoved(place, to: folder)
            }
        }
    }

    /// Writes of the kinds that are hard to follow: a name passes from row to row, keys change, documents come, change and go.
    private static func disturb(_ place: TestPlace) async throws {
        try await place.db.write { tx in
            try tx.run("UPDATE team SET name = 'old ' || id WHERE name = 'Front'")
            let id = place.ids.next(Team.self)
            try tx.run("INSERT INTO team (id, department, name, tier) VALUES (\(id), 1, 'Front', 1)")
            try tx.run("UPDATE ticket_number SET number = number || 'x' WHERE number LIKE '%7'")
            let entries = try tx.column(Int64.self, "SELECT id FROM timeline ORDER BY id LIMIT 10")
            try tx.run("DELETE FROM timeline WHERE id IN \(anyOf: entries)")
            let last = try tx.value(Int64.self, "SELECT max(id) FROM contact")
            try tx.run("UPDATE contact SET notes = notes || 'seen', merged_into = \(last) WHERE merged_into IS NULL")
            let store = SearchStore(tx, department: TestPlace.department)
            for id in try tx.column(Int64.self, "SELECT id FROM search_document ORDER BY id DESC LIMIT 5") { try store.remove(.message, id) }
            for id in try tx.column(Int64.self, "SELECT id FROM search_document ORDER BY id LIMIT 5") {
                let ticket = try tx.value(Int64.self, "SELECT ticket FROM search_document WHERE id = \(id)")
                try store.put(SearchDocument(.message, id, ticket: ticket, text: "other words now", language: .en))
            }
        }
    }

    @Test("killed after the last step, it only opens the new place")
    func lastMoment() async throws {
        try await TestPlace.with(tickets: 3) { place in
            try await TestFolder.with { folder in
                _ = try await moving(place, to: folder)
                let target = try Database.open(TestEngine.current.address(in: folder), for: .loading)
                let token = try await place.db.read { tx in try MoveStore(tx).state()?.token } ?? ""
                try await target.write { tx in
                    try LoadingStore(tx).begin()
                    try LoadingStore(tx).note("move", token)
                }
                await target.close()
                _ = try await moving(place, to: folder)
                try await expectMoved(place, to: folder)
                await #expect(throws: StorageError.moved(to: target.place)) { try await moving(place, to: folder) }
            }
        }
    }

    @Test("a place that holds something, or belongs to another move, is left alone")
    func taken() async throws {
        try await TestPlace.with(tickets: 1) { place in
            try await TestFolder.with { folder in
                let other = try Database.open(TestEngine.current.address(in: folder))
                try await other.write { tx in try tx.run("CREATE TABLE theirs (id BIGINT PRIMARY KEY)") }
                await other.close()
                await #expect(throws: MoveError.targetTaken(other.place)) { try await moving(place, to: folder) }
                #expect(try await place.db.read { tx in try MoveStore(tx).state() } == nil)
            }
            try await TestFolder.with { folder in
                let other = try Database.open(TestEngine.current.address(in: folder))
                try await other.write { tx in
                    try LoadingStore(tx).begin()
                    try LoadingStore(tx).note("move", "of another desk")
                }
                await other.close()
                await #expect(throws: MoveError.otherMove(other.place)) { try await moving(place, to: folder) }
            }
        }
    }

    @Test("a move that was stopped leaves the desk where it is, as it was")
    func stopped() async throws {
        try await TestPlace.with(tickets: 5) { place in
            await #expect(throws: MoveError.notMoving) { try await Move.stop(place.db) }
            let before = try await TestPlace.sums(place.db)
            try await TestFolder.with { folder in
                let there = try TestEngine.current.address(in: folder).place
                await #expect(throws: Stop.self) {
                    try await moving(place, to: folder) { if case .table("ticket", _) = $0 { throw Stop() } }
                }
                try await TestFolder.with { elsewhere in
                    await #expect(throws: MoveError.otherMove(there)) { try await moving(place, to: elsewhere) }
                }
                try await Move.stop(place.db)
                #expect(try await TestPlace.sums(place.db) == before)
                try await place.db.write { tx in try tx.run("UPDATE ticket SET version = version + 1") }
                await #expect(throws: MoveError.otherMove(there)) { try await moving(place, to: folder) }
            }
            try await TestFolder.with { folder in
                _ = try await moving(place, to: folder)
                try await expectMoved(place, to: folder)
            }
        }
    }

    @Test("a copy that was tampered with is found, and the desk stays where it is")
    func tampered() async throws {
        try await TestPlace.with(tickets: 5) { place in
            try await TestFolder.with { folder in
                await #expect(throws: Stop.self) { try await moving(place, to: folder) { if case .checking = $0 { throw Stop() } } }
                let copy = try Database.open(TestEngine.current.address(in: folder))
                try await copy.write { tx in try tx.run("UPDATE message SET text = text || '.'") }
                await copy.close()
                await #expect(throws: MoveError.differs(table: "message")) { try await moving(place, to: folder) }
                try await place.db.write { tx in try tx.run("UPDATE ticket SET version = version + 1") }
            }
        }
    }

    @Test("files come into the new database where that is to hold them, and go from it with what named them")
    func files() async throws {
        try await TestPlace.with(tickets: 2) { place in
            try await TestFolder.with { folder in
                let (kept, erased) = ([UInt8](repeating: 1, count: 600_000), [UInt8](repeating: 2, count: 100_000))
                let keptHash = try await place.attach(kept), erasedHash = try await place.attach(erased)
                await #expect(throws: Stop.self) {
                    try await moving(place, to: folder, files: place.blobs) { if case .changes = $0 { throw Stop() } else if case .file(1, _) = $0 { throw Stop() } }
                }
                try await place.db.write { tx in try place.blobs.erase(erasedHash, department: 1, tx) }
                let late = [UInt8](repeating: 3, count: 100_000), lateHash = try await place.attach(late)
                _ = try await moving(place, to: folder, files: place.blobs)
                try await Database.open(TestEngine.current.address(in: folder)).closing { target in
                    let elsewhere = BlobStore(folder: folder.url.appending(path: "none"), place: .database)
                    let (one, two, three, pieces) = try await target.read { tx in
                        (
                            try elsewhere.read(keptHash, department: 1, tx), try elsewhere.read(lateHash, department: 1, tx),
                            try elsewhere.read(erasedHash, department: 1, tx),
                            try tx.value(Int.self, "SELECT count(*) FROM blob_piece WHERE hash = \(erasedHash)")
                        )
                    }
                    #expect(one == kept)
                    #expect(two == late)
                    #expect(three == nil)
                    #expect(pieces == 0)
                }
            }
        }
    }

    @Test("attachments go from the folder into the database and back, and are done but once")
    func attachments() async throws {
        try await TestPlace.with(tickets: 1) { place in
            let bytes = [UInt8](repeating: 7, count: 600_000), hash = try await place.attach(bytes)
            let lost = try await place.attach([UInt8](repeating: 8, count: 100_000))
            for file in place.files(named: lost) { try FileManager.default.removeItem(at: file) }
            let rows = BlobStore(from: place.blobs, place: .database)
            for (from, to, clears) in [(place.blobs, rows, true), (rows, place.blobs, false), (rows, place.blobs, true)] {
                for file in place.files(named: hash) where to.place == .folder { try FileManager.default.removeItem(at: file) }
                let move = AttachmentMove(place.db, from: from, to: to) { _ in }
                let first = try await move.run(clearing: clears), again = try await move.run(clearing: clears)
                #expect(first.moved == 1 && again.moved == 0)
                #expect(first.missing == [lost])
                #expect(first.left == (clears ? 0 : 1))
                let read = try await place.db.read { tx in try place.blobs.read(hash, department: 1, tx) }
                #expect(read == bytes)
            }
        }
    }

    private static func customer(_ place: TestPlace) async throws -> ID<Contact> {
        let found = try await place.db.read { tx in try tx.value(ID<Contact>.self, "SELECT id FROM contact ORDER BY id LIMIT 1") }
        return try #require(found)
    }
}
