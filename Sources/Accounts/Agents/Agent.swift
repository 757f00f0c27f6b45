import Primitives
import Storage

/// Someone who answers. Every agent is a contact too.
package struct Agent: Sendable, Equatable {
    package let id: ID<Agent>
    package let version: Version
    package var name: String
    /// Their address, which is what they sign in with; lower case.
    package var email: String
    /// The contact they are when they ask.
    package var contact: Int64?
    package var language: Language?
    package var zone: String?
    package var theme: Theme
    package var density: Density
    /// Cannot sign in while `false`; what they did stays theirs.
    package var isActive: Bool

    package enum Theme: String, Sendable, Codable, Column, CaseIterable {
        case system, light, dark
    }

    package enum Density: String, Sendable, Codable, Column, CaseIterable {
        case comfortable, compact
    }

    package init(
        id: ID<Agent>, version: Version = .first, name: String, email: String, contact: Int64? = nil, language: Language? = nil,
        zone: String? = nil, theme: Theme = .system, density: Density = .comfortable, isActive: Bool = true
    ) {
        self.id = id
        self.version = version
        self.name = name
        self.email = email
        self.contact = contact
        self.language = language
        self.zone = zone
        self.theme = theme
        self.density = density
        self.isActive = isActive
    }
}

extension Agent: Fetchable {
    package init(_ row: Row) throws {
        id = try row("id")
        version = try row("version")
        name = try row("name")
        email = try row("email")
        contact = try row("contact")
        language = try row("language")
        zone = try row("zone")
        theme = try row("theme")
        density = try row("density")
        isActive = try row("is_active")
    }
}

extension Actor {
    package static func agent(_ id: ID<Agent>) -> Actor { Actor(.agent, id.rawValue) }

    /// The agent who acts; `nil` for any other actor.
    package var agent: ID<Agent>? { kind == .agent ? ID(id) : nil }
}
