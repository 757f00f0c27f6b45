import Accounts
import Primitives
import Storage

/// A person, customer or colleague.
package struct Contact: Sendable, Equatable {
    package let id: ID<Contact>
    package var version: Version
    package let department: ID<Department>
    /// Empty when nobody told us.
    package var name: String
    package var language: Language?
    package var notes: String
    package var isVIP: Bool
    /// The main one of their organisations.
    package var organisation: ID<Organisation>?
    /// The agent they are, when they answer here.
    package var agent: ID<Agent>?

    package init(
        id: ID<Contact>, version: Version = .first, department: ID<Department>, name: String, language: Language? = nil,
        notes: String = "", isVIP: Bool = false, organisation: ID<Organisation>? = nil, agent: ID<Agent>? = nil
    ) {
        self.id = id
        self.version = version
        self.department = department
        self.name = name
        self.language = language
        self.notes = notes
        self.isVIP = isVIP
        self.organisation = organisation
        self.agent = agent
    }
}

extension Contact: Fetchable {
    package init(_ row: Row) throws {
        id = try row("id")
        version = try row("version")
        department = try row("department")
        name = try row("name")
        language = try row("language")
        notes = try row("notes")
        isVIP = try row("is_vip")
        organisation = try row("organisation")
        agent = try row("agent")
    }
}

extension Actor {
    package static func contact(_ id: ID<Contact>) -> Actor { Actor(.contact, id.rawValue) }

    /// The contact who acts; `nil` for any other actor.
    package var contact: ID<Contact>? { kind == .contact ? ID(id) : nil }
}
