import Accounts
import Contacts
import Languages
import Markup
import Primitives
import Storage
import Tickets

/// What a person and we said to each other, as far as the reader may see it.
struct PersonTimeline: Sendable {
    struct Line: Sendable {
        let at: Instant
        let mark: ChannelMark?
        let what: String
        /// What it was about, and where that is.
        let about: String
        let path: String?
    }

    let lines: [Line]
    let next: String?

    init(of family: [ID<Contact>], after key: String? = nil, most: Int, _ around: Surroundings, _ tx: Transaction) throws {
        let access = around.access
        let page = try TimelineStore(tx, department: access.department).page(family, after: key, most: most)
        let tickets = try VisibleTicketStore(tx, for: access).find(Array(Set(page.rows.compactMap { $0.ticket.map { ID($0) } })))
        let asked = page.rows.filter { $0.kind == .asked }.compactMap { entry in entry.object.map { ID<Question>($0) } }
        let questions = try PersonQuestionStore(tx, for: access).find(asked)
        lines = page.rows.compactMap { entry in
            let ticket = entry.ticket.flatMap { tickets[ID($0)] }, question = entry.object.flatMap { questions[ID($0)] }
            // What stands on a ticket out of sight is not told either.
            if entry.ticket != nil && ticket == nil && question == nil { return nil }
            let what = around.words("ticketpage.timeline.\(entry.kind.rawValue)", ["number": ticket?.number.text ?? ""]).trimmed
            let isAsked = entry.kind == .asked
            return Line(
                at: entry.at, mark: entry.channel.flatMap { ChannelName(rawValue: $0) }.map { ChannelMark($0) }, what: what,
                about: (isAsked ? question?.asked : ticket?.subject)?.cut(200) ?? "",
                path: isAsked ? question.map { "/questions/\($0.id)" } : ticket.map { "/tickets/\($0.number)" })
        }
        next = page.next
    }

    func items(_ parts: Parts) -> HTML {
        lines.map { line -> HTML in
            let about: HTML = line.path.map { "<a href=\"\($0)\">\(line.about)</a>" } ?? HTML(text: line.about)
            return """
                <li>\(parts.time(line.at))\(line.mark.map { parts.channel($0) } ?? "<span></span>")<span>\(line.what)\
                \(line.about.isEmpty ? .empty : "<br>\(about)")</span></li>
                """
        }.joined()
    }
}
