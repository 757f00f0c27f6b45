import Contacts
import Languages
import Markup
import Primitives

extension ContactListPage {
    func page(_ parts: Parts) -> HTML {
        let words = parts.words
        let new: HTML = mayCreate
            ? "<span class=\"end\">\(parts.link(words("contactpage.new"), to: "/contacts/new", .primary, icon: .plus))</span>" : .empty
        return """
            <header><div class="line wrap"><h1>\(title)</h1>\(new)</div>\
            \(parts.peopleTabs(isOrganisations: false))\
            \(parts.finder("/contacts", words("contactpage.find"), typed: typed, offers: "/contacts.json?q="))</header>\
            \(rows.isEmpty ? empty(parts) : list(parts))
            """
    }

    private func list(_ parts: Parts) -> HTML {
        "<div class=\"rows\" id=\"rows\" data-keys-list>\(rows.map { parts.person($0) })\(parts.more(next))</div>"
    }

    private func empty(_ parts: Parts) -> HTML {
        let words = parts.words
        if next != nil { return parts.more(next) }
        if !typed.isEmpty { return parts.empty(.search, words("contactpage.nobody", ["typed": typed]), words("contactpage.nobodyText")) }
        return parts.empty(.users, words("contactpage.empty"), words("contactpage.emptyText"))
    }
}

extension Parts {
    /// People and whom they belong to.
    func peopleTabs(isOrganisations: Bool) -> HTML {
        tabs(words("contactpage.title"), [
            (text: words("contactpage.people"), address: "/contacts", current: !isOrganisations),
            (text: words("contactpage.organisations"), address: "/organisations", current: isOrganisations),
        ])
    }

    /// A field that offers while somebody types; what is chosen is opened.
    func finder(_ action: String, _ label: String, typed: String, offers: String) -> HTML {
        let field = Field(
            "q", label, .search, value: typed, extra: " data-pick=\"\(offers)\" autocomplete=\"off\" maxlength=\"320\"")
        return """
            <form method="get" action="\(action)" role="search" class="filters">\(self.field(field))\
            \(button(words("common.search"), icon: .search))</form>
            """
    }

    /// One person in a list.
    func person(_ row: ContactRowStore.Row) -> HTML {
        let name = row.name ?? words("contactpage.nameless")
        let vip: HTML = row.contact.isVIP ? "<span class=\"end\">\(badge("VIP", .accent, icon: .star))</span>" : .empty
        let ways = row.ways.filter { $0.value != name }.prefix(3).map { way -> HTML in
            "\(channel(ChannelMark(way.kind)))<span class=\"cut\">\(way.value)</span>"
        }
        let place: HTML = row.organisation.map { "\(Icon.organisation.small)<span class=\"cut\">\($0)</span>" } ?? .empty
        return """
            <div class="row"><span class="dot"></span><a href="/contacts/\(row.contact.id.text)" data-row>\
            <span class="line">\(avatar(name))<span class="subject cut">\(name)</span>\(vip)</span>\
            <span class="meta">\(ways)\(place)</span></a></div>
            """
    }
}
