import Languages
import Markup

extension Parts {
    /// A table. The first cell of each row names it.
    /// - Parameter look: `table` alone sets the cells after the first to the right, as figures are
    package func table(_ caption: String, head: [String], rows: [[HTML]], look: String = "table told", captionHidden: Bool = false) -> HTML {
        let titles = head.map { title -> HTML in "<th scope=\"col\">\(title)</th>" }
        let lines = rows.map { cells -> HTML in
            let rest = cells.dropFirst().map { cell -> HTML in "<td>\(cell)</td>" }
            return "<tr><th scope=\"row\">\(cells.first)</th>\(rest)</tr>"
        }
        return """
            <div class="table-scroll" tabindex="0" role="region" aria-label="\(caption)"><table class="\(look)">\
            <caption\(captionHidden ? " class=\"sr\"" : HTML.empty)>\(caption)</caption>\
            <thead><tr>\(titles)</tr></thead><tbody>\(lines)</tbody></table></div>
            """
    }

    /// The way to the next rows; nothing on the last page. Scripts put them in place, others follow the link.
    package func more(_ address: String?) -> HTML {
        guard let address else { return .empty }
        return "<p class=\"more-rows\"><a class=\"btn\" href=\"\(address)\" rel=\"next\" data-more>\(words("common.showMore"))</a></p>"
    }

    /// Tabs that are links; the one with `current` is where we are.
    package func tabs(_ name: String, _ items: [(text: String, address: String, current: Bool)]) -> HTML {
        let links = items.map { item -> HTML in
            "<a href=\"\(item.address)\"\(item.current ? " aria-current=\"page\"" : HTML.empty)>\(item.text)</a>"
        }
        return "<nav class=\"tabs\" aria-label=\"\(name)\">\(links)</nav>"
    }

    /// A menu behind a button, without scripts (`popover`). `id` is unique on the page; items are links, or buttons of a form.
    package func menu(_ id: String, _ opener: HTML, look: String = "btn", label: String? = nil, _ items: [HTML]) -> HTML {
        let lines = items.map { item -> HTML in "<li>\(item)</li>" }
        return """
            <span class="menu-host"><button class="\(look)" type="button" popovertarget="\(id)" aria-haspopup="true"\
            \(attribute("aria-label", label))\(attribute("title", label))>\(opener)</button>\
            <div class="menu" id="\(id)" popover><ul>\(lines)</ul></div></span>
            """
    }
}
