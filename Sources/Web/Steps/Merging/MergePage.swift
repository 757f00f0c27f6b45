import Accounts
import Primitives
import Storage
import Tickets

/// Making a ticket part of another: which one, and what that does.
struct MergePage: StepPage {
    /// A ticket it could become part of.
    struct Candidate: Sendable {
        let number: TicketNumber
        let subject: String
        let state: State
        let opened: Instant
        let messages: Int
    }

    /// What a preview shows.
    struct Preview: Sendable {
        let into: Candidate
        let requester: String
        /// Messages that move into its thread.
        let moved: Int
        /// Somebody else asked on the other ticket: they are copied from then on.
        let copiesRequester: Bool
    }

    /// Messages are counted up to so many.
    static let mostCounted = 500

    let head: StepHead
    /// Other tickets of the same person, open ones first.
    let candidates: [Candidate]
    /// The number as typed or chosen.
    let typed: String
    let preview: Preview?
    let trouble: FormTrouble

    init(_ read: StepReading, into typed: String = "") throws {
        let (ticket, access, tx) = (read.ticket, read.around.access, read.tx)
        head = try StepHead(.merge, read)
        let others = try TicketsOfContactStore(tx, for: access).list(ticket.requester, most: 20).filter {
            $0.id != ticket.id && $0.state != .merged && $0.binned == nil
        }
        let sorted = others.filter(\.state.isActive) + others.filter { !$0.state.isActive }
        candidates = try sorted.prefix(9).map { try Candidate($0, tx) }
        self.typed = typed
        trouble = read.trouble
        preview = trouble.isEmpty ? try Self.preview(of: ticket, into: typed, access: access, tx) : nil
    }

    private static func preview(of ticket: Ticket, into typed: String, access: Access, _ tx: Transaction) throws -> Preview? {
        let store = TicketStore(tx, department: access.department)
        guard let number = TicketNumber(typed), let named = try store.find(number) else { return nil }
        let survivor = try MergeStore(tx, department: access.department).survivor(of: named)
        try store.demand(.assign, on: survivor, by: access)
        guard survivor.id != ticket.id else { return nil }
        return Preview(
            into: try Candidate(survivor, tx), requester: try NameStore(tx, department: survivor.department).contacts([survivor.requester])[survivor.requester] ?? "",
            moved: try Candidate(ticket, tx).messages, copiesRequester: survivor.requester != ticket.requester)
    }
}

extension MergePage.Candidate {
    init(_ ticket: Ticket, _ tx: Transaction) throws {
        number = ticket.number
        subject = ticket.subject
        state = ticket.state
        opened = ticket.opened
        messages = try MessageStore(tx, department: ticket.department).messages(of: ticket.id, most: MergePage.mostCounted).count
    }
}
