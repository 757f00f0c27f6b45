import Primitives

extension Access {
    /// Whether the actor has all these rights themself, and so may hand them on.
    package func covers(_ grants: some Sequence<Grant>) -> Bool {
        grants.allSatisfy { reach($0.verb, $0.object) >= $0.reach }
    }

    /// What a customer or asking colleague may: their own tickets, and what is published.
    package static func contact(_ id: Int64, in department: ID<Department>) -> Access {
        Access(actor: Actor(.contact, id), department: department, contact: id, grants: Grant.contact)
    }
}

extension Grant {
    package static let contact = [
        Grant(.see, .ticket, .own), Grant(.create, .ticket, .own), Grant(.answer, .ticket, .own), Grant(.solve, .ticket, .own),
        Grant(.see, .article, .own), Grant(.create, .question, .own),
    ]
}
