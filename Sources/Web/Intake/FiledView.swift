import Languages
import Markup
import Primitives
import Tickets

extension FiledPage {
    func page(_ parts: Parts) -> HTML {
        let words = parts.words
        return """
            <header><p class="quiet">\(words("newticket.readOut"))</p>\
            <h1 class="num read-out" tabindex="-1" data-focus>\(number.text)</h1></header>\
            <div class="stack loose"><p>\(subject)<br><span class="small quiet">\(words("newticket.filedTo", ["name": requester, "queue": queue]))</span></p>\
            <p class="line wrap">\(parts.link(words("newticket.open"), to: "/tickets/\(number)", .primary, icon: .arrowRight, key: "o"))\
            \(parts.link(words("newticket.another"), to: "/tickets/new", icon: .plus))\
            \(parts.link(words("ticket.act.solve"), to: "/tickets/\(number)/solve", icon: .check, key: "s", dialog: true))</p>\
            \(others.isEmpty ? .empty : list(parts))</div>
            """
    }

    private func list(_ parts: Parts) -> HTML {
        let rows = others.map { ticket -> HTML in
            """
            <li class="line"><a href="/tickets/\(ticket.number.text)"><span class="num">\(ticket.number.text)</span> \(ticket.subject)</a>\
            \(parts.state(StateMark(ticket.state)))\(parts.time(ticket.active))</li>
            """
        }
        return """
            <section class="stack" aria-labelledby="others"><h2 id="others" class="label">\
            \(parts.words.count("newticket.others", others.count, ["name": requester]))</h2><ul class="stack">\(rows)</ul>\
            <p>\(parts.link(parts.words("newticket.merge"), to: "/tickets/\(number)/merge", icon: .merge, dialog: true))</p></section>
            """
    }
}
