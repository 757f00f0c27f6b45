import Accounts
import Events
import Languages
import Primitives
import Tickets

/// What happened to a ticket, in one sentence of the reader's language.
struct HistoryWords {
    let words: Words
    let names: [Actor: String]
    let objects: [String: String]
    let steps: [String: Escalation]

    /// `nil` for kinds that have no words here.
    func sentence(of event: Event) -> String? {
        let who = name(of: event.actor)
        switch event.kind {
        case .ticketOpened: return words("history.opened", ["channel": words("channel.\(channel(event))")])
        case .ticketState: return changed("history.state", event) { states($0) }
        case .ticketPriority: return changed("history.priority", event) { words("ticket.priority.\($0)") }
        case .ticketKind: return changed("history.kind", event) { words("ticket.kind.\($0)") }
        case .ticketCategory: return changed("history.category", event, object)
        case .ticketQueue: return changed("history.queue", event, object)
        case .ticketRequester: return changed("history.requester", event, object)
        case .ticketAffected: return changed("history.affected", event, object)
        case .ticketAssigned: return assigned(event, who)
        case .ticketTags: return words("history.tags", ["who": who])
        case .ticketSubject: return words("history.subject", ["who": who])
        case .ticketConfidential:
            return event.values["to"] == "1" ? words("history.confidential", ["who": who]) : words("history.notConfidential", ["who": who])
        case .ticketEscalated: return stepped("history.escalated", event, who)
        case .ticketSentBack: return stepped("history.sentBack", event, who)
        case .ticketSolved: return words("history.solved", ["who": who, "outcome": outcome(event)])
        default: return treated(event, who)
        }
    }

    private func treated(_ event: Event, _ who: String) -> String? {
        switch event.kind {
        case .ticketParticipant:
            words("history.participant.\(event.values["what"] ?? "added")", ["who": who, "name": object(event.values["contact"] ?? "")])
        case .ticketAccepted: words("history.accepted", ["who": who])
        case .ticketWithdrawn: words("history.withdrawn", ["who": who])
        case .ticketLinked:
            words("history.linked.\(event.values["what"] ?? "added")", ["who": who, "number": object(event.values["other"] ?? "")])
        case .ticketMerged: merged(event, "history.merged")
        case .ticketUnmerged: merged(event, "history.unmerged")
        case .ticketHandedOver:
            event.values["number"].map { words("history.handedOver.arrived", ["number": $0]) } ?? words("history.handedOver", ["who": who])
        case .ticketArrived: words("history.arrived")
        case .ticketSplit:
            words("history.split.\(event.values["what"] ?? "to")", ["who": who, "number": object(event.values["other"] ?? "")])
        case .ticketComplaint: changed("history.complaint", event, object)
        case .ticketNamed:
            words("history.named.\(event.values["what"] ?? "added")", ["who": who, "name": object(event.values["agent"] ?? "")])
        case .ticketErased: words("history.erased", ["who": who])
        case .ticketRedacted: words("history.redacted.\(event.values["what"] ?? "words")", ["who": who])
        case .ticketBinned: words("history.binned", ["who": who])
        case .ticketRestored: words("history.restored", ["who": who])
        default: nil
        }
    }

    func name(of actor: Actor) -> String {
        if let name = names[actor], !name.isEmpty { return name }
        return switch actor.kind {
        case .contact: words("history.actor.contact")
        case .agent: words("history.actor.agent")
        case .rule: words("history.actor.rule")
        case .token: words("history.actor.token")
        case .system: words("history.actor.system")
        }
    }

    private func changed(_ key: String, _ event: Event, _ say: (String) -> String) -> String {
        let to = event.values["to"] ?? ""
        let values = ["who": name(of: event.actor), "to": to.isEmpty ? words("history.nothing") : say(to)]
        return words(key, values)
    }

    private func states(_ name: String) -> String {
        guard let state = State(rawValue: name) else { return name }
        return words("ticket.state.\(StateMark(state).rawValue)")
    }

    private func assigned(_ event: Event, _ who: String) -> String {
        let to = event.values["to"] ?? ""
        if to.isEmpty { return words("history.unassigned", ["who": who]) }
        if event.actor.agent?.text == to { return words("history.took", ["who": who]) }
        return words("history.assigned", ["who": who, "to": object(to)])
    }

    /// With what the colleague found, as the next tier must read it.
    private func stepped(_ key: String, _ event: Event, _ who: String) -> String {
        let said = words(key, ["who": who, "tier": event.values["to"] ?? ""])
        guard let step = event.values["escalation"].flatMap({ steps[$0] }) else { return said }
        return [said, step.reason, step.findings].filter { !$0.isEmpty }.joined(separator: " · ")
    }

    private func merged(_ event: Event, _ key: String) -> String {
        let isLoser = event.values["survivor"] != nil
        return words("\(key).\(isLoser ? "into" : "from")", ["number": object(event.values[isLoser ? "survivor" : "loser"] ?? "")])
    }

    private func object(_ id: String) -> String { objects[id] ?? words("history.gone") }

    private func outcome(_ event: Event) -> String { words("ticketpage.outcome.\(event.values["outcome"] ?? "solved")") }

    private func channel(_ event: Event) -> String {
        ChannelName(rawValue: event.values["channel"] ?? "").map { ChannelMark($0).rawValue } ?? "email"
    }
}
