import Accounts
import Contacts
import Gate
import Primitives
import Storage
import Tickets

/// Whoever called or came is found, or becomes a contact at once.
struct Reception: Sendable {
    let desktop: Desktop
    let access: Access

    enum Guest: Sendable {
        case known(ID<Contact>)
        /// Somebody has to say which.
        case several([PersonFinder.Choice])
    }

    /// - Parameter nameless: what somebody is called who gave neither name nor address
    func receive(_ form: PersonForm, nameless: String) async throws -> Guest {
        let found = try await desktop.db.read { [access] tx in try PersonFinder(tx, for: access).find(form) }
        switch found {
        case .one(let contact): return .known(contact)
        case .several(let choices): return .several(choices)
        case .new(let name, let way):
            let name = name.isEmpty && way == nil ? nameless : name
            let contacts = ContactDesk(db: desktop.db, ids: desktop.ids, clock: desktop.desk.clock)
            return .known(try await contacts.create(name: name, way?.kind, way?.value ?? "", as: access).id)
        }
    }
}
