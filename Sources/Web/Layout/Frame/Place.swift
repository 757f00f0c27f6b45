/// A place of the agents' desk, in the order of the rail.
package enum Place: String, Sendable, CaseIterable, Hashable {
    case search, newTicket
    case inbox, mine, team, due, promises
    case outbox, mail, bin
    case contacts, knowledge, questions, assets, reports, settings

    /// What an untouched desk shows: places for abilities not in use yet stay away.
    package static let usual: Set<Place> = [
        .search, .newTicket, .inbox, .mine, .team, .outbox, .mail, .bin, .contacts, .knowledge, .questions, .settings,
    ]

    package var path: String {
        switch self {
        case .search: "/search"
        case .newTicket: "/tickets/new"
        case .inbox: "/inbox"
        case .mine: "/mine"
        case .team: "/team"
        case .due: "/due"
        case .promises: "/promises"
        case .outbox: "/outbox"
        case .mail: "/mail"
        case .bin: "/bin"
        case .contacts: "/contacts"
        case .knowledge: "/knowledge"
        case .questions: "/questions"
        case .assets: "/assets"
        case .reports: "/reports"
        case .settings: "/settings"
        }
    }

    var icon: Icon {
        switch self {
        case .search: .search
        case .newTicket: .plus
        case .inbox: .inbox
        case .mine: .user
        case .team: .users
        case .due: .clock
        case .promises: .flag
        case .outbox: .send
        case .mail: .mail
        case .bin: .trash
        case .contacts: .organisation
        case .knowledge: .book
        case .questions: .log
        case .assets: .box
        case .reports: .chart
        case .settings: .gear
        }
    }

    /// The keys that lead there: `g i` is G, then I.
    var key: String {
        switch self {
        case .search: "/"
        case .newTicket: "c"
        case .inbox: "g i"
        case .mine: "g m"
        case .team: "g t"
        case .due: "g d"
        case .promises: "g p"
        case .outbox: "g o"
        case .mail: "g e"
        case .bin: "g b"
        case .contacts: "g c"
        case .knowledge: "g k"
        case .questions: "g q"
        case .assets: "g a"
        case .reports: "g r"
        case .settings: "g s"
        }
    }

    /// Whether a number of waiting tickets stands beside it; its name among the counters is the place's own.
    var counts: Bool {
        switch self {
        case .inbox, .mine, .team, .due, .promises, .outbox: true
        default: false
        }
    }

    static let doings: [Place] = [.search, .newTicket]
    static let work: [Place] = [.inbox, .mine, .team, .due, .promises]
    static let desk: [Place] = [.contacts, .knowledge, .questions, .assets, .reports, .outbox, .mail, .bin, .settings]
    /// What a phone shows at the bottom; the rest is behind "More".
    static let phone: [Place] = [.inbox, .mine, .team]
}

/// A queue or a saved view in the rail.
package struct SidePlace: Sendable {
    package let name: String
    package let path: String
    /// Its name among the counters: `queue-<id>`, `view-<id>`.
    package let counter: String

    package init(name: String, path: String, counter: String) {
        self.name = name
        self.path = path
        self.counter = counter
    }
}

/// A department an agent can work in.
package struct DepartmentPlace: Sendable {
    package let name: String
    /// What its ticket numbers begin with.
    package let prefix: String
    package let isCurrent: Bool
    /// Whether its database does not answer.
    package let isAway: Bool

    package init(name: String, prefix: String, isCurrent: Bool, isAway: Bool) {
        self.name = name
        self.prefix = prefix
        self.isCurrent = isCurrent
        self.isAway = isAway
    }
}
