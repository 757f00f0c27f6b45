import Contacts
import Languages
import Markup
import Primitives
import Tickets

extension AnsweredPage {
    func page(_ parts: Parts) -> HTML {
        let words = parts.words, what = whatFields(form, words), who = whoFields(form, words)
        let article: HTML = form.article.map { parts.hidden("answer-id", $0.text) } ?? .empty
        let content = parts.form(noted.map { "/questions/\($0.id)/edit" } ?? "/questions", look: "form", """
            \(parts.trouble(trouble, what + who))\(meanwhile(parts))\(noted == nil ? .empty : form.seen.map { parts.seen($0) } ?? .empty)\(article)\
            \(what.map { parts.field($0) })\(parts.field(who[0]))\(parts.which(choices, newcomer: form.person.who))\
            \(who.dropFirst().map { parts.field($0) })<p class="line">\(buttons(parts))</p>
            """)
        return "<header><h1>\(title)</h1>\(filesTickets ? parts.intakeTabs(.question, logsQuestions: true) : .empty)</header>\(content)"
    }

    private func buttons(_ parts: Parts) -> HTML {
        let words = parts.words
        guard let noted else {
            return parts.button(words("newticket.note"), .primary, icon: .check, key: "Ctrl+Enter", extra: " data-send")
        }
        return parts.button(words("common.save"), .primary, key: "Ctrl+Enter", extra: " data-send")
            + parts.link(words("common.cancel"), to: "/questions/\(noted.id)", .plain)
    }

    private func whatFields(_ form: AnsweredForm, _ words: Words) -> [Field] {
        let isFirst = choices.isEmpty && trouble.isEmpty
        var fields = [
            Field(
                "asked", words("newticket.question"), value: form.asked, error: trouble.about("asked", words), required: true, autocomplete: "off",
                extra: " maxlength=\"2000\"\(isFirst ? " autofocus data-focus" : HTML.empty)"),
            Field(
                "answer", words("newticket.answer"), value: form.answer, hint: words("newticket.answerHint"),
                error: trouble.about("answer", words), extra: " data-pick=\"/articles.json?q=\" autocomplete=\"off\" maxlength=\"5000\""),
        ]
        // How it went is said by its ticket, where it has one.
        if noted?.ticket == nil {
            let outcomes = AnsweredForm.outcomes.map { Field.Choice($0.rawValue, words("newticket.outcome.\($0.rawValue)")) }
            fields.append(
                Field(
                    "outcome", words("newticket.outcome"), .radios(outcomes), value: form.outcome.rawValue,
                    error: trouble.about("outcome", words), required: true))
        }
        return fields
    }

    private func whoFields(_ form: AnsweredForm, _ words: Words) -> [Field] {
        let usual = NewTicketForm.channels, channels = usual.contains(form.channel) ? usual : usual + [form.channel]
        let ways = channels.map { Field.Choice($0.rawValue, words("questionpage.channel.\($0.rawValue)")) }
        var fields = [
            Field(
                "who", words("newticket.who"), value: form.person.who, hint: words("newticket.whoOptional"), error: trouble.about("who", words),
                extra: " data-pick=\"/contacts.json?q=\" autocomplete=\"off\" maxlength=\"320\""),
            Field("channel", words("newticket.how"), .radios(ways), value: form.channel.rawValue, error: trouble.about("channel", words), required: true),
        ]
        if !categories.isEmpty {
            let choices = [Field.Choice("", words("common.none"))] + categories.map { Field.Choice($0.id.text, $0.name) }
            fields.append(
                Field(
                    "category", words("ticketpage.category"), .choices(choices), value: form.category?.text ?? "",
                    error: trouble.about("category", words)))
        }
        return fields
    }

    private func meanwhile(_ parts: Parts) -> HTML {
        guard let now else { return .empty }
        let pairs = (whatFields(now, parts.words) + whoFields(now, parts.words)).map { field -> HTML in
            "<dt class=\"quiet\">\(field.label)</dt><dd>\(field.shown)</dd>"
        }
        return parts.callout(.warning, "<p class=\"strong\">\(parts.words("questionpage.standsNow"))</p><dl>\(pairs)</dl>")
    }
}

extension Field {
    /// Its value in the reader's words.
    fileprivate var shown: String {
        switch kind {
        case .choices(let choices), .radios(let choices): choices.first { $0.value == value }?.text ?? value
        default: value
        }
    }
}
