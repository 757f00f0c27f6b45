import Contacts
import Gate
import Primitives
import Tickets

/// What the page of participants sends: someone to add, to accept or to take off.
struct ParticipantForm: Sendable {
    /// A button beside someone who stands there: `accept copy 4711`, `remove watcher 4711`.
    struct Press: Sendable, Equatable {
        let isOn: Bool
        let role: Participant.Role
        let contact: ID<Contact>
    }

    var who = ""
    var contact: ID<Contact>?
    var role = Participant.Role.copy
    var press: Press?

    init() {}

    init(_ form: Form) throws {
        who = try form.text("who", most: 320)
        contact = try form.id("which", as: Contact.self) ?? form.id("who-id", as: Contact.self)
        role = try form.choice("role", of: Participant.Role.self) ?? .copy
        press = try Press(form.text("press", most: 60))
    }
}

extension ParticipantForm.Press {
    /// `nil` for nothing pressed. Throws ``FormError`` for anything else.
    fileprivate init?(_ text: String) throws {
        if text.isEmpty { return nil }
        let parts = text.split(separator: " ").map(String.init)
        guard parts.count == 3, ["accept", "remove"].contains(parts[0]), let role = Participant.Role(rawValue: parts[1]),
            let contact = ID<Contact>(parts[2])
        else { throw FormError("press", "form.choice") }
        self.init(isOn: parts[0] == "accept", role: role, contact: contact)
    }
}
