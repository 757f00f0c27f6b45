import Languages
import Markup

extension Parts {
    /// The head of an open ticket: number and tools, subject, facts. Part `head` of live updates.
    /// - Parameters:
    ///   - back: the list we came from, with its name; shown where the list is not in sight.
    ///   - presence: who else reads or writes, filled and refreshed by scripts.
    ///   - tools: buttons for the verbs, the last ones that stay on a phone.
    ///   - facts: state, tier and queue, assignee; `wideFacts`: what a phone goes without, as priority and trail.
    package func ticketHead(
        number: String, subject: String, back: (name: String, address: String), presence: HTML = .empty, tools: HTML, facts: [HTML],
        wideFacts: [HTML] = []
    ) -> HTML {
        let items = facts.map { fact -> HTML in "<span>\(fact)</span>" } + wideFacts.map { fact -> HTML in "<span class=\"wide\">\(fact)</span>" }
        return """
            <header data-part="head"><div class="tools">\
            \(iconLink(.arrowLeft, words("layout.backToList", ["name": back.name]), to: back.address, extra: " data-back"))\
            <span class="small quiet num">\(number)</span>\
            <span class="line wide small faint end-free" data-presence="\(number)">\(presence)</span>\
            <span class="verbs end">\(tools)</span>\
            \(iconLink(.drawer, words("layout.context"), to: "#context", extra: " data-drawer"))</div>\
            <h1 id="subject">\(subject)</h1><div class="facts">\(items)</div></header>
            """
    }
}
