import Accounts
import Contacts
import Primitives
import Storage

extension Desk {
    /// Makes `loser` part of `survivor`. Throws ``TicketError/mergedIntoItself`` and ``TicketError/isMerged(_:)``.
    @discardableResult
    package func merge(_ loser: ID<Ticket>, seen: Version, into number: TicketNumber, as access: Access) async throws -> Ticket {
        try await change(loser, seen: seen, .assign, by: access) { change in
            let merges = MergeStore(change.tx, department: access.department)
            let survivor = try merges.survivor(of: change.store.require(number))
            try change.store.demand(.assign, on: survivor, by: access)
            guard survivor.id != loser else { throw TicketError.mergedIntoItself }
            guard survivor.binned == nil else { throw TicketError.isBinned(survivor.number) }
            try change.dissolve(into: survivor, guests: .heard, merges, of: self)
        }
    }

    /// Makes a merged ticket one of its own again, with all that was said on it; the survivor is as if it had never been told there.
    @discardableResult
    package func unmerge(_ loser: ID<Ticket>, as access: Access) async throws -> Ticket {
        try await change(loser, seen: nil, .assign, by: access, of: .any) { change in
            let merges = MergeStore(change.tx, department: access.department)
            guard change.before.state == .merged, let merge = try merges.last(of: loser) else {
                throw TicketError.notMerged(change.before.number)
            }
            try merges.undo(merge.id, at: change.at)
            try merges.show(merges.family(of: loser), in: loser)
            change.ticket.mergedInto = nil
            change.set(change.before.stateBefore ?? .open)
            try change.release(merge, merges, of: self)
            change.tell(.ticketUnmerged, ["merge": merge.id.text, "survivor": merge.survivor.text])
        }
    }
}

extension Change {
    /// What whoever stood on a merged ticket is to the survivor.
    enum Guests {
        /// They hear of all that follows.
        case heard
        /// They wait for an agent to let them in.
        case waiting
    }

    /// The ticket becomes part of another.
    mutating func dissolve(into survivor: Ticket, guests: Guests, _ merges: MergeStore, of desk: Desk) throws {
        let id: ID<Merge> = newID()
        try absorb(into: survivor, in: id, guests, merges, of: desk)
        try merges.show(merges.family(of: ticket.id), in: survivor.id)
        ticket.mergedInto = survivor.id
        set(.merged)
        tell(.ticketMerged, ["merge": id.text, "survivor": survivor.id.text])
    }

    /// The survivor hears of it: who wrote on the loser hears on, and an open question stays open.
    private func absorb(into survivor: Ticket, in merge: ID<Merge>, _ guests: Guests, _ merges: MergeStore, of desk: Desk) throws {
        var other = Change(survivor, in: store, by: access, of: desk, at: at)
        other.ticket.active = max(survivor.active, before.active)
        other.ticket.waitingSince = [survivor.waitingSince, before.waitingSince].compactMap(\.self).min()
        if before.active > survivor.active {
            other.ticket.snippet = before.snippet
            other.ticket.spokeLast = before.spokeLast
        }
        let isOpened = before.waitingSince != nil && before.lane == .ours && survivor.lane != .ours
        if isOpened { other.set(.open) }
        other.tell(.ticketMerged, ["loser": before.id.text, "merge": merge.text])
        try merges.insert(
            merge, before, into: survivor.id, reopening: isOpened ? survivor.state : nil, by: access.actor, at: at)
        try bringParticipants(to: survivor, in: merge, guests, merges)
        _ = try other.save()
    }

    /// Whoever stood on the loser stands on the survivor too, and sees of it what is said from now on.
    private func bringParticipants(to survivor: Ticket, in merge: ID<Merge>, _ guests: Guests, _ merges: MergeStore) throws {
        let participants = ParticipantStore(tx, department: store.department)
        var brought = try participants.of(before.id)
        if before.requester != survivor.requester {
            brought.insert(Participant(contact: before.requester, role: .copy, isAccepted: true, seesFrom: at), at: 0)
        }
        for participant in brought where participant.contact != survivor.requester {
            let isNew = try participants.add(
                participant.contact, participant.role, to: survivor.id, isAccepted: participant.isAccepted && guests == .heard, seesFrom: at, at: at)
            if isNew { try merges.note(participant, in: merge) }
        }
    }

    /// The survivor loses what the merge brought.
    fileprivate func release(_ merge: Merge, _ merges: MergeStore, of desk: Desk) throws {
        guard let survivor = try store.find(merge.survivor) else { return }
        try merges.removeParticipants(of: merge)
        var other = Change(survivor, in: store, by: access, of: desk, at: at)
        if let state = merge.survivorState, survivor.state == .open { other.set(state) }
        if survivor.mergedInto == nil { try other.retellWaiting() }
        other.tell(.ticketUnmerged, ["merge": merge.id.text, "loser": merge.loser.text])
        _ = try other.save()
        let shown = try merges.survivor(of: survivor)
        if shown.id != survivor.id {
            var last = Change(shown, in: store, by: access, of: desk, at: at)
            try last.retellWaiting()
            last.tell(.ticketUnmerged, ["merge": merge.id.text, "loser": merge.loser.text])
            _ = try last.save()
        }
        // A binned survivor's documents went with it; what is a ticket of its own again can be found again.
        if survivor.binned != nil { try store.indexAll(ticket) }
    }
}
