import Accounts
import Primitives
import Storage
import StorageTesting
import Testing

@testable import Contacts

@Suite struct ContactMergeTests {
    @Test("two that are one person: addresses, organisations and timeline stand on one page, and undoing gives each back their own")
    func mergeAndUndo() async throws {
        try await ContactRoom.with { room in
            let organisation = try await room.organisation("Acme", ["acme.example"])
            let work = try await room.desk.create(name: "Ana Pop", .email, "ana@acme.example", as: room.agent)
            let home = try await room.desk.create(name: "Anita", .email, "anita@home.example", as: room.agent)
            let now = room.time.clock.now(), entry: ID<TimelineEntry> = room.ids.next()
            try await room.db.write { tx in
                try TimelineStore(tx, department: room.department).append(entry, .wrote, of: work.id, channel: "email", at: now)
            }
            let before = try await room.record(work.id)
            try await room.desk.merge(work.id, seen: work.version, into: home.id, seen: home.version, as: room.agent)
            let merged = try await room.record(work.id)
            #expect(merged.contact.id == home.id)
            #expect(Set(merged.family) == [work.id, home.id])
            #expect(Set(merged.identities.map(\.value)) == ["ana@acme.example", "anita@home.example"])
            #expect(merged.organisations.map(\.id) == [organisation.id])
            #expect(merged.contact.organisation == organisation.id)
            #expect(try await room.suggested("ana@acme") == [home.id])
            let (found, timeline, named) = try await room.db.read { tx in
                let store = ContactStore(tx, department: room.department)
                return (
                    try store.find(.email, "ana@acme.example")?.id,
                    try TimelineStore(tx, department: room.department).page(merged.family).rows.map(\.id),
                    try store.find([work.id])[work.id]?.name
                )
            }
            #expect(found == home.id)
            #expect(timeline == [entry.rawValue])
            #expect(named == "Anita")
            try await room.desk.unmerge(work.id, as: room.agent)
            let (one, other) = (try await room.record(work.id), try await room.record(home.id))
            #expect(one.identities == before.identities)
            #expect(one.organisations == before.organisations)
            #expect(one.family == [work.id])
            #expect(other.identities.map(\.value) == ["anita@home.example"])
            #expect(other.organisations.isEmpty)
            #expect(other.contact.organisation == nil)
            #expect(try await room.suggested("ana@acme") == [work.id])
            #expect(try await room.suggested("anita") == [home.id])
            await #expect(throws: ContactError.notMerged) { try await room.desk.unmerge(work.id, as: room.agent) }
        }
    }

    @Test("merging with an old page, with themself, twice, or away who answers here is refused")
    func refused() async throws {
        try await ContactRoom.with { room in
            let one = try await room.desk.create(name: "One", as: room.agent), two = try await room.desk.create(name: "Two", as: room.agent)
            let agentID: ID<Agent> = room.ids.next(), now = room.time.clock.now()
            try await room.db.write { tx in
                try AgentStore(tx).create(Agent(id: agentID, name: "Lea", email: "lea@desk.example", contact: two.id.rawValue), password: nil, at: now)
            }
            await #expect(throws: ContactError.isAgent) {
                try await room.desk.merge(two.id, seen: two.version, into: one.id, seen: one.version, as: room.agent)
            }
            await #expect(throws: ContactError.mergedIntoThemself) {
                try await room.desk.merge(one.id, seen: one.version, into: one.id, seen: one.version, as: room.agent)
            }
            await #expect(throws: ContactError.changedMeanwhile) {
                try await room.desk.merge(one.id, seen: one.version.next, into: two.id, seen: two.version, as: room.agent)
            }
            let two2 = try await room.desk.merge(one.id, seen: one.version, into: two.id, seen: two.version, as: room.agent)
            await #expect(throws: ContactError.self) {
                try await room.desk.merge(one.id, seen: one.version.next, into: two.id, seen: two2.version, as: room.agent)
            }
        }
    }
}
