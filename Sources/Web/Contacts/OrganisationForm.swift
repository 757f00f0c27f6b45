import Contacts
import Gate
import Languages
import Markup
import Primitives

/// What describes an organisation, as a form has it.
struct OrganisationForm: Sendable {
    var name = ""
    /// The name of the one above, and its id where it was chosen.
    var parent = ""
    var parentID: ID<Organisation>?
    var customerNumber = ""
    /// Parted by blanks, commas or lines.
    var domains = ""
    var notes = ""
    var sharesTickets = false
    var seen: Version?

    init() {}

    init(_ organisation: Organisation, parent: Organisation?) {
        name = organisation.name
        self.parent = parent?.name ?? ""
        parentID = parent?.id
        customerNumber = organisation.customerNumber ?? ""
        domains = organisation.domains.joined(separator: "\n")
        notes = organisation.notes
        sharesTickets = organisation.sharesTickets
        seen = organisation.version
    }

    init(_ form: Form) throws {
        name = try form.text("name", most: 190)
        parent = try form.text("parent", most: 190)
        parentID = try form.id("parent-id", as: Organisation.self)
        customerNumber = try form.text("number", most: 64)
        domains = try form.lines("domains", most: 20_000)
        notes = try form.lines("notes", most: 20_000)
        sharesTickets = form.isOn("shares")
        seen = try form.version()
    }

    /// What can be kept of a form that could not be read whole.
    init(keeping form: Form) {
        name = (try? form.text("name", most: 2000)) ?? ""
        parent = (try? form.text("parent", most: 2000)) ?? ""
        parentID = (try? form.id("parent-id", as: Organisation.self)) ?? nil
        customerNumber = (try? form.text("number", most: 2000)) ?? ""
        domains = (try? form.lines("domains")) ?? ""
        notes = (try? form.lines("notes")) ?? ""
        sharesTickets = form.isOn("shares")
        seen = (try? form.version()) ?? nil
    }

    func properties(below parent: ID<Organisation>?) -> OrganisationProperties {
        var properties = OrganisationProperties(name: name)
        properties.parent = parent
        properties.customerNumber = customerNumber
        properties.domains = domains.split { $0.isWhitespace || ",;".contains($0) }.map(String.init)
        properties.notes = notes
        properties.sharesTickets = sharesTickets
        return properties
    }

    func fields(_ words: Words, _ trouble: FormTrouble) -> [Field] {
        [
            Field(
                "name", words("common.name"), value: name, error: trouble.about("name", words), required: true, autocomplete: "off",
                extra: " maxlength=\"190\"\(trouble.isEmpty ? " autofocus data-focus" : HTML.empty)"),
            Field(
                "parent", words("contactpage.parent"), value: parent, hint: words("contactpage.parentHint"), error: trouble.about("parent", words),
                extra: " data-pick=\"/organisations.json?q=\" autocomplete=\"off\" maxlength=\"190\""),
            Field(
                "number", words("contactpage.customerNumber"), value: customerNumber, error: trouble.about("number", words), autocomplete: "off",
                extra: " maxlength=\"64\""),
            Field(
                "domains", words("contactpage.domains"), .area(rows: 3), value: domains, hint: words("contactpage.domainsHint"),
                error: trouble.about("domains", words)),
            Field(
                "shares", words("contactpage.shares"), .tick, value: sharesTickets ? "on" : "", hint: words("contactpage.sharesHint")),
            Field("notes", words("contactpage.notes"), .area(rows: 5), value: notes, error: trouble.about("notes", words)),
        ]
    }

    /// By key of a refusal, the field it is about.
    static let places = [
        "contact.nameMissing": "name", "contact.invalidDomain": "domains", "contact.publicDomain": "domains", "contact.domainTaken": "domains",
        "contact.organisationLoop": "parent", "contact.organisationNotFound": "parent",
    ]
}
