import Contacts
import Gate
import Primitives

/// What was typed into one of the small forms of a person's page: another way to them, an organisation, a relation.
struct WaysForm: Sendable {
    var kind = Identity.Kind.email
    var value = ""
    /// An organisation's name, and its id where it was chosen.
    var organisation = ""
    var organisationID: ID<Organisation>?
    var relation = Relation.Kind.assistant
    /// A name or address, and the contact's id where one was chosen.
    var other = ""
    var otherID: ID<Contact>?
    /// A day: `2026-11-20`.
    var until = ""

    init() {}

    /// What is not theirs to say is read as empty; each verb reads again what it needs, and refuses.
    init(keeping form: Form) {
        kind = ((try? form.choice("kind", of: Identity.Kind.self)) ?? nil) ?? .email
        value = (try? form.text("value", most: 2000)) ?? ""
        organisation = (try? form.text("organisation", most: 2000)) ?? ""
        organisationID = (try? form.id("organisation-id", as: Organisation.self)) ?? nil
        relation = ((try? form.choice("relation", of: Relation.Kind.self)) ?? nil) ?? .assistant
        other = (try? form.text("other", most: 2000)) ?? ""
        otherID = (try? form.id("other-id", as: Contact.self)) ?? nil
        until = (try? form.text("until")) ?? ""
    }

    /// By key of a refusal, the field it is about.
    static let places = [
        "contact.invalidAddress": "value", "contact.invalidIdentity": "value", "contact.identityTaken": "value",
        "contact.identityNotFound": "value", "contact.organisationNotFound": "organisation", "contact.relatedToThemself": "other",
        "contact.nameMissing": "value",
    ]
}
