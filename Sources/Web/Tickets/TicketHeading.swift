import Accounts
import Languages
import Markup
import Primitives
import Storage
import Tickets

/// The head of an open ticket: what it is, where it stands, and the verbs.
struct TicketHeading: Sendable {
    private let number: TicketNumber
    private let version: Version
    private let subject: String
    private let back: (name: String, address: String)
    private let place: ListPlace
    private let state: StateMark
    private let stateChoices: [State]
    private let tier: Int?
    private let queue: String
    private let assignee: String?
    /// Whose the ticket becomes by one press; `nil` where that cannot be.
    private let taker: ID<Agent>?
    private let priority: Priority
    private let priorityChoices: [Priority]
    private let kind: TicketKind
    private let isConfidential: Bool
    private let channels: [ChannelMark]
    private let verbs: [Verb]
    private let rest: [Verb]

    /// Something that can be done, on a page of its own.
    private struct Verb: Sendable {
        let icon: Icon
        let key: String
        let below: String
        var press: String?
        var values: [String: String] = [:]
    }

    /// - Parameter assignee: their name
    init(
        _ ticket: Ticket, _ place: ListPlace, rights: TicketRights, listName: String, channels: [ChannelMark], assignee: String?,
        _ around: Surroundings
    ) {
        number = ticket.number
        version = ticket.version
        subject = ticket.subject
        back = (listName, place.address)
        self.place = place
        state = StateMark(ticket.state)
        let isOpen = ticket.binned == nil && ticket.state != .merged
        stateChoices = isOpen && rights.answers ? State.choices.filter { $0 != ticket.state && (rights.solves || $0.isActive) } : []
        tier = around.hasTiers ? ticket.tier.level : nil
        queue = around.queue(ticket.queue)?.name ?? ""
        self.assignee = assignee
        let team = around.queue(ticket.queue)?.team
        let works = team.map { around.access.teams.contains($0) } ?? false
        taker = isOpen && rights.assigns && works && ticket.assignee == nil && ticket.state.isActive ? around.access.agent : nil
        priority = ticket.priority
        priorityChoices = isOpen && rights.answers ? Priority.allCases.filter { $0 != ticket.priority } : []
        kind = ticket.kind
        isConfidential = ticket.isConfidential
        self.channels = channels
        verbs = isOpen ? Self.verbs(of: ticket, rights, around) : Self.wayBack(of: ticket, rights)
        rest = isOpen ? Self.rest(of: ticket, rights, around) : []
    }

    private static func verbs(of ticket: Ticket, _ rights: TicketRights, _ around: Surroundings) -> [Verb] {
        var verbs: [Verb] = []
        if rights.assigns && ticket.state.isActive {
            verbs.append(Verb(icon: .user, key: "ticket.act.assign", below: "/assign", press: "a"))
            if around.queues.contains(where: { $0.tier > ticket.tier }) {
                verbs.append(Verb(icon: .stairs, key: "ticket.act.escalate", below: "/escalate", press: "e"))
            }
        }
        if rights.solves {
            verbs.append(
                ticket.state.isActive
                    ? Verb(icon: .check, key: "ticket.act.solve", below: "/solve", press: "s")
                    : Verb(icon: .undo, key: "ticketpage.act.reopen", below: "/reopen", press: "s"))
        }
        return verbs
    }

    /// All that can be done with a ticket in the bin, or told as part of another.
    private static func wayBack(of ticket: Ticket, _ rights: TicketRights) -> [Verb] {
        if ticket.binned != nil { return rights.removes ? [Verb(icon: .undo, key: "common.restore", below: "/restore")] : [] }
        // Another department has it now: it comes back as it went.
        guard ticket.mergedInto != nil else { return [] }
        return rights.assigns ? [Verb(icon: .undo, key: "ticketpage.act.unmerge", below: "/unmerge")] : []
    }

    private static func rest(of ticket: Ticket, _ rights: TicketRights, _ around: Surroundings) -> [Verb] {
        var rest: [Verb] = []
        if rights.answers { rest.append(Verb(icon: .pen, key: "ticketpage.act.properties", below: "/properties", press: "p")) }
        if rights.assigns {
            if around.queues.contains(where: { $0.tier < ticket.tier }) {
                let below = "\(max(1, ticket.tier.level - 1))"
                rest.append(Verb(icon: .stairs, key: "ticket.act.sendBack", below: "/send-back", values: ["number": below]))
            }
            rest.append(Verb(icon: .merge, key: "ticket.act.merge", below: "/merge"))
            if !around.others.isEmpty { rest.append(Verb(icon: .send, key: "ticketpage.act.handOver", below: "/hand-over")) }
        }
        if rights.answers {
            rest.append(Verb(icon: .link, key: "ticketpage.act.link", below: "/links"))
            rest.append(Verb(icon: .users, key: "ticketpage.act.participants", below: "/participants"))
        }
        if rights.removes {
            rest.append(Verb(icon: .shield, key: "ticketpage.act.redact", below: "/redact"))
            rest.append(Verb(icon: .trash, key: "ticketpage.act.delete", below: "/delete"))
        }
        return rest
    }

    func view(_ parts: Parts) -> HTML {
        parts.ticketHead(
            number: number.text, subject: subject, back: back, tools: tools(parts), facts: [states(parts), queued(parts), whose(parts)],
            wideFacts: [priorities(parts), kinds(parts), channels.count > 1 ? parts.trail(channels) : .empty].filter { $0 != .empty })
    }

    private func tools(_ parts: Parts) -> HTML {
        let shown = verbs.map { verb -> HTML in
            parts.link(
                parts.words(verb.key), to: place.path(of: number, verb.below), icon: verb.icon, key: verb.press, dialog: true,
                fold: verb.press != "s")
        }
        if rest.isEmpty { return shown.joined() }
        let items = rest.map { verb -> HTML in
            """
            <a href="\(place.path(of: number, verb.below))" data-dialog\(parts.attribute("data-key", verb.press))>\(verb.icon.html)\
            <span>\(parts.words(verb.key, verb.values))</span></a>
            """
        }
        let name = parts.words("common.more")
        return shown.joined() + parts.menu("ticket-menu", Icon.dots.html, look: "btn plain square", label: name, items)
    }

    private func states(_ parts: Parts) -> HTML {
        let mark = parts.state(state)
        if stateChoices.isEmpty { return mark }
        let items = stateChoices.map { choice -> HTML in
            if choice == .solved { return "<a href=\"\(place.path(of: number, "/solve"))\" data-dialog>\(parts.state(.solved))</a>" }
            return setting(parts, "state", choice.rawValue, parts.state(StateMark(choice)))
        }
        let label = parts.words("ticketpage.stateNow", ["state": parts.words("ticket.state.\(state.rawValue)")])
        return parts.menu("state-menu", mark + Icon.chevronDown.small, look: "btn plain", label: label, items)
    }

    private func priorities(_ parts: Parts) -> HTML {
        let name = parts.words("ticket.priorityNamed.\(priority.name)")
        if priorityChoices.isEmpty { return HTML(text: name) }
        let items = priorityChoices.map { choice in
            setting(parts, "priority", choice.name, HTML(text: parts.words("ticket.priority.\(choice.name)")))
        }
        return parts.menu("priority-menu", HTML(text: name) + Icon.chevronDown.small, look: "btn plain", items)
    }

    private func kinds(_ parts: Parts) -> HTML {
        let lock: HTML = isConfidential ? parts.badge(parts.words("ticketpage.confidential"), .note, icon: .lock) : .empty
        return HTML(text: parts.words("ticket.kind.\(kind.rawValue)")) + lock
    }

    /// A button of a menu that sets one thing.
    private func setting(_ parts: Parts, _ name: String, _ value: String, _ text: HTML) -> HTML {
        let button: HTML = "<button class=\"item\" type=\"submit\" name=\"\(name)\" value=\"\(value)\">\(text)</button>"
        return parts.form(
            place.path(of: number, "/properties"), extra: " data-visit", parts.hidden("seen", "\(version.number)") + button)
    }

    private func queued(_ parts: Parts) -> HTML {
        (tier.map { parts.tier($0) } ?? .empty) + HTML(text: queue)
    }

    private func whose(_ parts: Parts) -> HTML {
        let name: HTML = "\(Icon.user.html)\(assignee ?? parts.words("ticket.unassigned"))"
        guard let taker else { return name }
        let take = parts.form(
            place.path(of: number, "/assignee"), extra: " data-visit", """
                \(parts.hidden("seen", "\(version.number)"))\(parts.hidden("to", taker.text))\
                <button class="act" type="submit" data-key="t">\(parts.words("ticket.act.take"))</button>
                """)
        return name + take
    }
}
