import Primitives
import Storage

/// Whose session or link it is.
package enum Holder: Hashable, Sendable {
    case agent(ID<Agent>)
    /// A contact of a department, in the numbering of Contacts.
    case contact(Int64, ID<Department>)

    package var actor: Actor {
        switch self {
        case .agent(let id): .agent(id)
        case .contact(let id, _): Actor(.contact, id)
        }
    }

    package var agent: ID<Agent>? { actor.agent }

    /// `nil` for an agent, who may work in several.
    package var department: ID<Department>? {
        if case .contact(_, let department) = self { department } else { nil }
    }

    /// From the columns `holder_kind`, `holder`, `department`; `nil` when nobody is named.
    static func read(_ row: Row) throws -> Holder? {
        let kind: String? = try row("holder_kind")
        guard let kind else { return nil }
        if Actor.Kind(rawValue: kind) == .contact { return .contact(try row("holder"), try row("department")) }
        return .agent(try row("holder"))
    }
}
