import Contacts
import Gate
import Languages
import Markup
import Primitives

/// What describes a person, as a form has it.
struct ContactForm: Sendable {
    var name = ""
    var language: Language?
    var notes = ""
    var isVIP = false
    /// Of a new one: a first way to them.
    var kind = Identity.Kind.email
    var value = ""
    var seen: Version?

    init() {}

    init(_ contact: Contact) {
        (name, language, notes, isVIP, seen) = (contact.name, contact.language, contact.notes, contact.isVIP, contact.version)
    }

    init(_ form: Form) throws {
        name = try form.text("name", most: 190)
        language = try form.choice("language", of: Language.self)
        notes = try form.lines("notes", most: 20_000)
        isVIP = form.isOn("vip")
        kind = try form.choice("kind", of: Identity.Kind.self) ?? .email
        value = try form.text("value", most: 320)
        seen = try form.version()
    }

    /// What can be kept of a form that could not be read whole.
    init(keeping form: Form) {
        name = (try? form.text("name", most: 2000)) ?? ""
        language = (try? form.choice("language", of: Language.self)) ?? nil
        notes = (try? form.lines("notes")) ?? ""
        isVIP = form.isOn("vip")
        kind = ((try? form.choice("kind", of: Identity.Kind.self)) ?? nil) ?? .email
        value = (try? form.text("value", most: 2000)) ?? ""
        seen = (try? form.version()) ?? nil
    }

    var properties: ContactProperties {
        var properties = ContactProperties()
        (properties.name, properties.language, properties.notes, properties.isVIP) = (name, .some(language), notes, isVIP)
        return properties
    }

    func nameField(_ words: Words, _ trouble: FormTrouble, required: Bool) -> Field {
        Field(
            "name", words("common.name"), value: name, error: trouble.about("name", words), required: required, autocomplete: "off",
            extra: " maxlength=\"190\"\(trouble.isEmpty ? " autofocus data-focus" : HTML.empty)")
    }

    func languageField(_ words: Words, _ trouble: FormTrouble) -> Field {
        let choices = [Field.Choice("", words("contactpage.unknownLanguage"))] + Language.allCases.map { Field.Choice($0.rawValue, $0.name) }
        return Field("language", words("common.language"), .choices(choices), value: language?.rawValue ?? "", error: trouble.about("language", words))
    }

    /// By key of a refusal, the field it is about.
    static let places = [
        "contact.nameMissing": "name", "contact.invalidAddress": "value", "contact.invalidIdentity": "value", "contact.identityTaken": "value",
    ]
}

extension Parts {
    /// Which way to somebody, and its address or number.
    func wayFields(_ kind: Identity.Kind, _ value: String, _ trouble: FormTrouble, required: Bool) -> [Field] {
        let kinds = Identity.Kind.allCases.filter { $0 != .chat }.map { Field.Choice($0.rawValue, words("channel.\($0.rawValue)")) }
        return [
            Field("kind", words("contactpage.way"), .choices(kinds), value: kind.rawValue, error: trouble.about("kind", words), required: true),
            Field(
                "value", words("contactpage.address"), value: value, error: trouble.about("value", words), required: required, autocomplete: "off",
                extra: " maxlength=\"320\""),
        ]
    }
}
