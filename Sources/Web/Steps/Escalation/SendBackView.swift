import Languages
import Markup
import Primitives
import Tickets

extension SendBackPage {
    func sheet(_ parts: Parts) -> Sheet {
        let words = parts.words
        let fields = fields(words)
        var sheet = Sheet(
            head, submit: words("ticket.act.sendBack", ["number": "\(target?.tier.level ?? 1)"]), icon: .undo,
            "\(parts.seen(head.version))\(parts.trouble(trouble, fields))\(fields.map { parts.field($0) })")
        let who = nextAgent.isEmpty || target?.id != cameFrom
            ? words("steps.back.toQueue", ["name": target?.name ?? ""]) : words("steps.back.toAgent", ["name": nextAgent])
        sheet.aside = parts.consequences([.init(.user, who), .init(.lock, words("steps.escalate.hidden", ["name": head.requester]))])
        return sheet
    }

    private func fields(_ words: Words) -> [Field] {
        let choices = queues.map { queue in
            Field.Choice(queue.id.text, "\(words("ticket.tierNumber", ["number": "\(queue.tier.level)"])) · \(queue.name)")
        }
        return [
            Field(
                "reason", words("steps.back.reason"), value: form.reason, hint: words("steps.back.hint"),
                error: trouble.about("reason", words), required: true, extra: " maxlength=\"2000\" data-focus"),
            Field(
                "findings", words("steps.back.findings"), .area(rows: 4), value: form.findings, error: trouble.about("findings", words)),
            Field("to", words("steps.to"), .choices(choices), value: target?.id.text ?? "", required: true),
        ]
    }
}
