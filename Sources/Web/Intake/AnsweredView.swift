import Contacts
import Languages
import Markup
import Primitives
import Tickets

extension AnsweredPage {
    func page(_ parts: Parts) -> HTML {
        let words = parts.words
        let fields = fields(words)
        let article: HTML = form.article.map { parts.hidden("answer-id", $0.text) } ?? .empty
        let content = parts.form("/questions", look: "form", """
            \(parts.trouble(trouble, fields))\(article)\(parts.field(fields[0]))\(parts.field(fields[1]))\(parts.field(fields[2]))\
            \(parts.field(fields[3]))\(parts.which(choices, newcomer: form.person.who))\(parts.field(fields[4]))\
            <p class="line">\(parts.button(words("newticket.note"), .primary, icon: .check, key: "Ctrl+Enter", extra: " data-send"))</p>
            """)
        return "<header><h1>\(title)</h1>\(filesTickets ? parts.intakeTabs(.question, logsQuestions: true) : .empty)</header>\(content)"
    }

    private func fields(_ words: Words) -> [Field] {
        let outcomes = AnsweredForm.outcomes.map { Field.Choice($0.rawValue, words("newticket.outcome.\($0.rawValue)")) }
        let ways = NewTicketForm.channels.map { Field.Choice($0.rawValue, words("newticket.how.\($0.rawValue)")) }
        return [
            Field(
                "asked", words("newticket.question"), value: form.asked, error: trouble.about("asked", words), required: true, autocomplete: "off",
                extra: " maxlength=\"2000\"\(choices.isEmpty && trouble.isEmpty ? " autofocus data-focus" : HTML.empty)"),
            Field(
                "answer", words("newticket.answer"), value: form.answer, hint: words("newticket.answerHint"),
                error: trouble.about("answer", words), extra: " data-pick=\"/articles.json?q=\" autocomplete=\"off\" maxlength=\"5000\""),
            Field("outcome", words("newticket.outcome"), .radios(outcomes), value: form.outcome.rawValue, error: trouble.about("outcome", words), required: true),
            Field(
                "who", words("newticket.who"), value: form.person.who, hint: words("newticket.whoOptional"), error: trouble.about("who", words),
                extra: " data-pick=\"/contacts.json?q=\" autocomplete=\"off\" maxlength=\"320\""),
            Field("channel", words("newticket.how"), .radios(ways), value: form.channel.rawValue, error: trouble.about("channel", words), required: true),
        ]
    }
}
