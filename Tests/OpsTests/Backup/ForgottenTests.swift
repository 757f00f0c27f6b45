import Accounts
import Foundation
import Outbox
import Primitives
import Storage
import StorageTesting
import Testing
import Tickets

@testable import Ops

/// What a backup must not bring back.
struct ForgottenTests {
    private func restored(_ place: TestPlace, _ erasures: [Erasure], _ body: (Database) async throws -> Void) async throws {
        try await TestFolder.with { folder in
            let replacement = Replacement(try TestEngine.current.address(in: folder)), blobs = BlobStore(folder: folder.url.appending(path: "blobs"))
            let restoring = try Restoring(place.folder["desk.backup"], Passphrase("words"), schema: TestPlace.schema, clock: .system)
            let db = try await replacement.begin(keeping: [:])
            _ = try await restoring.fill(db, blobs) { _ in }
            await db.close()
            let desk = try replacement.reopen()
            let keyring = try await Keyring.load(desk, master: place.master, randomness: .system, clock: .system)
            try await restoring.settle(
                Desk(db: desk, blobs: blobs, keyring: keyring, ids: IDMaker(node: 2, clock: .system), clock: .system, randomness: .system),
                erasures: erasures)
            try await restoring.finish(desk)
            try await body(desk)
            await desk.close()
        }
    }

    @Test("what was redacted after the backup is redacted again in the desk that it brings back")
    func erasedAgain() async throws {
        try await TestPlace.with(tickets: 3) { place in
            let (ticket, text) = try await place.db.read { tx in
                let row = try #require(tx.rows("SELECT ticket, text FROM message ORDER BY id LIMIT 1").first)
                return (try row("ticket", as: ID<Ticket>.self), try row("text", as: String.self))
            }
            let words = text.split(separator: " ").prefix(3).joined(separator: " ")
            _ = try await place.backup.take(to: place.folder["desk.backup"], Passphrase("words")) { _ in }
            let desk = try await place.desk()
            try await desk.redact(.words(words), on: ticket, as: .system(TestPlace.department))
            let erasures = try await place.db.read { tx in try Erased.all(tx) }
            #expect(erasures.count == 1)
            try await restored(place, []) { db in
                let count = try await Self.standing(words, db)
                #expect(count > 0)
            }
            try await restored(place, erasures) { db in
                let count = try await Self.standing(words, db), known = try await db.read { tx in try Erased.all(tx) }
                #expect(count == 0)
                #expect(known == erasures)
            }
        }
    }

    @Test("mail that waited to leave when the backup was made does not leave by itself")
    func doubtsOutbox() async throws {
        try await TestPlace.with(tickets: 1) { place in
            let id: ID<Parcel> = place.ids.next(), now = place.clock.now()
            try await place.db.write { tx in
                try OutboxStore(tx).put(
                    id, department: TestPlace.department, channel: "email", owner: 1, isMachine: false, envelope: "{}", due: now + .hours(1),
                    at: now)
            }
            _ = try await place.backup.take(to: place.folder["desk.backup"], Passphrase("words")) { _ in }
            try await restored(place, []) { db in
                let parcel = try await db.read { tx in try OutboxStore(tx).find(id, department: TestPlace.department) }
                #expect(parcel?.state == .inDoubt)
                let sent = try await db.read { tx in try tx.value(Int.self, "SELECT count(*) FROM outbox WHERE state = 'sent'") }
                #expect(sent == 1)
            }
        }
    }

    private static func standing(_ words: String, _ db: Database) async throws -> Int {
        try await db.read { tx in
            try tx.column(String.self, "SELECT text FROM message").count { $0.contains(words) }
        }
    }
}
