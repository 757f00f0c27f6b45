import Accounts
import Events
import Primitives
import Search
import Storage

extension Desk {
    /// Messages and notes removed in one transaction.
    private static let slice = 100

    /// Removes for good what has been in the bin for ``binDays``; of a ticket its number stays, and that it is gone.
    /// - Returns: how many tickets went
    @discardableResult
    package func purgeBinned() async throws -> Int {
        let limit = now() - .days(Self.binDays)
        var purged = 0
        for department in try await db.read({ tx in try PurgeStore.departments(tx) }) {
            while let ticket = try await db.read({ tx in try PurgeStore(tx, department).oldest(binnedBy: limit) }) {
                try Task.checkCancellation()
                try await purge(ticket, in: department)
                purged += 1
            }
        }
        return purged
    }

    /// Removes a ticket and all that were merged into it, in slices. Nothing happens to one that is gone.
    func purge(_ ticket: ID<Ticket>, in department: ID<Department>) async throws {
        let now = now()
        while try await db.write({ tx in try PurgeStore(tx, department).removeSaid(on: ticket, most: Self.slice, blobs) }) {}
        try await db.write { tx in
            let store = PurgeStore(tx, department)
            let family = try MergeStore(tx, department: department).family(of: ticket)
            guard !family.isEmpty else { return }
            try SearchStore(tx, department: department).removeAll(of: ticket.rawValue)
            try ForgettingStore(tx).ask(.tickets, department: department)
            try store.removeSteps(of: family)
            for id in family.reversed() { try remove(id, store, department, at: now, tx) }
        }
    }

    private func remove(_ id: ID<Ticket>, _ store: PurgeStore, _ department: ID<Department>, at now: Instant, _ tx: Transaction) throws {
        guard let ticket = try TicketStore(tx, department: department).find(id) else { return }
        // A restored backup may bring back one that stood in the lists then.
        try CounterStore(tx, department: department).move(from: ticket, to: nil)
        try store.remove(ticket)
        try NumberStore(tx, department: department).mark(purged: id, at: now)
        let erasure: ID<Erasure> = ids.next()
        try ErasureStore(tx, department: department).keep(
            Erasure(
                id: erasure.rawValue, department: department.rawValue, kind: .ticket, object: id.rawValue, data: [:], at: now.microseconds))
        let told = EventDraft(
            .ticketErased, department: department, actor: .system, ticket: id.rawValue, values: ["what": "ticket"])
        try EventStore(tx).append(told, id: ids.next(), at: now)
    }
}
