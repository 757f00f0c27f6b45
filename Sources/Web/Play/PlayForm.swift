import Contacts
import Gate
import Primitives
import Tickets

/// What the customer's part says, and by which door.
struct PlayForm: Sendable {
    enum Who: String, Sendable, CaseIterable { case customer, stranger }
    enum Door: String, Sendable, CaseIterable { case mail, form }

    var who = Who.customer
    var door = Door.mail
    var name = ""
    var email = ""
    var subject = ""
    var text = ""
    /// The message of ours that is answered.
    var answers: ID<Message>?

    init() {}

    init(keeping form: Form) {
        who = ((try? form.choice("who", of: Who.self)) ?? nil) ?? .customer
        door = ((try? form.choice("door", of: Door.self)) ?? nil) ?? .mail
        name = (try? form.text("name", most: 120)) ?? ""
        email = (try? form.text("email", most: 320)) ?? ""
        subject = (try? form.text("subject", most: 250)) ?? ""
        text = (try? form.lines("text", most: 50_000)) ?? ""
        answers = (try? form.id("answers", as: Message.self)) ?? nil
    }

    /// Whom it is from. Throws ``FormError`` for a stranger without an address.
    func sender(_ demo: Site.Demo) throws(FormError) -> Recipients.Address {
        if who == .customer { return demo.customer }
        guard PersonFinder.way(email)?.kind == .email else { throw FormError("email", "form.email") }
        return Recipients.Address(name: name, address: email)
    }
}
