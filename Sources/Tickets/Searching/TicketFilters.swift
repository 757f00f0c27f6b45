import Primitives
import Search

/// The filters of the search language that ask about tickets.
package enum TicketFilters {
    package static let definitions = [
        FilterDefinition("state", .choice(StateChoice.allCases.map(\.rawValue))),
        FilterDefinition("tier", .number),
        FilterDefinition("queue", .text),
        /// `me`, `none`, or a name.
        FilterDefinition("assignee", .text),
        /// Name or address of who asks.
        FilterDefinition("from", .text),
        FilterDefinition("tag", .text),
        FilterDefinition("kind", .choice(TicketKind.allCases.map(\.rawValue))),
        FilterDefinition("priority", .choice(Priority.allCases.map(\.name))),
        FilterDefinition("category", .text),
        FilterDefinition("channel", .choice(ChannelName.allCases.map(\.rawValue))),
        FilterDefinition("created", .instant),
        FilterDefinition("changed", .instant),
        FilterDefinition("is", .choice(Sign.allCases.map(\.rawValue))),
        FilterDefinition("language", .choice(Language.allCases.map(\.rawValue))),
        FilterDefinition("number", .text),
    ]

    package static let names = FilterNames(definitions)

    /// States as they are typed; those of tickets that stand aside are not among them, as no search shows these.
    enum StateChoice: String, CaseIterable {
        case active, new, open, pending, onHold = "on-hold", solved, closed

        var states: [State] {
            switch self {
            case .active: State.allCases.filter(\.isActive)
            case .new: [.new]
            case .open: [.open]
            case .pending: [.pending]
            case .onHold: [.onHold]
            case .solved: [.solved]
            case .closed: [.closed]
            }
        }
    }

    enum Sign: String, CaseIterable {
        case confidential, unassigned
        /// The customer waits for an answer.
        case waiting
    }
}

extension Filter {
    /// The states a filter on them asks for.
    var states: [State] {
        guard name == "state", case .choice(let choices) = condition else { return [] }
        return choices.compactMap(TicketFilters.StateChoice.init).flatMap(\.states)
    }

    var patterns: [TextPattern] {
        if case .text(let patterns) = condition { patterns } else { [] }
    }
}
