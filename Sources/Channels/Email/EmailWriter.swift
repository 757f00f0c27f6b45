import Contacts
import Mail
import Primitives
import Storage
import Tickets

/// Finds the contact behind a mail address, or makes them.
struct EmailWriter {
    /// Stands for all whose mail names no sender.
    private static let nobody = "unknown-sender@invalid"

    let tx: Transaction
    let desk: Desk
    let letter: Letter
    let now: Instant

    func find() throws -> Contact {
        try find(letter.sender)
    }

    /// - Parameter isWriter: the letter is theirs, so its language is
    func find(_ person: MailAddress, isWriter: Bool = true) throws -> Contact {
        let department = letter.raw.department
        let address = person.address.trimmed.isEmpty ? Self.nobody : person.address
        let contacts = ContactStore(tx, department: department)
        if let known = try contacts.find(.email, address) { return known }
        let contact = Contact(
            id: desk.ids.next(), department: department, name: person.name.cut(190), language: isWriter ? letter.language : nil)
        try contacts.insert(contact, at: now)
        try IdentityStore(tx, department: department).add(desk.ids.next(), .email, address.cut(320), to: contact.id, at: now)
        return contact
    }
}
