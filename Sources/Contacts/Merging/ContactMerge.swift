import Accounts
import Events
import Primitives
import Storage

/// One person known twice, told as one. What was theirs keeps their id, so undoing gives each back their own; only the ways to
/// them and the organisations move, each written down.
package struct ContactMerge: Sendable, Equatable, Fetchable {
    package let id: ID<ContactMerge>
    package let loser: ID<Contact>
    package let survivor: ID<Contact>
    /// What the survivor had before.
    let oldOrganisation: ID<Organisation>?
    let oldIsVIP: Bool
    package let at: Instant

    package init(_ row: Row) throws {
        id = try row("id")
        loser = try row("loser")
        survivor = try row("survivor")
        oldOrganisation = try row("old_organisation")
        oldIsVIP = try row("old_is_vip")
        at = try row("at")
    }
}

struct ContactMergeStore {
    enum Moved: String, Column {
        case identity, membership
    }

    let tx: Transaction
    let department: ID<Department>

    func insert(_ id: ID<ContactMerge>, _ loser: Contact, into survivor: Contact, by actor: Actor, at now: Instant) throws {
        try tx.run(
            """
            INSERT INTO contact_merge (id, department, loser, survivor, old_organisation, old_is_vip, actor_kind, actor, at)
            VALUES (\(id), \(department), \(loser.id), \(survivor.id), \(survivor.organisation), \(survivor.isVIP),
                \(actor.kind.rawValue), \(actor.id), \(now))
            """)
    }

    func note(_ kind: Moved, _ object: Int64, in merge: ID<ContactMerge>) throws {
        try tx.run("INSERT INTO contact_move (merge, kind, object) VALUES (\(merge), \(kind), \(object))")
    }

    func moved(_ kind: Moved, in merge: ID<ContactMerge>) throws -> [Int64] {
        try tx.column(Int64.self, "SELECT object FROM contact_move WHERE merge = \(merge) AND kind = \(kind)")
    }

    /// The merge that made a contact part of another; `nil` when they are none.
    func last(of loser: ID<Contact>) throws -> ContactMerge? {
        try tx.first(
            ContactMerge.self,
            """
            SELECT id, loser, survivor, old_organisation, old_is_vip, at FROM contact_merge
            WHERE department = \(department) AND loser = \(loser) AND undone_at IS NULL ORDER BY id DESC LIMIT 1
            """)
    }

    func undo(_ id: ID<ContactMerge>, at now: Instant) throws {
        try tx.run("UPDATE contact_merge SET undone_at = \(now) WHERE id = \(id)")
    }

    func point(_ loser: ID<Contact>, to survivor: ID<Contact>?) throws {
        try tx.run("UPDATE contact SET merged_into = \(survivor), version = version + 1 WHERE department = \(department) AND id = \(loser)")
    }
}

extension ContactDesk {
    /// Makes `loser` part of `survivor`; returns the survivor. Throws ``ContactError/mergedIntoThemself``,
    /// ``ContactError/isMerged``, ``ContactError/isErased`` and ``ContactError/isAgent``.
    @discardableResult
    package func merge(
        _ loser: ID<Contact>, seen: Version, into survivor: ID<Contact>, seen other: Version, as access: Access
    ) async throws -> Contact {
        try await change(survivor, seen: other, by: access) { change in
            let old = try change.store.require(loser)
            guard old.version == seen else { throw ContactError.changedMeanwhile }
            guard loser != survivor else { throw ContactError.mergedIntoThemself }
            guard old.agent == nil, try !change.isAgent(loser) else { throw ContactError.isAgent }
            for id in [loser, survivor] {
                guard try change.store.standing(of: id) != .merged else { throw ContactError.isMerged }
                guard try change.store.standing(of: id) != .erased else { throw ContactError.isErased }
            }
            let merges = ContactMergeStore(tx: change.tx, department: access.department)
            let id: ID<ContactMerge> = change.newID()
            try merges.insert(id, old, into: change.before, by: access.actor, at: change.at)
            try change.take(old, in: id, merges)
            // Whoever signed in as the one they are no longer signs in as the other.
            try SessionStore(change.tx).shutOut(.contact(loser.rawValue, access.department), at: change.at)
            change.tell(.contactMerged, ["merge": id.text, "survivor": survivor.text], on: loser)
        }
    }

    /// Makes a merged contact one of their own again; returns them. Throws ``ContactError/notMerged``.
    @discardableResult
    package func unmerge(_ loser: ID<Contact>, as access: Access) async throws -> Contact {
        let now = clock.now()
        return try await db.write { tx in
            let store = ContactStore(tx, department: access.department)
            try access.demand(.answer, on: store.require(loser))
            let merges = ContactMergeStore(tx: tx, department: access.department)
            guard let merge = try merges.last(of: loser) else { throw ContactError.notMerged }
            var change = ContactChange(try store.require(merge.survivor), store, by: access, ids: ids, at: now)
            try merges.undo(merge.id, at: now)
            try change.giveBack(merge, merges)
            change.tell(.contactUnmerged, ["merge": merge.id.text, "survivor": merge.survivor.text], on: loser)
            _ = try change.save()
            let contact = try store.require(loser)
            try store.indexWords(of: contact)
            return contact
        }
    }
}

extension ContactChange {
    fileprivate func isAgent(_ id: ID<Contact>) throws -> Bool {
        try tx.exists("SELECT 1 AS one FROM agent WHERE contact = \(id)")
    }

    fileprivate mutating func take(_ loser: Contact, in merge: ID<ContactMerge>, _ merges: ContactMergeStore) throws {
        for identity in try identities.of(loser.id) {
            try identities.move(identity.id, to: before.id)
            try merges.note(.identity, identity.id.rawValue, in: merge)
        }
        for organisation in try organisations.of(loser) where try organisations.join(before.id, organisation.id) {
            try merges.note(.membership, organisation.id.rawValue, in: merge)
        }
        contact.organisation = before.organisation ?? loser.organisation
        contact.isVIP = before.isVIP || loser.isVIP
        try merges.point(loser.id, to: before.id)
    }

    fileprivate mutating func giveBack(_ merge: ContactMerge, _ merges: ContactMergeStore) throws {
        try merges.point(merge.loser, to: nil)
        for identity in try merges.moved(.identity, in: merge.id) { try identities.move(ID(identity), to: merge.loser) }
        let joined = try merges.moved(.membership, in: merge.id)
        for organisation in joined { _ = try organisations.leave(before.id, ID(organisation)) }
        if let main = contact.organisation, joined.contains(main.rawValue) { contact.organisation = merge.oldOrganisation }
        contact.isVIP = merge.oldIsVIP
    }
}

extension ContactStore {
    enum Standing: Equatable {
        case present, merged, erased
    }

    func standing(of id: ID<Contact>) throws -> Standing {
        let row = try tx.rows(
            "SELECT merged_into IS NOT NULL AS merged, erased_at IS NOT NULL AS erased FROM contact WHERE department = \(department) AND id = \(id)"
        ).first
        guard let row else { throw ContactError.notFound }
        return try row("erased") ? .erased : row("merged") ? .merged : .present
    }
}
