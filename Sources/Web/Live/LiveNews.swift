import Accounts
import Events
import Primitives
import Tickets

/// What happened to one ticket since the last look, as those who may see it are told.
struct LiveNews: Sendable, Equatable {
    /// The newest of its events.
    let position: Int64
    let ticket: Ticket
    /// `message` when something was said, else the kind of the last event without its room: `state`, `assigned`.
    let what: String
    /// Who did all of it; empty for several.
    let by: String
    /// Contacts who follow it.
    let followers: Set<Int64>

    /// Of the events of one ticket, in order; `nil` for none.
    init?(_ ticket: Ticket, _ events: [Event], followers: Set<Int64>) {
        guard let last = events.last else { return nil }
        position = last.position
        self.ticket = ticket
        let isSaid = events.contains { $0.kind == .ticketMessage || $0.kind == .ticketNote }
        what = isSaid ? "message" : String(last.kind.rawValue.split(separator: ".").last ?? "")
        let actors = Set(events.map(\.actor))
        by = actors.count == 1 ? last.actor.text : ""
        self.followers = followers
    }

    /// The lists of that agent in which the ticket stands now.
    func lists(for access: Access, queueTeam: ID<Team>?) -> [String] {
        let isMine = ticket.assignee != nil && ticket.assignee == access.agent
        let isTeams = queueTeam.map { access.teams.contains($0) } ?? false
        var lists: [String] = []
        if ticket.binned != nil { return ["bin"] }
        if Lane.active.contains(ticket.lane) {
            if ticket.lane == .ours && (isMine || isTeams && ticket.assignee == nil) { lists.append(TicketView.inbox.name) }
            if isMine { lists.append(TicketView.mine.name) }
            if isTeams { lists.append(TicketView.team.name) }
            lists += [TicketView.queue(ticket.queue).name, TicketView.everything.name]
        }
        if ticket.lane == .done { lists.append(TicketView.done.name) }
        if ticket.state == .spam { lists.append(TicketView.spam.name) }
        return lists
    }

    /// As `live.js` reads it.
    func json(for access: Access, queueTeam: ID<Team>?) -> String {
        let lists = lists(for: access, queueTeam: queueTeam).map(JSONText.quoted).joined(separator: ",")
        return """
            {"number":\(JSONText.quoted(ticket.number.text)),"version":\(ticket.version.number),"what":\(JSONText.quoted(what)),\
            "by":\(JSONText.quoted(by)),"lists":[\(lists)]}
            """
    }
}
