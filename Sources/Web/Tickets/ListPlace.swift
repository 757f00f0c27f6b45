import Gate
import Primitives
import Tickets

/// A list of tickets, and from where on it is shown. Stands in the address of every ticket that was opened from it, so that the
/// list beside keeps its place.
struct ListPlace: Sendable, Equatable {
    let view: TicketView
    let after: ListKey?

    init(_ view: TicketView, after: ListKey? = nil) {
        self.view = view
        self.after = after
    }

    /// What an address says in `list` and `after`; the inbox where it says nothing.
    init(_ query: Form) throws {
        let text = try query.text("list")
        view = TicketView(name: text) ?? .inbox
        after = TicketView(name: text) == nil ? nil : ListKey(try query.text("after"))
    }

    /// Where the list itself is.
    var path: String { view.path }

    /// The list from here on.
    var address: String { after.map { "\(path)?after=\($0.text)" } ?? path }

    /// Behind `?` in the address of a ticket.
    var query: String {
        if self == ListPlace(.inbox) { return "" }
        return "list=\(view.name)" + (after.map { "&after=\($0.text)" } ?? "")
    }

    /// The address of a ticket beside this list, or of something below it.
    func path(of number: TicketNumber, _ below: String = "", _ more: String = "") -> String {
        let query = query
        let end = query.isEmpty ? more : more.isEmpty ? query : "\(query)&\(more)"
        return end.isEmpty ? "/tickets/\(number.text)\(below)" : "/tickets/\(number.text)\(below)?\(end)"
    }
}

extension TicketView {
    /// As it stands in addresses, among the counters, and in live updates: `inbox`, `queue-81`.
    var name: String {
        switch self {
        case .inbox: "inbox"
        case .mine: "mine"
        case .team: "team"
        case .queue(let id): "queue-\(id)"
        case .everything: "all"
        case .done: "done"
        case .bin: "bin"
        case .spam: "spam"
        }
    }

    /// `nil` for anything else.
    init?(name: String) {
        let simple: [TicketView] = [.inbox, .mine, .team, .everything, .done, .bin, .spam]
        if let view = simple.first(where: { $0.name == name }) {
            self = view
        } else if name.hasPrefix("queue-"), let id = ID<Queue>(name.dropFirst(6)) {
            self = .queue(id)
        } else {
            return nil
        }
    }

    var path: String {
        if case .queue(let id) = self { "/queues/\(id)" } else { "/\(name)" }
    }
}
