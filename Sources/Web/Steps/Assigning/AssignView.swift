import Languages
import Markup
import Primitives
import Tickets

extension AssignPage {
    func sheet(_ parts: Parts) -> Sheet {
        let words = parts.words
        let move = moveField(words)
        return Sheet(
            head, submit: words("ticket.act.assign"), icon: .user,
            """
                \(parts.defaultButton)\(parts.seen(head.version))\(parts.trouble(trouble, [move]))\(people(parts))\(parts.field(move))
                """)
    }

    private func people(_ parts: Parts) -> HTML {
        let rows = choices.enumerated().map { index, choice in row(choice, key: key(index, choice), parts) }
        return """
            <fieldset class="field"><legend class="small medium">\(parts.words("steps.assign.whom", ["name": queue.name]))</legend>\
            <ol class="ranked">\(rows)</ol></fieldset>
            """
    }

    private func key(_ index: Int, _ choice: Choice) -> String? {
        switch choice.who {
        case .me: "m"
        case .nobody: "0"
        case .agent: index < 10 && index > 0 ? "\(index)" : index == 0 ? "1" : nil
        }
    }

    private func row(_ choice: Choice, key: String?, _ parts: Parts) -> HTML {
        let words = parts.words
        let name =
            switch choice.who {
            case .me: words("steps.assign.me", ["name": choice.name])
            case .agent: choice.name
            case .nobody: words("steps.assign.nobody")
            }
        let detail = choice.isNow ? words("steps.assign.now") : choice.who == .nobody ? "" : words.count("steps.active", choice.active)
        let isChosen = choice.value == chosen
        return """
            <li><label><input type="radio" name="to" value="\(choice.value)"\(isChosen ? " checked data-focus" : HTML.empty)>\
            <span class="medium">\(name)</span>\(parts.keys(key))<span class="xs quiet">\(detail)</span></label>\
            <div class="detail"><p>\(parts.button(words("steps.assign.this"), name: "now", value: choice.value, key: key))</p></div></li>
            """
    }

    private func moveField(_ words: Words) -> Field {
        let choices = [Field.Choice("", words("steps.assign.stay", ["name": queue.name]))]
            + queues.map { Field.Choice($0.id.text, "\(words("ticket.tierNumber", ["number": "\($0.tier.level)"])) · \($0.name)") }
        return Field(
            "queue", words("steps.assign.move"), .choices(choices), value: form.queue?.text ?? "", hint: words("steps.assign.moveHint"),
            error: trouble.about("queue", words))
    }
}
