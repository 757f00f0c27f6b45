import Accounts
import Events
import Outbox
import Primitives
import Storage
import Tickets

/// One thing on the line of a talk.
enum Moment: Sendable {
    case message(Message)
    case note(Note)
    case event(Event)

    /// Ids grow with time, whatever they name.
    var id: Int64 {
        switch self {
        case .message(let message): message.id.rawValue
        case .note(let note): note.id.rawValue
        case .event(let event): event.id.rawValue
        }
    }

    var at: Instant {
        switch self {
        case .message(let message): message.at
        case .note(let note): note.at
        case .event(let event): event.at
        }
    }

    var isSaid: Bool {
        if case .event = self { false } else { true }
    }

    var actor: Actor {
        switch self {
        case .message(let message): message.author
        case .note(let note): note.author
        case .event(let event): event.actor
        }
    }
}

/// The rows that a page of a talk is made of.
struct TalkReading: Sendable {
    /// Oldest first.
    let moments: [Moment]
    let messages: [Message]
    /// Where the page before ends; `nil` at the beginning of the talk.
    let start: Int64?
    let parcels: [Int64: Parcel]
    /// By message or note.
    let files: [Int64: [Attachment]]
    let names: [Actor: String]
    let steps: [String: Escalation]
    /// What events name: categories, queues, tickets, agents and contacts, by id.
    let objects: [String: String]

    init(_ ticket: Ticket, before key: Int64?, most: Int, mostEvents: Int, _ access: Access, _ tx: Transaction) throws {
        let store = MessageStore(tx, department: access.department), talk = TalkStore(tx, department: access.department)
        let messages = try store.messages(of: ticket.id, before: key, most: most + 1)
        let notes = try store.notes(of: ticket.id, before: key, most: most + 1)
        let said = (messages.map(Moment.message) + notes.map(Moment.note)).sorted { $0.id > $1.id }
        let page = said.prefix(most)
        let start = said.count > most ? page.last?.id : nil
        let events = try talk.events(of: ticket.id, from: start ?? 0, before: key ?? .max, without: Self.silent, most: mostEvents)
        let told = TalkReading.worthTelling(events, beside: page)
        moments = (Array(page) + told.map(Moment.event)).sorted { $0.id < $1.id }
        self.start = start
        self.messages = page.compactMap { if case .message(let message) = $0 { message } else { nil } }.reversed()
        let outgoing = self.messages.filter { $0.direction == .outgoing }.map(\.id)
        parcels = try talk.parcels(of: outgoing)
        files = Dictionary(grouping: try store.attachments(of: page.map(\.id)), by: \.owner)
        names = try NameStore(tx, department: access.department).actors(moments.map(\.actor))
        let isStepped = told.contains { $0.kind == .ticketEscalated || $0.kind == .ticketSentBack }
        let all = isStepped ? try EscalationStore(tx, department: access.department).of(ticket.id) : []
        steps = Dictionary(all.map { ($0.id.text, $0) }) { $1 }
        objects = try HistoryStore(tx, department: access.department).names(of: told, for: access)
    }

    /// What stands there as a message, or goes without saying.
    private static let silent: [EventKind] = [.ticketMessage, .ticketActive, .ticketNote, .ticketDelivery, .ticketReopened]

    /// Leaves out what went without saying with a message or a step.
    private static func worthTelling(_ events: [Event], beside said: ArraySlice<Moment>) -> [Event] {
        let instants = Set(said.map(\.at))
        let steps = Set(events.filter { $0.kind == .ticketEscalated || $0.kind == .ticketSentBack || $0.kind == .ticketSolved }.map(\.at))
        return events.filter { event in
            let isState = event.kind == .ticketState
            if isState && ["open", "pending"].contains(event.values["to"]) && instants.contains(event.at) { return false }
            return !(isState && steps.contains(event.at))
        }
    }
}
