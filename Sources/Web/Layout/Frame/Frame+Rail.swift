import Languages
import Markup
import Primitives

extension Frame {
    /// The places of the desk. A column; icons alone on a smaller window; at the bottom of a phone.
    var rail: HTML {
        """
        <nav class="rail" aria-label="\(words("layout.nav"))">
        \(sign)
        <ul class="minor">\(places(Place.doings))</ul>
        <ul class="work">\(places(Place.work))</ul>
        \(group(words("layout.queues"), queues))\(group(words("layout.views"), views))
        <div class="minor"><p class="label">\(words("layout.desk"))</p><ul>\(places(Place.desk))</ul></div>
        \(phonePlaces)\(profile)
        </nav>
        """
    }

    /// The desk's name; with several departments, the way to the others.
    private var sign: HTML {
        if departments.isEmpty { return "<div class=\"desk\">\(mark)<span class=\"cut\">\(desk)</span></div>" }
        let links = departments.map { place -> HTML in
            let hint = place.isAway ? words("layout.department.away") : place.prefix
            return """
                <a href="/in/\(place.prefix)"\(place.isCurrent ? " aria-current=\"true\"" : HTML.empty)>\
                <span class="cut">\(place.name)</span><span class="small quiet">\(hint)</span></a>
                """
        }
        let opener: HTML = "\(mark)<span class=\"cut\">\(desk)</span>\(Icon.chevronDown.html)"
        return "<div class=\"desk\">\(parts.menu("departments-menu", opener, look: "place", label: words("layout.departments"), links))</div>"
    }

    private func places(_ all: [Place]) -> [HTML] {
        all.filter(places.contains).map { place -> HTML in "<li>\(link(place))</li>" }
    }

    private func link(_ place: Place) -> HTML {
        let name = words("layout.place." + place.rawValue)
        return """
            <a class="place" href="\(place.path)" title="\(name)" data-key="\(place.key)" data-place\(currentMark(place.path))>\
            \(place.icon.html)<span class="cut">\(name)</span>\(beside(place))</a>
            """
    }

    private func beside(_ place: Place) -> HTML {
        switch place {
        case .search: "<kbd>Ctrl K</kbd>"
        case .newTicket: "<kbd>C</kbd>"
        default: place.counts ? count(place.rawValue) : .empty
        }
    }

    /// A counter that scripts keep up to date; hidden at zero.
    private func count(_ name: String) -> HTML {
        let number = counters[name] ?? 0
        let text = number == 0 ? "" : words.numbers.text(number)
        return "<span class=\"count\" data-count=\"\(name)\"\(number == 0 ? " hidden" : HTML.empty)>\(text)</span>"
    }

    private func currentMark(_ path: String) -> HTML {
        path == current ? " aria-current=\"page\"" : .empty
    }

    private func group(_ name: String, _ all: [SidePlace]) -> HTML {
        if all.isEmpty { return .empty }
        let links = all.map { place -> HTML in
            """
            <li><a class="place" href="\(place.path)" data-place\(currentMark(place.path))>\
            <span class="cut">\(place.name)</span>\(count(place.counter))</a></li>
            """
        }
        return "<div class=\"views minor\"><p class=\"label\">\(name)</p><ul>\(links)</ul></div>"
    }

    /// Where the column is too narrow for them: the queues; at the bottom of a phone all places that have no room there.
    private var phonePlaces: HTML {
        let rest = (Place.doings + Place.work + Place.desk).filter { !Place.phone.contains($0) && places.contains($0) }
        let sides = (queues + views).map { moreLink("side", $0.path, .inbox, $0.name) }
        let links = rest.map { moreLink("phone", $0.path, $0.icon, words("layout.place." + $0.rawValue)) }
        let others = departments.filter { !$0.isCurrent }.map { moreLink("phone", "/in/\($0.prefix)", .organisation, $0.name) }
        let name = words("layout.place.more")
        return """
            <div class="phone-places"><button class="place" type="button" popovertarget="more-places" aria-haspopup="true" title="\(name)">\
            \(Icon.dots.html)<span class="cut">\(name)</span></button>\
            <div class="menu" id="more-places" popover><ul>\(sides)\(links)\(others)\
            \(moreLink("phone", "/profile", .user, words("layout.profile")))</ul></div></div>
            """
    }

    private func moreLink(_ look: String, _ path: String, _ icon: Icon, _ name: String) -> HTML {
        "<li class=\"\(look)\"><a href=\"\(path)\"\(currentMark(path))>\(icon.html)<span class=\"cut\">\(name)</span></a></li>"
    }

    private var profile: HTML {
        guard let person else { return .empty }
        let name = words("layout.profileOf", ["name": person])
        return """
            <div class="me minor"><button class="place" type="button" popovertarget="profile-menu" aria-haspopup="true" aria-label="\(name)" title="\(name)">\
            \(parts.avatar(person, us: true, here: true))<span class="cut">\(person)</span></button>\
            <div class="menu" id="profile-menu" popover><ul>\
            <li><a href="/profile" data-place>\(Icon.user.html)\(words("layout.profile"))</a></li>\
            <li>\(parts.button(words("layout.keys.hint"), icon: .keyboard, key: "?", type: "button", extra: " data-keys-help hidden"))</li></ul>\
            \(languages(to: "/profile/language"))\
            \(parts.form("/sign-out", "<button class=\"item\" type=\"submit\">\(Icon.signOut.html)\(words("layout.signOut"))</button>"))</div></div>
            """
    }

    /// One button per language; the present one is pressed. Sends `language` and `back`.
    func languages(to action: String) -> HTML {
        let buttons = Language.allCases.map { language -> HTML in
            """
            <button class="item" type="submit" name="language" value="\(language.rawValue)" lang="\(language.rawValue)" \
            aria-pressed="\(language == words.language ? "true" : "false")">\(language.name)</button>
            """
        }
        return parts.form(action, look: "languages", """
            <p class="label" id="language-name">\(words("layout.language"))</p>\
            <div role="group" aria-labelledby="language-name">\(buttons)</div>
            """)
    }
}
