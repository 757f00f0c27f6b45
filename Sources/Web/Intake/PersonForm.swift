import Contacts
import Gate
import Primitives

/// Who somebody is, as it was typed: the person, and a way to them where they are new.
struct PersonForm: Sendable {
    /// Stands for "none of those who were found".
    static let newcomer = "new"

    var who = ""
    /// Chosen while typing, or among several.
    var contact: ID<Contact>?
    /// The typed name is that of somebody new.
    var isNewcomer = false
    /// An address or number of somebody new.
    var address = ""

    init() {}

    init(_ form: Form) throws {
        who = try form.text("who", most: 320)
        address = try form.text("address", most: 320)
        let which = try form.text("which", most: 20)
        isNewcomer = which == Self.newcomer
        contact = isNewcomer ? nil : try form.id("which", as: Contact.self) ?? form.id("who-id", as: Contact.self)
    }

    /// What can be kept of a form that could not be read whole.
    init(keeping form: Form) {
        who = (try? form.text("who", most: 2000)) ?? ""
        address = (try? form.text("address", most: 2000)) ?? ""
    }

    var isEmpty: Bool { who.isEmpty && contact == nil && address.isEmpty }
}
