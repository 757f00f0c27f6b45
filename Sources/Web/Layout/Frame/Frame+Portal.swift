import Languages
import Markup
import Primitives

extension Frame {
    /// The places of the customers' pages.
    package enum PortalPlace: String, Sendable, CaseIterable {
        case ask, mine, questions

        package var path: String {
            switch self {
            case .ask: "/help"
            case .mine: "/help/requests"
            case .questions: "/help/questions"
            }
        }
    }

    func portal(_ page: HTML) -> HTML {
        """
        <div class="site">\(skip)
        <header><div class="in">
        <a class="shop" href="\(PortalPlace.ask.path)">\(mark)\(desk)</a>
        <nav aria-label="\(words("layout.portal.nav"))"><ul>\(portalPlaces)</ul></nav>
        <span class="line end">\(languageMenu)\(signedIn)</span>
        </div></header>
        <main class="in" id="content" tabindex="-1" data-dialog-part>\(told)\(page)</main>
        <footer><div class="in"><span class="end">\(words("layout.poweredBy"))</span></div></footer>
        </div>
        """
    }

    private var portalPlaces: [HTML] {
        PortalPlace.allCases.map { place in
            let mark: HTML = place.path == current ? " aria-current=\"page\"" : .empty
            return "<li><a href=\"\(place.path)\"\(mark)>\(words("layout.portal." + place.rawValue))</a></li>"
        }
    }

    private var languageMenu: HTML {
        """
        <span class="menu-host"><button class="btn plain" type="button" popovertarget="language-menu" aria-haspopup="true">\
        \(Icon.globe.html)<span>\(words.language.name)</span></button>\
        <div class="menu" id="language-menu" popover>\(languages(to: "/help/language"))</div></span>
        """
    }

    private var signedIn: HTML {
        guard let person else {
            return "<a class=\"btn plain\" href=\"/help/sign-in\">\(words("sign.title"))</a>"
        }
        let name = words("layout.portal.signedInAs", ["name": person])
        return """
            <span class="menu-host"><button class="btn plain square" type="button" popovertarget="person-menu" aria-haspopup="true" \
            aria-label="\(name)" title="\(name)">\(parts.avatar(person))</button>\
            <div class="menu" id="person-menu" popover>\
            \(parts.form("/sign-out", "<button class=\"item\" type=\"submit\">\(Icon.signOut.html)\(words("layout.signOut"))</button>"))</div></span>
            """
    }
}
