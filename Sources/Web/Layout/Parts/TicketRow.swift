import Languages
import Markup
import Primitives

/// One ticket in the list's column.
package struct TicketRow: Sendable {
    package var number: String
    package var path: String
    package var subject: String
    /// Who wrote last, and the beginning of it: `Ana Popescu: Ya es otoño…`.
    package var line: String
    package var at: Instant
    package var channel: ChannelMark
    package var state: StateMark
    /// Shown where the desk has more than one.
    package var tier: Int?
    package var unread = false
    package var open = false
    /// Colleagues' initials, promise, priority: what stands between the tier and the due time.
    package var marks: HTML = .empty
    /// From `Parts.due`.
    package var due: HTML = .empty
    /// The value of its tick box for bulk actions; no box where it is `nil`.
    package var selectable: String?

    package init(
        number: String, path: String, subject: String, line: String, at: Instant, channel: ChannelMark, state: StateMark,
        tier: Int? = nil
    ) {
        self.number = number
        self.path = path
        self.subject = subject
        self.line = line
        self.at = at
        self.channel = channel
        self.state = state
        self.tier = tier
    }
}

extension Parts {
    /// The inside of the list's column.
    /// - Parameters:
    ///   - tools: buttons beside the name: filter, sort.
    ///   - arrivals: address that shows the list anew; scripts offer it when something new came (`data-live-list` names what
    ///     the list listens to: `inbox`, `mine`, `team`, `queue-<id>`).
    ///   - more: from `Parts.more`.
    package func list(
        _ name: String, tools: HTML = .empty, live: String? = nil, address: String, rows: HTML, more: HTML = .empty
    ) -> HTML {
        """
        <header><h1 id="list-name">\(name)</h1>\(tools)</header>\
        <a class="arrivals" href="\(address)" hidden>\(words("common.showMore"))</a>\
        <div class="rows" id="rows" data-keys-list\(attribute("data-live-list", live))>\(rows)\(more)</div>
        """
    }

    /// A heading over rows, with their number.
    package func group(_ name: String, _ count: Int? = nil) -> HTML {
        "<h2 class=\"group-name\"><span>\(name)</span>\(count.map { "<span class=\"num\">\(words.numbers.text($0))</span>" as HTML })</h2>"
    }

    package func row(_ row: TicketRow) -> HTML {
        """
        <div class="row\(row.unread ? " unread" : "") is-\(row.state.rawValue)" data-ticket="\(row.number)">\(box(row))\
        <a href="\(row.path)" data-row\(row.open ? " aria-current=\"true\"" : HTML.empty)>\
        <span class="line"><span class="subject cut">\(row.subject)</span>\(time(row.at, end: true))</span>\
        <span class="line"><span class="who cut">\(row.line)</span>\(unread(row))</span>\
        <span class="meta"><span class="nr">\(row.number)</span>\(channel(row.channel))\(row.tier.map { tier($0) })\(row.marks)\
        \(stateMark(row))<span class="end">\(row.due)</span></span></a></div>
        """
    }

    private func box(_ row: TicketRow) -> HTML {
        guard let value = row.selectable else { return "<span class=\"dot\"></span>" }
        return """
            <span class="dot"></span><label class="tick"><input type="checkbox" name="ticket" value="\(value)" form="bulk" data-select>\
            <span class="sr">\(words("common.select", ["name": row.number]))</span></label>
            """
    }

    private func unread(_ row: TicketRow) -> HTML {
        row.unread ? "<span class=\"sr\">\(words("common.unread"))</span>" : .empty
    }

    /// Only what is out of the ordinary: a ticket in a list is open unless it says something else.
    private func stateMark(_ row: TicketRow) -> HTML {
        switch row.state {
        case .open: .empty
        default: state(row.state)
        }
    }
}
