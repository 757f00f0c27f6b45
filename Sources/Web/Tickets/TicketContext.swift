import Accounts
import Contacts
import Knowledge
import Languages
import Markup
import Primitives
import Storage
import Tickets

/// The column beside a ticket: who asks, what they asked before, what may solve it, what it is tied to.
struct TicketContext: Sendable {
    private static let mostAsked = 6
    private static let mostTold = 8

    private struct Asked: Sendable {
        let number: TicketNumber
        let subject: String
        let state: StateMark
        let at: Instant
    }

    private struct Tie: Sendable {
        let words: String
        let number: TicketNumber
        let subject: String
        let state: StateMark
    }

    private let ticket: Ticket
    private let place: ListPlace
    private let people: TicketPeople
    private let rights: TicketRights
    private let asked: [Asked]
    private let isMore: Bool
    private let open: Int
    private let ties: [Tie]
    private let timeline: [(at: Instant, mark: ChannelMark?, words: String)]
    private let solutions: [KnownSolution]
    private let category: String?

    init(
        _ ticket: Ticket, _ place: ListPlace, people: TicketPeople, rights: TicketRights, solutions: [KnownSolution],
        _ around: Surroundings, _ tx: Transaction
    ) throws {
        self.ticket = ticket
        self.place = place
        self.people = people
        self.rights = rights
        self.solutions = solutions
        let all = try TicketsOfContactStore(tx, for: around.access).list(ticket.requester, most: 100)
        let others = all.filter { $0.id != ticket.id && $0.binned == nil && $0.state != .merged && $0.state != .spam }
        asked = others.prefix(Self.mostAsked).map {
            Asked(number: $0.number, subject: $0.subject, state: StateMark($0.state), at: $0.active)
        }
        isMore = others.count > Self.mostAsked
        open = others.count { $0.state.isActive }
        ties = try Self.ties(of: ticket, around, tx)
        let told = try TimelineStore(tx, department: ticket.department).list(ticket.requester, before: nil, most: Self.mostTold)
        let numbers = Dictionary(all.map { ($0.id.rawValue, $0.number.text) }) { $1 }
        timeline = told.filter { $0.ticket == nil || $0.ticket.flatMap { numbers[$0] } != nil }.map { entry in
            let number = entry.ticket.flatMap { numbers[$0] } ?? ""
            let mark = entry.channel.flatMap { ChannelName(rawValue: $0) }.map { ChannelMark($0) }
            return (entry.at, mark, around.words("ticketpage.timeline.\(entry.kind.rawValue)", ["number": number]).trimmed)
        }
        category = try ticket.category.flatMap { try CategoryStore(tx, department: ticket.department).name(of: $0) }
    }

    private static func ties(of ticket: Ticket, _ around: Surroundings, _ tx: Transaction) throws -> [Tie] {
        let links = try LinkStore(tx, department: ticket.department).of(ticket.id)
        if links.isEmpty { return [] }
        let ids = Set(links.flatMap { [$0.ticket, $0.other] }).subtracting([ticket.id])
        let visible = try VisibleTicketStore(tx, for: around.access).find(Array(ids))
        return links.compactMap { link in
            let isOurs = link.ticket == ticket.id
            guard let other = visible[isOurs ? link.other : link.ticket] else { return nil }
            let key = "ticketpage.link.\(link.kind.rawValue)" + (isOurs ? "" : ".back")
            return Tie(words: around.words(key), number: other.number, subject: other.subject, state: StateMark(other.state))
        }
    }

    func view(_ parts: Parts) -> HTML {
        who(parts) + suggested(parts) + before(parts) + standing(parts) + tied(parts) + details(parts) + told(parts)
    }

    private func section(_ name: String, _ title: String, edit: HTML = .empty, _ content: HTML) -> HTML {
        "<section aria-labelledby=\"\(name)\"><h2 id=\"\(name)\">\(title)\(edit)</h2>\(content)</section>"
    }

    private func who(_ parts: Parts) -> HTML {
        let words = parts.words
        let name = people.requester.name.isEmpty ? people.identities.first?.value ?? words("history.actor.contact") : people.requester.name
        let count = words.count("common.tickets", asked.count + 1) + (open > 0 ? ", " + words.count("ticketpage.openOnes", open) : "")
        let ways = people.identities.map { identity -> HTML in
            let state: HTML =
                identity.suppressed == nil
                ? "<span></span>" : "<span class=\"xs\" title=\"\(identity.suppressedWhy)\">\(words("ticketpage.suppressed"))</span>"
            let value: HTML = "<span class=\"cut\" title=\"\(identity.value)\">\(identity.value)</span>"
            return parts.channel(ChannelMark(identity.kind)) + value + state
        }
        let place: HTML = people.organisation.map { pair(.organisation, words("ticketpage.organisation"), $0.name) } ?? .empty
        let language: HTML = people.requester.language.map { pair(.globe, words("common.language"), $0.name) } ?? .empty
        let vip: HTML = people.requester.isVIP ? "<span class=\"end\">\(parts.badge("VIP", .accent, icon: .star))</span>" : .empty
        let notes: HTML = people.requester.notes.isEmpty ? .empty : parts.callout(.note, PlainText.html(ofText: people.requester.notes))
        return """
            <section aria-labelledby="c-who"><div class="line">\(parts.avatar(name, large: true))<div class="name">\
            <h2 id="c-who"><a href="/contacts/\(people.requester.id.text)">\(name)</a></h2><p class="xs quiet">\(count)</p></div>\(vip)</div>\
            <div class="pairs">\(ways)\(place)\(language)</div>\(notes)</section>
            """
    }

    private func pair(_ icon: Icon, _ name: String, _ value: String) -> HTML {
        "<span class=\"channel\" title=\"\(name)\">\(icon.html)<span class=\"sr\">\(name)</span></span><span class=\"cut\">\(value)</span><span></span>"
    }

    private func suggested(_ parts: Parts) -> HTML {
        if solutions.isEmpty { return .empty }
        let items = solutions.map { solution -> HTML in
            """
            <a class="solution" href="/knowledge/\(solution.id.text)"><span>\(solution.text.title)</span>\
            <span class="line xs quiet">\(solution.helped == 0 ? parts.words("steps.solve.neverUsed") : parts.words.count("ticketpage.helped", solution.helped))</span></a>
            """
        }
        return section("c-solutions", parts.words("ticketpage.suggested"), "<div>\(items)</div>")
    }

    private func before(_ parts: Parts) -> HTML {
        if asked.isEmpty { return .empty }
        let items = asked.map { asked -> HTML in
            """
            <a class="solution" href="\(place.path(of: asked.number))" data-visit><span class="cut">\(asked.subject)</span>\
            <span class="line xs quiet"><span class="num">\(asked.number.text)</span>\(parts.state(asked.state))\(parts.time(asked.at, end: true))</span></a>
            """
        }
        let rest: HTML =
            isMore ? "<p class=\"small\"><a href=\"/contacts/\(people.requester.id.text)\">\(parts.words("ticketpage.allAsked"))</a></p>" : .empty
        return section("c-before", parts.words("ticketpage.before"), "<div>\(items)</div>\(rest)")
    }

    private func standing(_ parts: Parts) -> HTML {
        let words = parts.words
        let affected: HTML = people.affected.map { name in
            "<li class=\"line\">\(parts.avatar(name))<span class=\"cut\">\(name)</span><span class=\"xs quiet end\">\(words("ticket.affected"))</span></li>"
        } ?? .empty
        let items = people.standing.map { one -> HTML in
            let role = words("ticketpage.role.\(one.participant.role.rawValue)")
            return """
                <li class="line wrap">\(parts.avatar(one.name))<span class="cut">\(one.name)</span><span class="xs quiet end">\(role)</span>\
                \(one.participant.isAccepted ? .empty : acceptance(of: one, parts))</li>
                """
        }
        let edit: HTML = rights.answers ? editLink("/participants", parts) : .empty
        if items.isEmpty && people.affected == nil { return .empty }
        return section("c-people", words("ticketpage.people"), edit: edit, "<ul class=\"stack small\">\(affected)\(items)</ul>")
    }

    /// They get nothing and see nothing until then.
    private func acceptance(of one: TicketPeople.Standing, _ parts: Parts) -> HTML {
        let waits: HTML = parts.badge(parts.words("ticketpage.waits"), .warning)
        guard rights.answers else { return waits }
        let press = "accept \(one.participant.role.rawValue) \(one.participant.contact)"
        return waits
            + parts.form(
                place.path(of: ticket.number, "/participants"), extra: " data-visit",
                "<button class=\"act\" type=\"submit\" name=\"press\" value=\"\(press)\">\(parts.words("ticketpage.accept"))</button>")
    }

    private func editLink(_ below: String, _ parts: Parts) -> HTML {
        "<span class=\"end\">\(parts.iconLink(.pen, parts.words("common.edit"), to: place.path(of: ticket.number, below), dialog: true))</span>"
    }

    private func tied(_ parts: Parts) -> HTML {
        if ties.isEmpty { return .empty }
        let items = ties.map { tie -> HTML in
            """
            <li><span class="xs quiet">\(tie.words)</span> <a href="\(place.path(of: tie.number))" data-visit>\(tie.number.text)</a> \
            \(parts.state(tie.state))<br><span class="small cut">\(tie.subject)</span></li>
            """
        }
        let edit = rights.answers ? editLink("/links", parts) : .empty
        return section("c-links", parts.words("ticketpage.links"), edit: edit, "<ul class=\"stack small\">\(items)</ul>")
    }

    private func details(_ parts: Parts) -> HTML {
        let words = parts.words
        var lines: [(String, HTML)] = [(words("ticketpage.opened"), parts.stamp(ticket.opened))]
        if let category { lines.append((words("ticketpage.category"), HTML(text: category))) }
        if let language = ticket.language { lines.append((words("common.language"), HTML(text: language.name))) }
        if let waiting = ticket.waitingSince { lines.append((words("ticketpage.waiting"), parts.time(waiting))) }
        let rows = lines.map { line -> HTML in "<li class=\"line\"><span class=\"quiet\">\(line.0)</span><span class=\"end\">\(line.1)</span></li>" }
        let tags: HTML = ticket.tags.isEmpty ? .empty : "<p class=\"line wrap\">\(ticket.tags.map { parts.tag($0.text) })</p>"
        return section(
            "c-details", words("ticketpage.details"), edit: rights.answers ? editLink("/properties", parts) : .empty,
            "<ul class=\"stack small\">\(rows)</ul>\(tags)")
    }

    private func told(_ parts: Parts) -> HTML {
        if timeline.isEmpty { return .empty }
        let items = timeline.map { entry -> HTML in
            "<li>\(parts.time(entry.at))\(entry.mark.map { parts.channel($0) } ?? "<span></span>")<span>\(entry.words)</span></li>"
        }
        return section("c-time", parts.words("ticketpage.timeline"), "<ol class=\"line-of-time\">\(items)</ol>")
    }
}
