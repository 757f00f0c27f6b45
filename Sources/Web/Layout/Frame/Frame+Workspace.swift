import Languages
import Markup

extension Frame {
    /// Rail, list, ticket and context. On a phone one of them at a time: the ticket where one is open, else the list.
    func shell(_ workspace: Workspace) -> HTML {
        """
        \(skip)<div class="shell" data-shows="\(workspace.ticket == nil ? "list" : "ticket")">
        \(rail)
        <main class="both">
        <section class="list" id="list" aria-labelledby="list-name">\(workspace.list)</section>
        <section class="ticket" id="content" tabindex="-1"\(ticketName(workspace))>\(told)\(workspace.ticket ?? nothingOpen)</section>
        </main>
        \(context(workspace.context))\(toast)
        </div>
        """
    }

    /// Rail and one page.
    func shell(_ page: HTML) -> HTML {
        """
        \(skip)<div class="shell" data-shows="page">
        \(rail)
        <main class="page" id="content" tabindex="-1" data-dialog-part>\(told)\(page)</main>\(toast)
        </div>
        """
    }

    private func ticketName(_ workspace: Workspace) -> HTML {
        guard workspace.ticket != nil else { return " aria-label=\"\(words("layout.conversation"))\"" }
        let live = openTicket.map { " data-live-ticket=\"\($0)\"" as HTML } ?? .empty
        return " aria-labelledby=\"subject\"\(live)"
    }

    private var nothingOpen: HTML {
        "<div class=\"middle\">\(parts.empty(.inbox, words("layout.pickTicket"), words("layout.pickTicketHint")))</div>"
    }

    private func context(_ inside: HTML?) -> HTML {
        guard let inside else { return .empty }
        let close = parts.iconLink(.close, words("common.close"), to: "#content", extra: " data-close")
        return """
            <aside class="context" id="context" tabindex="-1" aria-label="\(words("layout.context"))">\
            <p class="close">\(close)</p><div data-part="context">\(inside)</div></aside>
            """
    }
}
