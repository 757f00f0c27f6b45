import Accounts
import Contacts
import Gate
import Primitives
import Storage
import Tickets

extension Desktop {
    var people: ContactDesk { ContactDesk(db: db, ids: ids, clock: desk.clock) }

    /// In which of their departments the agent finds the contact that `:id` of the path names. Throws ``ContactError/notFound``.
    func contact(_ context: AgentContext) async throws -> (id: ID<Contact>, access: Access) {
        let id = try context.id("id", as: Contact.self)
        return try await found(context, ContactError.notFound) { tx, department in
            try ContactStore(tx, department: department).find(id).map(\.id)
        }
    }

    /// The same of an organisation. Throws ``ContactError/organisationNotFound``.
    func organisation(_ context: AgentContext) async throws -> (id: ID<Organisation>, access: Access) {
        let id = try context.id("id", as: Organisation.self)
        return try await found(context, ContactError.organisationNotFound) { tx, department in
            try OrganisationStore(tx, department: department).find(id).map(\.id)
        }
    }

    /// Looks through the departments in which the agent may see contacts, the one they chose last first.
    private func found<Named>(
        _ context: AgentContext, _ missing: ContactError, _ find: @escaping @Sendable (Transaction, ID<Department>) throws -> ID<Named>?
    ) async throws -> (id: ID<Named>, access: Access) {
        let accesses = [context.access] + context.accesses.filter { $0.department != context.access.department }
        return try await db.read { tx in
            for access in accesses where access.reach(.see, .contact) >= .team {
                if let id = try find(tx, access.department) { return (id, access) }
            }
            throw missing
        }
    }
}
