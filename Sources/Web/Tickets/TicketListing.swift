import Accounts
import Contacts
import Languages
import Markup
import Primitives
import Storage
import Tickets

/// The column of a list: its rows in words, its name, and the way to the next rows.
struct TicketListing: Sendable {
    /// Rows of a list by itself.
    fileprivate static let most = 50
    /// Rows beside a ticket at first: twice what a screen has room for.
    fileprivate static let mostBeside = 25

    let place: ListPlace
    let name: String
    let rows: [TicketRow]
    /// The numbers of the rows, in order.
    let numbers: [TicketNumber]
    /// Where the next rows are; `nil` on the last page.
    let more: String?
    let empty: (icon: Icon, title: String, text: String)

    /// Departments whose tickets are missing.
    let away: [String]

    /// - Parameter open: the ticket beside it
    init(_ place: ListPlace, beside open: Ticket? = nil, _ around: Surroundings, _ tx: Transaction) throws {
        let list = TicketListStore(tx, for: around.access), others = around.elsewhere.parts
        let page =
            others.isEmpty
            ? try Self.page(place, beside: open, list)
            : try list.page(place.view, after: place.after, most: Self.most).joined(others.map(\.tickets), most: Self.most).cut(to: open)
        let nameless = page.rows.filter(\.requesterName.isEmpty).map(\.requester)
        let names = try NameStore(tx, department: around.access.department).contacts(nameless)
        let writer = RowWriter(page.rows, place: place, open: open?.number, names: names, around)
        self.place = place
        name = place.view.title(around)
        rows = page.rows.map(writer.row)
        numbers = page.rows.map(\.number)
        more = page.next.map { "\(place.path)?after=\($0)" }
        empty = place.view.emptiness(around.words)
        away = around.elsewhere.away.map(\.name)
    }

    /// With the open ticket and the one behind it where they stand among the first fifty.
    private static func page(_ place: ListPlace, beside open: Ticket?, _ list: TicketListStore) throws -> Page<ListedTicket> {
        guard let open else { return try list.page(place.view, after: place.after, most: most) }
        let first = try list.page(place.view, after: place.after, most: mostBeside)
        let isInSight = first.rows.dropLast().contains { $0.id == open.id }
        guard !isInSight, place.view.lanes.contains(open.lane), let last = first.next.flatMap({ ListKey($0) }),
            ListKey(active: open.active, id: open.id) <= last
        else { return first }
        let rest = try list.page(place.view, after: last, most: most - mostBeside)
        return Page(rows: first.rows + rest.rows, next: rest.next)
    }

    /// The ticket behind this one, as the list stands now.
    func next(after number: TicketNumber) -> TicketNumber? {
        guard let index = numbers.firstIndex(of: number) else { return numbers.first }
        return index + 1 < numbers.count ? numbers[index + 1] : nil
    }

    func view(_ parts: Parts) -> HTML {
        let content: HTML =
            rows.isEmpty ? parts.empty(empty.icon, empty.title, empty.text) : rows.map { parts.row($0) }.joined()
        return parts.list(
            name, tools: others(parts), live: place.view.name, address: place.path, rows: "\(missing(parts))\(content)", more: parts.more(more))
    }

    private func missing(_ parts: Parts) -> HTML {
        away.map { name -> HTML in parts.callout(.warning, "<p role=\"status\">\(parts.words("lists.departmentAway", ["name": name]))</p>") }.joined()
    }

    /// The lists that have no place of their own in the rail.
    private func others(_ parts: Parts) -> HTML {
        let items = [TicketView.everything, .done, .spam].map { view -> HTML in
            "<a href=\"\(view.path)\"\(view == place.view ? " aria-current=\"page\"" : HTML.empty)>\(parts.words(view.key))</a>"
        }
        return parts.menu("lists-menu", Icon.filter.html, look: "btn plain square", label: parts.words("lists.others"), items)
    }
}

extension ListPlace {
    /// What other departments are asked for; nothing for a queue, which is in one.
    var wish: ListWish? {
        if case .queue = view { nil } else { ListWish(view: view, after: after, most: TicketListing.most) }
    }
}

extension Page<ListedTicket> {
    /// With the same page of other departments' lists, in one order.
    fileprivate func joined(_ others: [Page<ListedTicket>], most: Int) -> Page<ListedTicket> {
        let all = (rows + others.flatMap(\.rows)).sorted { $0.key > $1.key }
        let isCut = all.count > most || next != nil || others.contains { $0.next != nil }
        return Page(rows: Array(all.prefix(most)), next: isCut ? all.prefix(most).last?.key.text : nil)
    }

    /// As many rows as stand beside a ticket; more where that one is among those that follow.
    fileprivate func cut(to open: Ticket?) -> Page<ListedTicket> {
        guard let open, rows.count > TicketListing.mostBeside else { return self }
        let first = rows.prefix(TicketListing.mostBeside)
        let isFurther = rows.dropFirst(TicketListing.mostBeside - 1).contains { $0.id == open.id }
        return isFurther ? self : Page(rows: Array(first), next: first.last?.key.text)
    }
}

extension ListedTicket {
    fileprivate var key: ListKey { ListKey(active: active, id: id) }
}

/// Makes rows; what is the same for all of them is looked up once.
private struct RowWriter {
    let place: ListPlace
    let open: TicketNumber?
    /// Of those who told none.
    let names: [ID<Contact>: String]
    let hasTiers: Bool
    let desk: String
    /// What other departments are known by, by what their numbers begin with.
    let desks: [String: String]
    let priorities: [Priority: HTML]
    let initials: [ID<Agent>: HTML]

    init(_ tickets: [ListedTicket], place: ListPlace, open: TicketNumber?, names: [ID<Contact>: String], _ around: Surroundings) {
        self.place = place
        self.open = open
        self.names = around.elsewhere.parts.reduce(into: names) { $0.merge($1.names) { first, _ in first } }
        hasTiers = around.hasTiers || around.elsewhere.parts.contains(where: \.hasTiers)
        desk = around.desk
        desks = Dictionary(around.elsewhere.parts.map { ($0.department.prefix, $0.desk) }) { first, _ in first }
        let (words, parts) = (around.words, around.parts)
        priorities = [
            .high: parts.badge(words("ticket.priority.high"), .warning), .urgent: parts.badge(words("ticket.priority.urgent"), .danger),
        ]
        initials = tickets.reduce(into: [:]) { initials, ticket in
            guard let agent = ticket.assignee, let name = ticket.assigneeName, initials[agent] == nil else { return }
            initials[agent] =
                "<span class=\"line tight\" title=\"\(name)\">\(parts.avatar(name, us: true))<span class=\"sr\">\(name)</span></span>"
        }
    }

    func row(_ ticket: ListedTicket) -> TicketRow {
        var row = TicketRow(
            number: ticket.number.text, path: place.path(of: ticket.number), subject: ticket.subject, line: line(of: ticket),
            at: ticket.active, channel: ChannelMark(ticket.channel), state: StateMark(ticket.state),
            tier: hasTiers ? ticket.tier.level : nil)
        row.unread = ticket.waitingSince != nil && ticket.state.isActive
        row.open = ticket.number == open
        row.marks = (priorities[ticket.priority] ?? .empty) + (ticket.assignee.flatMap { initials[$0] } ?? .empty)
        return row
    }

    private func line(of ticket: ListedTicket) -> String {
        let who = ticket.spokeLast == .customer ? name(of: ticket) : ticket.assigneeName ?? desks[String(ticket.number.prefix)] ?? desk
        if who.isEmpty { return ticket.snippet }
        return ticket.snippet.isEmpty ? who : "\(who): \(ticket.snippet)"
    }

    private func name(of ticket: ListedTicket) -> String {
        ticket.requesterName.isEmpty ? names[ticket.requester] ?? "" : ticket.requesterName
    }
}

extension TicketView {
    func title(_ around: Surroundings) -> String {
        if case .queue(let id) = self, let queue = around.queue(id) { return queue.name }
        return around.words(key)
    }

    /// Of its name.
    fileprivate var key: String {
        switch self {
        case .inbox: "layout.place.inbox"
        case .mine: "layout.place.mine"
        case .team: "layout.place.team"
        case .queue: "ticket.queue"
        case .everything: "lists.all"
        case .done: "lists.done"
        case .bin: "layout.place.bin"
        case .spam: "ticket.state.spam"
        }
    }

    fileprivate func emptiness(_ words: Words) -> (icon: Icon, title: String, text: String) {
        let (icon, key): (Icon, String) =
            switch self {
            case .inbox: (.inbox, "inbox")
            case .mine: (.user, "mine")
            case .team: (.users, "team")
            case .queue, .everything: (.inbox, "queue")
            case .done: (.done, "done")
            case .bin: (.trash, "bin")
            case .spam: (.shield, "spam")
            }
        return (icon, words("lists.empty.\(key).title"), words("lists.empty.\(key).text"))
    }
}
