import Accounts
import Contacts
import Primitives

extension Change {
    /// The contact that the acting agent is when they ask or follow: found by their address, or made when first needed.
    /// `nil` where no agent acts.
    func ownContact() throws -> ID<Contact>? {
        if let contact = access.contact { return ID(contact) }
        guard let id = access.agent, var agent = try AgentStore(tx).find(id) else { return nil }
        let contact = try ContactStore(tx, department: store.department).find(.email, agent.email) ?? newContact(agent)
        agent.contact = contact.id.rawValue
        try AgentStore(tx).update(agent, seen: agent.version)
        return contact.id
    }

    private func newContact(_ agent: Agent) throws -> Contact {
        let contact = Contact(id: newID(), department: store.department, name: agent.name, language: agent.language, agent: agent.id)
        try ContactStore(tx, department: store.department).insert(contact, at: at)
        try IdentityStore(tx, department: store.department).add(newID(), .email, agent.email, to: contact.id, at: at)
        return contact
    }
}
