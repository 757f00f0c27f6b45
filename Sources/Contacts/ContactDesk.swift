import Accounts
import Events
import Primitives
import Storage

/// The door of people and organisations: every verb, each one transaction with the policy and the event that tells it.
package struct ContactDesk: Sendable {
    package let db: Database
    let ids: IDMaker
    let clock: Clock

    package init(db: Database, ids: IDMaker, clock: Clock) {
        self.db = db
        self.ids = ids
        self.clock = clock
    }

    /// Changes a contact as the actor saw them.
    /// - Parameter seen: the version they saw; `nil` for what does not depend on it, as another address. Throws
    ///   ``ContactError/changedMeanwhile`` when the row has moved on.
    @discardableResult
    func change(
        _ id: ID<Contact>, seen: Version?, _ verb: Verb = .answer, by access: Access,
        _ decide: @escaping @Sendable (inout ContactChange) throws -> Void
    ) async throws -> Contact {
        let now = clock.now()
        return try await db.write { tx in
            let store = ContactStore(tx, department: access.department)
            let contact = try store.require(id)
            try access.demand(verb, on: contact)
            if let seen, contact.version != seen { throw ContactError.changedMeanwhile }
            var change = ContactChange(contact, store, by: access, ids: ids, at: now)
            try decide(&change)
            return try change.save()
        }
    }
}

/// One change of one contact within a transaction.
struct ContactChange {
    let before: Contact
    var contact: Contact
    let store: ContactStore
    let access: Access
    let ids: IDMaker
    let at: Instant
    private var told: [EventDraft] = []

    init(_ contact: Contact, _ store: ContactStore, by access: Access, ids: IDMaker, at now: Instant) {
        before = contact
        self.contact = contact
        self.store = store
        self.access = access
        self.ids = ids
        at = now
    }

    var tx: Transaction { store.tx }
    var organisations: OrganisationStore { OrganisationStore(tx, department: store.department) }
    var identities: IdentityStore { IdentityStore(tx, department: store.department) }
    func newID<Named>(_: Named.Type = Named.self) -> ID<Named> { ids.next() }

    mutating func tell(_ kind: EventKind, _ values: [String: String] = [:], on contact: ID<Contact>? = nil) {
        let values = values.merging(["contact": (contact ?? before.id).text]) { $1 }
        told.append(EventDraft(kind, department: store.department, actor: access.actor, values: values))
    }

    /// Nothing is written when nothing was told.
    func save() throws -> Contact {
        guard !told.isEmpty else { return before }
        let saved = try store.update(contact)
        for draft in told { try EventStore(tx).append(draft, id: ids.next(), at: at) }
        return saved
    }
}

extension Access {
    /// Whoever works with contacts may see and change those of the department; a contact themself only.
    func demand(_ verb: Verb, on contact: Contact) throws {
        guard contact.department == department else { throw ContactError.notFound }
        if actor.kind == .contact {
            guard actor.contact == contact.id, verb == .see || verb == .answer else { throw ContactError.notFound }
            return
        }
        try demand(verb, .contact, reach: .team)
    }
}
