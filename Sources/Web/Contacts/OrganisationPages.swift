import Accounts
import Contacts
import Languages
import Markup
import Primitives
import Storage

/// Organisations at the top of their trees, by name, or those found by what was typed.
struct OrganisationListPage: DeskPage {
    private static let most = 50

    let title: String
    let typed: String
    let organisations: [Organisation]
    let next: String?
    let mayCreate: Bool

    var current: String? { "/contacts" }

    init(_ typed: String, after name: String?, _ around: Surroundings, _ tx: Transaction) throws {
        try around.access.demand(.see, .contact, reach: .team)
        let store = OrganisationStore(tx, department: around.access.department)
        let found = try typed.isEmpty
            ? store.below(nil, after: name, most: Self.most + 1) : store.suggest(typed, most: Self.most)
        organisations = Array(found.prefix(Self.most))
        next = found.count > Self.most ? PageAddress.text("/organisations", [("after", found[Self.most - 1].name)]) : nil
        title = around.words("contactpage.organisations")
        self.typed = typed
        mayCreate = around.access.reach(.create, .contact) >= .team
    }

    func view(_ parts: Parts) -> Frame.Kind {
        let words = parts.words
        let new: HTML = mayCreate
            ? "<span class=\"end\">\(parts.link(words("contactpage.newOrganisation"), to: "/organisations/new", .primary, icon: .plus))</span>" : .empty
        let list: HTML = organisations.isEmpty
            ? parts.empty(.organisation, words(typed.isEmpty ? "contactpage.noOrganisations" : "contactpage.noneFound"), words("contactpage.noOrganisationsText"))
            : "<div class=\"rows\" id=\"rows\" data-keys-list>\(organisations.map { parts.organisation($0) })\(parts.more(next))</div>"
        return .plain("""
            <header><div class="line wrap"><h1>\(title)</h1>\(new)</div>\(parts.peopleTabs(isOrganisations: true))\
            \(parts.finder("/organisations", words("contactpage.findOrganisation"), typed: typed, offers: "/organisations.json?q="))</header>\(list)
            """)
    }
}

extension Parts {
    /// One organisation in a list.
    func organisation(_ organisation: Organisation) -> HTML {
        """
        <div class="row"><span class="dot"></span><a href="/organisations/\(organisation.id.text)" data-row>\
        <span class="line">\(Icon.organisation.html)<span class="subject cut">\(organisation.name)</span></span>\
        <span class="meta"><span class="num">\(organisation.customerNumber)</span>\
        <span class="cut">\(organisation.domains.joined(separator: ", "))</span></span></a></div>
        """
    }
}

/// A new organisation, or what describes one.
struct OrganisationWritingPage: DeskPage {
    let title: String
    /// `nil` for a new one.
    let id: ID<Organisation>?
    let form: OrganisationForm
    let seen: Version?
    /// What stands there now, after somebody else was faster.
    let now: OrganisationForm?
    let trouble: FormTrouble

    var current: String? { "/contacts" }

    init(_ form: OrganisationForm, trouble: FormTrouble = .none, _ around: Surroundings) {
        title = around.words("contactpage.newOrganisation")
        (id, seen, now) = (nil, nil, nil)
        self.form = form
        self.trouble = trouble
    }

    /// Throws ``ContactError/organisationNotFound``.
    init(_ id: ID<Organisation>, typed: OrganisationForm? = nil, trouble: FormTrouble = .none, _ around: Surroundings, _ tx: Transaction) throws {
        try around.access.demand(.answer, .contact, reach: .team)
        let store = OrganisationStore(tx, department: around.access.department), organisation = try store.require(id)
        let stands = OrganisationForm(organisation, parent: try organisation.parent.flatMap { try store.find($0) })
        title = around.words("contactpage.editNamed", ["name": organisation.name])
        self.id = id
        form = typed ?? stands
        // After a conflict the form goes on from what stands there now.
        seen = trouble.isConflict ? organisation.version : form.seen ?? organisation.version
        now = trouble.isConflict ? stands : nil
        self.trouble = trouble
    }

    func view(_ parts: Parts) -> Frame.Kind {
        let words = parts.words, fields = form.fields(words, trouble)
        let content = parts.form(id.map { "/organisations/\($0)/edit" } ?? "/organisations", look: "form", """
            \(parts.trouble(trouble, fields))\(meanwhile(parts))\(seen.map { parts.seen($0) })\
            \(form.parentID.map { parts.hidden("parent-id", $0.text) })\(fields.map { parts.field($0) })\
            <p class="line">\(parts.button(words("common.save"), .primary, key: "Ctrl+Enter", extra: " data-send"))\
            \(parts.link(words("common.cancel"), to: id.map { "/organisations/\($0)" } ?? "/organisations", .plain))</p>
            """)
        return .plain("<header><h1>\(title)</h1></header>\(content)")
    }

    private func meanwhile(_ parts: Parts) -> HTML {
        guard let now else { return .empty }
        let words = parts.words
        let pairs = now.fields(words, .none).map { field -> HTML in
            let isTick = if case .tick = field.kind { true } else { false }
            let value = isTick ? words(field.value == "on" ? "common.yes" : "common.no") : field.value
            return "<dt class=\"quiet\">\(field.label)</dt><dd>\(PlainText.html(ofText: value))</dd>"
        }
        return parts.callout(.warning, "<p class=\"strong\">\(words("contactpage.standsNow"))</p><dl>\(pairs)</dl>")
    }
}
