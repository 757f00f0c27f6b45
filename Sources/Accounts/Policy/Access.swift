import Primitives

/// What one actor may do in one department: their roles and teams, looked up once per request. Below every door the same value
/// answers both questions: may this be done to this one, and which rows may be seen.
package struct Access: Sendable {
    package let actor: Actor
    package let department: ID<Department>
    /// Who the actor is as a contact; what concerns them they see only as that contact would.
    package let contact: Int64?
    package let teams: Set<ID<Team>>
    private let reaches: [ObjectKind: [Verb: Reach]]

    package init(
        actor: Actor, department: ID<Department>, contact: Int64? = nil, teams: Set<ID<Team>> = [], grants: [Grant]
    ) {
        self.actor = actor
        self.department = department
        self.contact = contact
        self.teams = teams
        var reaches: [ObjectKind: [Verb: Reach]] = [:]
        for grant in grants {
            reaches[grant.object, default: [:]][grant.verb] = max(reaches[grant.object]?[grant.verb] ?? .none, grant.reach)
        }
        self.reaches = reaches
    }

    private init(_ other: Access, contact: Int64?) {
        (actor, department, teams, reaches) = (other.actor, other.department, other.teams, other.reaches)
        self.contact = contact
    }

    /// The same rights of someone who is that contact.
    package func known(as contact: Int64?) -> Access { Access(self, contact: contact) }

    /// How far the actor's right goes; ``Reach/none`` without one.
    package func reach(_ verb: Verb, _ object: ObjectKind) -> Reach {
        reaches[object]?[verb] ?? .none
    }

    /// Throws ``PolicyError/forbidden(_:_:)`` unless the actor may do this to at least some such objects.
    package func demand(_ verb: Verb, _ object: ObjectKind, reach least: Reach = .own) throws(PolicyError) {
        guard reach(verb, object) >= least else { throw .forbidden(verb, object) }
    }

    /// What the desk itself may do: everything in that department.
    package static func system(_ department: ID<Department>) -> Access {
        Access(actor: .system, department: department, grants: Grant.everything)
    }
}

extension Grant {
    package static let everything = Verb.allCases.flatMap { verb in
        ObjectKind.allCases.map { Grant(verb, $0, .all) }
    }
}

package enum PolicyError: UserFacingError, Equatable {
    /// The actor has no right to do this.
    case forbidden(Verb, ObjectKind)

    package var notice: Notice {
        switch self {
        case .forbidden: Notice("policy.forbidden", .forbidden)
        }
    }
}
