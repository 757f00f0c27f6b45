import Languages
import Markup
import Primitives
import Tickets

extension LinksPage {
    func sheet(_ parts: Parts) -> Sheet {
        let words = parts.words
        let fields = fields(words)
        return Sheet(
            head, submit: words("steps.links.add"), icon: .link,
            """
                \(parts.defaultButton)\(parts.trouble(trouble, fields))\(list(parts))\(fields.map { parts.field($0) })
                """)
    }

    private func fields(_ words: Words) -> [Field] {
        let choices = Self.kinds.map { Field.Choice($0.rawValue, words("ticket.link.\($0.rawValue)")) }
        return [
            Field("kind", words("steps.links.kind", ["number": head.number.text]), .choices(choices), value: kind.rawValue, required: true),
            Field(
                "other", words("steps.links.other"), value: typed, hint: words("steps.merge.hint"), error: trouble.about("other", words),
                required: true, extra: " data-pick=\"/tickets.json?q=\" autocomplete=\"off\" data-focus"),
        ]
    }

    private func list(_ parts: Parts) -> HTML {
        let words = parts.words
        let rows = lines.map { line -> HTML in
            let name = words(line.isFromOther ? "steps.linkOf.\(line.kind.rawValue)" : "steps.link.\(line.kind.rawValue)")
            return """
                <li class="line"><span class="small quiet">\(name)</span><a href="/tickets/\(line.number.text)">\
                <span class="num">\(line.number.text)</span> \(line.subject)</a>\(parts.state(StateMark(line.state)))\
                <span class="end">\(remove(line, parts))</span></li>
                """
        }
        let rest: HTML = hidden > 0 ? "<p class=\"xs quiet\">\(words.count("steps.links.hidden", hidden))</p>" : .empty
        let none: HTML = lines.isEmpty && hidden == 0 ? "<p class=\"small quiet\">\(words("steps.links.none"))</p>" : .empty
        return "<ul class=\"stack\">\(rows)</ul>\(rest)\(none)"
    }

    private func remove(_ line: Line, _ parts: Parts) -> HTML {
        let value = "\(line.isFromOther ? "from" : "to") \(line.kind.rawValue) \(line.number)"
        return parts.iconButton(
            .close, parts.words("common.removeNamed", ["name": line.number.text]), type: "submit",
            extra: " name=\"remove\" value=\"\(value)\" formnovalidate")
    }
}
