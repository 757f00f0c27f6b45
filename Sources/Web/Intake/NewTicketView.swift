import Contacts
import Languages
import Markup
import Primitives
import Tickets

extension NewTicketPage {
    func page(_ parts: Parts) -> HTML {
        let words = parts.words
        let (who, what, more) = (whoFields(words), whatFields(words), moreFields(words))
        let form = parts.form("/tickets/new", look: "form", """
            \(parts.trouble(trouble, who + what + more))\(takingOn(parts))\
            \(parts.field(who[0]))\(parts.which(choices, newcomer: self.form.person.who))\(parts.field(who[1]))\(parts.field(how(words)))\
            \(what.map { parts.field($0) })\(parts.field(Field("mine", words("newticket.mine"), .tick, value: self.form.isMine ? "on" : "")))\
            \(parts.detail(words("newticket.more"), "<div class=\"stack loose\">\(more.map { parts.field($0) })</div>", open: isMoreOpen))\
            <p class="line">\(parts.button(words("newticket.file"), .primary, icon: .plus, key: "Ctrl+Enter", extra: " data-send"))</p>
            """)
        return "<header><h1>\(title)</h1>\(parts.intakeTabs(.ticket, logsQuestions: logsQuestions))</header>\(form)"
    }

    private func takingOn(_ parts: Parts) -> HTML {
        guard let question else { return .empty }
        let words = parts.words
        let answer: HTML = question.answer.isEmpty
            ? .empty : "<p class=\"quiet\">\(words("questionpage.answeredThen", ["answer": question.answer.cut(300)]))</p>"
        return parts.hidden("question", question.id.text) + parts.callout(.accent, icon: .log, """
            <p>\(words("questionpage.takingOn")) <a href="/questions/\(question.id.text)">\(question.asked.cut(120))</a></p>\(answer)
            """)
    }

    /// Nothing was sent yet.
    private var isFirst: Bool { choices.isEmpty && trouble.isEmpty }

    private var isMoreOpen: Bool {
        form.queue != nil || form.priority != .normal || form.kind != .question
    }

    private func whoFields(_ words: Words) -> [Field] {
        [
            Field(
                "who", words("newticket.who"), value: form.person.who, hint: words("newticket.whoHint"), error: trouble.about("who", words),
                extra: " data-pick=\"/contacts.json?q=\" autocomplete=\"off\" maxlength=\"320\"\(isFirst ? " data-focus autofocus" : HTML.empty)"),
            Field(
                "address", words("newticket.address"), value: form.person.address, hint: words("newticket.addressHint"),
                error: trouble.about("address", words), autocomplete: "off", extra: " maxlength=\"320\""),
        ]
    }

    private func how(_ words: Words) -> Field {
        let ways = NewTicketForm.channels.map { Field.Choice($0.rawValue, words("newticket.how.\($0.rawValue)")) }
        return Field("channel", words("newticket.how"), .radios(ways), value: form.channel.rawValue, error: trouble.about("channel", words), required: true)
    }

    private func whatFields(_ words: Words) -> [Field] {
        [
            Field("subject", words("common.subject"), value: form.subject, error: trouble.about("subject", words), extra: " maxlength=\"500\""),
            Field(
                "text", words("newticket.text"), .area(rows: 6), value: form.text, hint: words("newticket.textHint"),
                error: trouble.about("text", words)),
        ]
    }

    private func moreFields(_ words: Words) -> [Field] {
        let usual = usualQueue.map { [Field.Choice("", words("newticket.usualQueue", ["name": $0.name]))] } ?? []
        let queues = usual + queues.map {
            Field.Choice($0.id.text, "\(words("ticket.tierNumber", ["number": "\($0.tier.level)"])) · \($0.name)")
        }
        let priorities = Priority.allCases.map { Field.Choice($0.name, words("ticket.priority.\($0.name)")) }
        let kinds = TicketKind.allCases.map { Field.Choice($0.rawValue, words("ticket.kind.\($0.rawValue)")) }
        return [
            Field("queue", words("newticket.queue"), .choices(queues), value: form.queue?.text ?? "", error: trouble.about("queue", words)),
            Field("priority", words("newticket.priority"), .choices(priorities), value: form.priority.name, error: trouble.about("priority", words), required: true),
            Field("kind", words("newticket.kind"), .choices(kinds), value: form.kind.rawValue, error: trouble.about("kind", words), required: true),
        ]
    }
}

/// The two ways an agent takes in what somebody says.
enum IntakeTab: Sendable {
    case ticket, question
}

extension Parts {
    /// Nothing where questions cannot be logged.
    func intakeTabs(_ current: IntakeTab, logsQuestions: Bool) -> HTML {
        guard logsQuestions else { return .empty }
        return tabs(words("newticket.tabs"), [
            (text: words("newticket.title"), address: "/tickets/new", current: current == .ticket),
            (text: words("newticket.asked"), address: "/questions/new", current: current == .question),
        ])
    }
}
