import Accounts
import Contacts
import Languages
import Markup
import Primitives
import Storage

/// What stands above every page about one person.
struct ContactHead: Sendable {
    enum Place: String, Sendable, CaseIterable {
        case overview, tickets, timeline, questions
    }

    let id: ID<Contact>
    let version: Version
    /// The name, or the first way to them.
    let name: String
    let isVIP: Bool
    let organisation: Organisation?
    let places: [Place]
    let mayEdit: Bool
    let mayRemove: Bool

    init(_ record: ContactRecord, _ around: Surroundings) {
        id = record.contact.id
        version = record.contact.version
        name = record.contact.name.isEmpty ? record.identities.first?.value ?? around.words("contactpage.nameless") : record.contact.name
        isVIP = record.contact.isVIP
        organisation = record.organisations.first { $0.id == record.contact.organisation }
        places = Place.allCases.filter { $0 != .questions || around.access.reach(.see, .question) >= .team }
        mayEdit = around.access.reach(.answer, .contact) >= .team
        mayRemove = around.access.reach(.remove, .contact) >= .department
    }

    func path(_ place: Place) -> String {
        place == .overview ? "/contacts/\(id)" : "/contacts/\(id)/\(place.rawValue)"
    }

    func view(_ place: Place, _ parts: Parts) -> HTML {
        let words = parts.words
        let vip: HTML = isVIP ? parts.badge("VIP", .accent, icon: .star) : .empty
        let at: HTML = organisation.map { "<a href=\"/organisations/\($0.id.text)\">\($0.name)</a>" } ?? .empty
        return """
            <header><div class="line wrap">\(parts.avatar(name, large: true))<h1>\(name)</h1>\(vip)\(at)\
            <span class="end line wrap">\(verbs(parts))</span></div>\
            \(parts.tabs(name, places.map { (text: words("contactpage.place.\($0.rawValue)"), address: path($0), current: $0 == place) }))</header>
            """
    }

    private func verbs(_ parts: Parts) -> HTML {
        let words = parts.words
        let edit: HTML = mayEdit
            ? parts.link(words("ticket.act.merge"), to: "/contacts/\(id)/merge", .plain, icon: .merge)
                + parts.link(words("common.edit"), to: "/contacts/\(id)/edit", .primary, icon: .pen, key: "e") : .empty
        guard mayRemove else { return edit }
        let export = parts.form("/contacts/\(id)/export", parts.button(words("contactpage.export"), .plain, icon: .download))
        return export + parts.link(words("contactpage.erase"), to: "/contacts/\(id)/erase", .plain, icon: .trash) + edit
    }
}
