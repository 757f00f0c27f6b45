import Languages
import Markup
import Primitives
import Tickets

extension MergePage {
    /// Without a preview it asks for the ticket; with one it says what will happen and does it.
    func sheet(_ parts: Parts) -> Sheet {
        let words = parts.words
        let into = field(words)
        var sheet = Sheet(
            head, submit: words(preview == nil ? "steps.merge.preview" : "ticket.act.merge"), icon: preview == nil ? nil : .merge,
            """
                \(parts.seen(head.version))\(parts.trouble(trouble, [into]))\(parts.field(into))\(list(parts))\
                \(preview.map { parts.hidden("confirmed", $0.into.number.text) })
                """)
        sheet.aside = preview.map { aside($0, parts) }
        return sheet
    }

    private func field(_ words: Words) -> Field {
        Field(
            "into", words("steps.merge.into"), value: typed, hint: words("steps.merge.hint"), error: trouble.about("into", words),
            required: true, extra: " data-pick=\"/tickets.json?q=\" autocomplete=\"off\"\(preview == nil ? " data-focus" : HTML.empty)")
    }

    private func list(_ parts: Parts) -> HTML {
        guard !candidates.isEmpty else { return .empty }
        let rows = candidates.enumerated().map { index, ticket -> HTML in
            let key = "\(index + 1)"
            return """
                <li class="line">\(parts.button(ticket.number.text, name: "pick", value: ticket.number.text, key: key, extra: " formnovalidate"))\
                <span class="cut">\(ticket.subject)</span>\(parts.state(StateMark(ticket.state)))\(parts.time(ticket.opened, end: true))</li>
                """
        }
        return """
            <div class="stack"><h2 class="label">\(parts.words("steps.merge.same", ["name": head.requester]))</h2>\
            <ul class="stack">\(rows)</ul></div>
            """
    }

    private func aside(_ preview: Preview, _ parts: Parts) -> HTML {
        let words = parts.words
        let number = preview.into.number.text
        var lines = [
            Parts.Consequence(.merge, words("steps.merge.becomes", ["number": head.number.text, "other": number])),
            .init(.chat, words.count("steps.merge.moved", preview.moved)),
            .init(.mail, words("steps.merge.answers", ["number": number])),
        ]
        if preview.copiesRequester { lines.append(.init(.users, words("steps.merge.copies", ["name": head.requester]))) }
        lines.append(.init(.undo, words("steps.merge.undo")))
        return """
            <p class="small"><span class="num quiet">\(number)</span> \(parts.state(StateMark(preview.into.state)))<br>\
            <span class="medium">\(preview.into.subject)</span><br><span class="quiet">\(preview.requester)</span></p>\
            \(parts.consequences(lines))
            """
    }
}
