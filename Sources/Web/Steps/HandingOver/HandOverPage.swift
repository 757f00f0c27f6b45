import Languages
import Markup
import Primitives
import Tickets

/// Handing a ticket to another department: to which, and why.
struct HandOverPage: StepPage {
    let head: StepHead
    /// The others of the company.
    let departments: [Department]
    let form: HandOverForm
    let trouble: FormTrouble

    init(_ read: StepReading, _ form: HandOverForm = HandOverForm()) throws {
        head = try StepHead(.handOver, read)
        departments = read.around.others
        self.form = form
        trouble = read.trouble
    }

    func sheet(_ parts: Parts) -> Sheet {
        let words = parts.words
        let fields = [
            Field(
                "to", words("steps.handOver.to"), .choices(departments.map { .init($0.id.text, "\($0.name) (\($0.prefix))") }),
                value: (form.to ?? departments.first?.id)?.text ?? "", error: trouble.about("to", words), required: true, extra: " data-focus"),
            Field(
                "reason", words("steps.reason"), .area(rows: 4), value: form.reason, hint: words("steps.handOver.reason.hint"),
                error: trouble.about("reason", words), required: true, extra: " maxlength=\"10000\""),
        ]
        var sheet = Sheet(
            head, submit: words("steps.handOver.submit"), icon: .send,
            "\(parts.seen(head.version))\(parts.trouble(trouble, fields))\(fields.map { parts.field($0) })")
        sheet.aside = parts.consequences([
            .init(.inbox, words("steps.handOver.number", ["number": head.number.text])), .init(.chat, words("steps.handOver.all")),
            .init(.mail, words("steps.handOver.later", ["name": head.requester])),
        ])
        return sheet
    }
}
