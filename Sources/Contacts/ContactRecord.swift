import Accounts
import Primitives
import Storage

/// All that a contact's page shows of them, apart from tickets and timeline.
package struct ContactRecord: Sendable, Equatable {
    package let contact: Contact
    /// They and who was merged into them: tickets, timeline and questions stand under any of these.
    package let family: [ID<Contact>]
    package let identities: [Identity]
    /// The main one first.
    package let organisations: [Organisation]
    package let relations: [Relation]
    /// The other sides of the relations.
    package let others: [ID<Contact>: Contact]
}

extension ContactStore {
    /// Throws ``ContactError/notFound``, also for who may not see them. Of one who was merged, who they are now.
    package func record(_ id: ID<Contact>, for access: Access) throws -> ContactRecord {
        let contact = try current(id)
        try access.demand(.see, on: contact)
        let family = try family(of: [contact.id])
        let relations = try RelationStore(tx, department: department).of(family)
        return ContactRecord(
            contact: contact, family: family, identities: try IdentityStore(tx, department: department).of(contact.id),
            organisations: try OrganisationStore(tx, department: department).of(contact), relations: relations,
            others: try find(relations.flatMap { [$0.contact, $0.other] }.filter { !family.contains($0) }))
    }
}
