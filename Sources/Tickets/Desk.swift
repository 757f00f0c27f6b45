import Accounts
import Events
import Primitives
import Storage

/// The desk's door: every verb of a ticket, for every way in. Each is one transaction: load, ask the policy, decide, store with
/// the event that tells it.
package struct Desk: Sendable {
    package let db: Database
    package let blobs: BlobStore
    package let keyring: Keyring
    package let ids: IDMaker
    package let clock: Clock
    package let randomness: Randomness
    let keepers: [any PersonKeeper]

    /// - Parameter keepers: who forgets a person when the desk does
    package init(
        db: Database, blobs: BlobStore, keyring: Keyring, ids: IDMaker, clock: Clock, randomness: Randomness,
        keepers: [any PersonKeeper] = []
    ) {
        self.db = db
        self.blobs = blobs
        self.keyring = keyring
        self.ids = ids
        self.clock = clock
        self.randomness = randomness
        self.keepers = keepers
    }

    package func now() -> Instant { clock.now() }
}

/// One change of one ticket within a transaction: what it was, what it becomes, what is told of it.
package struct Change {
    let before: Ticket
    package var ticket: Ticket
    let store: TicketStore
    let access: Access
    let at: Instant
    private let desk: Desk
    private var told: [EventDraft] = []

    init(_ ticket: Ticket, in store: TicketStore, by access: Access, of desk: Desk, at now: Instant) {
        before = ticket
        self.ticket = ticket
        self.store = store
        self.access = access
        self.desk = desk
        at = now
    }

    var tx: Transaction { store.tx }
    func newID<Named>(_: Named.Type = Named.self) -> ID<Named> { desk.ids.next() }

    mutating func tell(_ kind: EventKind, _ values: [String: String] = [:], on ticket: ID<Ticket>? = nil, cause: String? = nil) {
        told.append(
            EventDraft(
                kind, department: store.department, actor: access.actor, cause: cause, ticket: (ticket ?? before.id).rawValue,
                values: values))
    }

    /// Writes the row, its counters and the events; nothing when nothing was told.
    func save() throws -> Ticket {
        guard !told.isEmpty else { return before }
        let saved = try store.update(ticket, from: before)
        for var draft in told {
            // By which those who saw an older version are told what changed since.
            if draft.ticket == saved.id.rawValue { draft.values["version"] = "\(saved.version.number)" }
            try EventStore(tx).append(draft, id: desk.ids.next(), at: at)
        }
        return saved
    }
}

extension Desk {
    /// Changes a ticket as the actor saw it. Throws ``TicketError/isBinned(_:)`` and ``TicketError/isMerged(_:)``.
    /// - Parameters:
    ///   - seen: the version they saw; `nil` for a change that does not depend on what was seen, as an added note
    ///   - kind: what may be changed: a merged ticket only by what takes it out of that state
    @discardableResult
    func change(
        _ id: ID<Ticket>, seen: Version?, _ verb: Verb, by access: Access, of kind: Standing = .standing,
        _ decide: @escaping @Sendable (inout Change) throws -> Void
    ) async throws -> Ticket {
        let now = now()
        return try await db.write { tx in
            let store = TicketStore(tx, department: access.department)
            let ticket =
                if let seen { try store.require(id, seen: seen, verb, by: access) } else { try store.require(id, verb, by: access) }
            guard ticket.binned == nil else { throw TicketError.isBinned(ticket.number) }
            guard kind == .any || ticket.state != .merged else { throw TicketError.isMerged(ticket.number) }
            var change = Change(ticket, in: store, by: access, of: self, at: now)
            try decide(&change)
            return try change.save()
        }
    }

    /// Which tickets a change is for.
    enum Standing {
        /// Those that are not part of another.
        case standing
        case any
    }
}
