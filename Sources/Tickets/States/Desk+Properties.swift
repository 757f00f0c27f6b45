import Accounts
import Contacts
import Primitives
import Storage

/// What an agent sets on a ticket, each `nil` when it stays as it is.
package struct Properties: Sendable {
    package var subject: String?
    package var state: State?
    package var kind: TicketKind?
    package var priority: Priority?
    package var category: ID<Category>??
    package var tags: [Tag]?
    package var affected: ID<Contact>??
    package var complainedAbout: ID<Contact>??
    package var requester: ID<Contact>?
    package var isConfidential: Bool?

    package init() {}
}

extension Desk {
    /// Sets what describes a ticket; one event for each thing that really changed. Throws ``TicketError/subjectMissing``,
    /// ``TicketError/stateNotChosen``, ``TicketError/categoryNotFound`` and ``ContactError/notFound``.
    @discardableResult
    package func set(_ properties: Properties, on id: ID<Ticket>, seen: Version, as access: Access) async throws -> Ticket {
        try await change(id, seen: seen, .answer, by: access) { change in
            try change.describe(properties)
            if let state = properties.state { try change.choose(state) }
            if change.ticket.subject != change.before.subject || change.ticket.tags != change.before.tags {
                try change.store.index(change.ticket)
            }
        }
    }
}

extension Change {
    fileprivate mutating func describe(_ properties: Properties) throws {
        if let subject = properties.subject?.trimmed {
            guard !subject.isEmpty else { throw TicketError.subjectMissing }
            if replace(\.subject, with: subject.cut(500)) { tell(.ticketSubject, ["edit": try keep(.subject, before.subject)]) }
        }
        if let kind = properties.kind, replace(\.kind, with: kind) {
            tell(.ticketKind, ["from": before.kind.rawValue, "to": kind.rawValue])
        }
        if let priority = properties.priority, replace(\.priority, with: priority) {
            tell(.ticketPriority, ["from": before.priority.name, "to": priority.name])
        }
        if let category = properties.category, replace(\.category, with: category) {
            if let category { try store.demandCategory(category) }
            tell(.ticketCategory, ["from": before.category?.text ?? "", "to": category?.text ?? ""])
        }
        if let tags = properties.tags, replace(\.tags, with: Tag.distinct(tags)) {
            tell(.ticketTags, ["edit": try keep(.tags, before.tags.map(\.text).joined(separator: "\n"))])
        }
        try describePeople(properties)
    }

    private mutating func describePeople(_ properties: Properties) throws {
        let contacts = ContactStore(tx, department: store.department)
        if let affected = properties.affected, replace(\.affected, with: affected) {
            if let affected { _ = try contacts.require(affected) }
            tell(.ticketAffected, ["to": affected?.text ?? ""])
        }
        if let requester = properties.requester, replace(\.requester, with: requester) {
            _ = try contacts.require(requester)
            tell(.ticketRequester, ["from": before.requester.text, "to": requester.text])
        }
        if let about = properties.complainedAbout, replace(\.complainedAbout, with: about) {
            if let about { _ = try contacts.require(about) }
            tell(.ticketComplaint, ["to": about?.text ?? ""])
        }
        if let isConfidential = properties.isConfidential, replace(\.isConfidential, with: isConfidential) {
            // Whoever may say whose it is may say who reads it.
            try store.demand(.assign, on: before, by: access)
            if isConfidential, let agent = access.agent { try store.name(agent, on: before.id) }
            tell(.ticketConfidential, ["to": isConfidential ? "1" : "0"])
        }
        // Whom it concerns sees it as that contact would, and cannot work on it.
        if let assignee = ticket.assignee, try store.concerns(assignee, ticket) { unassign() }
    }

    /// Keeps what stood there before an edit; the row's id.
    private func keep(_ field: Edit.Field, _ old: String) throws -> String {
        let edit = Edit(id: newID(), field: field, old: old, by: access.actor, at: at)
        try EditStore(tx, department: store.department).insert(edit, on: before.id)
        return edit.id.text
    }

    /// A state that an agent chooses. To end a ticket, or to open one that has ended, takes the right to solve.
    fileprivate mutating func choose(_ state: State) throws {
        guard ticket.state != state else { return }
        guard State.choices.contains(state) else { throw TicketError.stateNotChosen }
        if !state.isActive || !before.state.isActive { try store.demand(.solve, on: before, by: access) }
        set(state)
    }

    /// Whether it was something else before.
    private mutating func replace<T: Equatable>(_ path: WritableKeyPath<Ticket, T>, with value: T) -> Bool {
        guard ticket[keyPath: path] != value else { return false }
        ticket[keyPath: path] = value
        return true
    }

    /// Moves to a state, with what goes with it.
    mutating func set(_ state: State) {
        guard ticket.state != state else { return }
        let from = ticket.state
        if (state == .spam || state == .merged) && from != .merged { ticket.stateBefore = from }
        ticket.state = state
        switch state {
        case .solved, .closed:
            ticket.solved = ticket.solved ?? at
            ticket.waitingSince = nil
        // What it was before comes back when this is undone.
        case .merged, .spam: break
        case .new, .open, .pending, .onHold: ticket.solved = nil
        }
        if !from.isActive && from != .merged && state.isActive { tell(.ticketReopened, ["from": from.rawValue]) }
        tell(.ticketState, ["from": from.rawValue, "to": state.rawValue])
    }
}

extension TicketStore {
    /// Throws ``TicketError/categoryNotFound`` for one of another department.
    func demandCategory(_ id: ID<Category>) throws {
        if try CategoryStore(tx, department: department).name(of: id) == nil { throw TicketError.categoryNotFound }
    }
}
