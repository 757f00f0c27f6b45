import Primitives
import Storage

/// The roles a new department begins with.
package struct RoleSeed: Sendable {
    package let agent: Role
    package let lead: Role
    package let admin: Role

    package init(department: ID<Department>, ids: IDMaker) {
        func role(_ builtIn: Role.BuiltIn) -> Role {
            Role(id: ids.next(), department: department, name: builtIn.rawValue, builtIn: builtIn, grants: builtIn.grants)
        }
        (agent, lead, admin) = (role(.agent), role(.lead), role(.admin))
    }

    package func plant(_ tx: Transaction) throws {
        for role in [agent, lead, admin] { try RoleStore(tx).create(role) }
    }
}

extension Role.BuiltIn {
    package var grants: [Grant] {
        switch self {
        case .agent: Self.work(.team)
        case .lead:
            Self.work(.department) + [
                Grant(.remove, .ticket, .department), Grant(.remove, .contact, .department), Grant(.remove, .article, .department),
                Grant(.publish, .article, .department), Grant(.see, .mail, .department), Grant(.answer, .mail, .department),
                Grant(.answer, .question, .department), Grant(.remove, .question, .department),
            ]
        case .admin: Verb.allCases.flatMap { verb in ObjectKind.allCases.map { Grant(verb, $0, .department) } }
        }
    }

    /// What answering takes.
    private static func work(_ reach: Reach) -> [Grant] {
        [
            Grant(.see, .ticket, reach), Grant(.create, .ticket, .department), Grant(.answer, .ticket, reach),
            Grant(.assign, .ticket, reach), Grant(.solve, .ticket, reach),
            Grant(.see, .contact, .department), Grant(.create, .contact, .department), Grant(.answer, .contact, .department),
            Grant(.see, .article, .department), Grant(.create, .article, reach), Grant(.answer, .article, reach),
            Grant(.see, .question, .department), Grant(.create, .question, .department), Grant(.see, .outbox, reach),
        ]
    }
}
