import Storage

/// Where a ticket stands.
package enum State: String, Sendable, Codable, CaseIterable, Column {
    case new, open
    /// Waits for the customer.
    case pending
    /// Waits for others.
    case onHold
    case solved, closed
    case merged, spam

    /// Whether the desk's work on it is not done.
    package var isActive: Bool {
        switch self {
        case .new, .open, .pending, .onHold: true
        case .solved, .closed, .merged, .spam: false
        }
    }

    /// Where a ticket in that state stands, unless it is in the bin.
    package var lane: Lane {
        switch self {
        case .new, .open: .ours
        case .pending, .onHold: .waiting
        case .solved, .closed: .done
        case .merged, .spam: .aside
        }
    }

    /// What an agent may choose; the rest comes about by what is done.
    package static let choices: [State] = [.open, .pending, .onHold, .solved, .closed, .spam]
}

/// In which lists a ticket stands: the leading part of every list's index.
package enum Lane: Int, Sendable, Column {
    /// In the bin, merged or spam: in no list.
    case aside
    /// Solved or closed.
    case done
    /// Waits for the customer or for others.
    case waiting
    /// Waits for us.
    case ours

    package static let active: [Lane] = [.ours, .waiting]
}

/// What kind of request it is. Admins may rename them, not change what they are.
package enum TicketKind: String, Sendable, Codable, CaseIterable, Column {
    case question, incident, request, complaint, problem, change
}

package enum Priority: Int, Sendable, Codable, CaseIterable, Comparable, Column {
    case low = 1, normal, high, urgent

    package static func < (one: Priority, other: Priority) -> Bool { one.rawValue < other.rawValue }

    /// As in the API and the search language.
    package var name: String {
        switch self {
        case .low: "low"
        case .normal: "normal"
        case .high: "high"
        case .urgent: "urgent"
        }
    }

    package init?(name: String) {
        guard let priority = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = priority
    }
}

/// The way something came or goes.
package enum ChannelName: String, Sendable, Codable, CaseIterable, Column {
    case email, form, phone, counter, paper, chat, x, facebook, whatsapp, telegram, sms, api
}
