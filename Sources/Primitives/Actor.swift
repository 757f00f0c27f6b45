/// Whoever acts. The names that the agents, contacts, rules and tokens behind it carry are looked up by who shows them.
package struct Actor: Hashable, Sendable, Codable {
    package enum Kind: String, Sendable, Codable, CaseIterable {
        case agent, contact, rule, token, system
    }

    package let kind: Kind
    /// The row of that kind; 0 for the system.
    package let id: Int64

    package init(_ kind: Kind, _ id: Int64) {
        self.kind = kind
        self.id = id
    }

    package static let system = Actor(.system, 0)
}
