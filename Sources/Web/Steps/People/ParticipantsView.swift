import Languages
import Markup
import Primitives
import Tickets

extension ParticipantsPage {
    func sheet(_ parts: Parts) -> Sheet {
        let words = parts.words
        let fields = fields(words)
        return Sheet(
            head, submit: words("steps.people.add"), icon: .plus,
            """
            \(parts.defaultButton)\(parts.trouble(trouble, fields))\(list(parts))\
            \(parts.field(fields[0]))\(parts.which(choices))\(parts.field(fields[1]))
            """)
    }

    private func fields(_ words: Words) -> [Field] {
        let roles = Participant.Role.allCases.map {
            Field.Choice($0.rawValue, words("steps.people.role.\($0.rawValue)"), hint: words("steps.people.roleHint.\($0.rawValue)"))
        }
        return [
            Field(
                "who", words("steps.people.who"), value: form.who, hint: words("steps.people.whoHint"), error: trouble.about("who", words),
                required: true, extra: " data-pick=\"/contacts.json?q=\" autocomplete=\"off\" maxlength=\"320\" data-focus"),
            Field("role", words("steps.people.as"), .radios(roles), value: form.role.rawValue, required: true),
        ]
    }

    private func list(_ parts: Parts) -> HTML {
        let words = parts.words
        let rows = lines.map { line -> HTML in
            """
            <li>\(parts.avatar(line.name))<span><span class="medium">\(line.name)</span> \
            \(parts.badge(words("steps.people.role.\(line.role.rawValue)")))\
            \(line.isAccepted ? .empty : parts.badge(words("steps.people.waiting"), .warning))\
            <br><span class="xs quiet">\(line.address)</span></span><span class="line">\(buttons(line, parts))</span></li>
            """
        }
        if rows.isEmpty { return "<p class=\"small quiet\">\(words("steps.people.none", ["name": head.requester]))</p>" }
        return "<ul class=\"people\">\(rows)</ul>"
    }

    private func buttons(_ line: Line, _ parts: Parts) -> HTML {
        let value = "\(line.role.rawValue) \(line.contact)"
        let remove = parts.iconButton(
            .close, parts.words("common.removeNamed", ["name": line.name]), type: "submit",
            extra: " name=\"press\" value=\"remove \(value)\" formnovalidate")
        if line.isAccepted { return remove }
        return parts.button(parts.words("steps.people.accept"), name: "press", value: "accept \(value)", extra: " formnovalidate") + remove
    }
}
