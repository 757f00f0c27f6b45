import Accounts
import Customisation
import Gate
import HTTPTypes
import Hummingbird
import Languages
import Markup
import Primitives
import Storage

/// What leaves the desk: signature, time to take it back, receipts in each language.
struct AnswerSettingsRoutes {
    let desktop: Desktop
    let site: Site

    static let questions = [
        RuleForm.Question(Setting.deskSignature.rule, .area(rows: 3), "settings.signature"),
        RuleForm.Question(Setting.outboxHold.rule, .number, "settings.hold"),
        RuleForm.Question(Setting.closeAfterDays.rule, .number, "settings.closeAfter"),
        RuleForm.Question(Setting.receiptsOn.rule, .tick, "settings.receipts"),
    ] + Language.allCases.map { RuleForm.Question(Setting.receiptText($0).rule, .area(rows: 4), "settings.receipt.\($0.rawValue)") }

    func add(to gate: Gate) {
        gate.get("/settings/answers", demands: .configure, .setting, reach: .department) { _, context in try await show(context, nil) }
        gate.post("/settings/answers", demands: .configure, .setting, reach: .department) { _, context in try await save(context) }
    }

    private func show(_ context: AgentContext, _ kept: RuleForm?) async throws -> Response {
        let access = try context.configuring()
        let form = kept ?? RuleForm(Self.questions, of: access.department, desktop.settings)
        return try await desktop.show(context, in: access, status: form.troubles.isEmpty ? .ok : .unprocessableContent) { around, _ in
            AnswerSettingsPage(
                form: form, previews: Language.allCases.map { preview($0, form, around) }, hasTried: kept != nil, words: around.words)
        }
    }

    private func save(_ context: AgentContext) async throws -> Response {
        let access = try context.configuring()
        var form = RuleForm(Self.questions, keeping: context.form)
        for language in Language.allCases {
            let name = Setting.receiptText(language).rule.name
            do {
                if let text = form.values[name], !text.isEmpty { _ = try site.filled(text, [:]) }
            } catch {
                form.blame(name, Notice("settings.receipt.unreadable", .invalid))
            }
        }
        guard form.troubles.isEmpty, !context.form.has("preview") else { return try await show(context, form) }
        try await form.save(desktop.settings, as: access)
        return context.redirect(to: LocalPath("/settings/answers"), telling: Notice("settings.saved", .told))
    }

    /// A receipt as its reader would see it, with made-up values.
    private func preview(_ language: Language, _ form: RuleForm, _ around: Surroundings) -> ReceiptPreview {
        let words = Words(language), number = "\(around.department.prefix)-1042"
        let link = "\(site.url())/r/…"
        let values = ["number": number, "desk": around.desk, "subject": "", "link": link]
        let own = form.values[Setting.receiptText(language).rule.name]?.trimmed ?? ""
        let text = own.isEmpty
            ? [words("receipt.text", values), words("receipt.follow", ["link": link]), words("receipt.closing", values)].joined(separator: "\n\n")
            : (try? site.filled(own, values)) ?? ""
        return ReceiptPreview(language: language, subject: words("receipt.subject", ["number": number]), text: text)
    }
}

struct ReceiptPreview: Sendable {
    let language: Language
    let subject: String
    let text: String
}

struct AnswerSettingsPage: SettingsPage {
    let place = SettingsPlace.answers
    let form: RuleForm
    let previews: [ReceiptPreview]
    /// Whether the previews are of words just typed.
    let hasTried: Bool
    let words: Words

    func content(_ parts: Parts) -> HTML {
        let fields = form.fields(words)
        return """
            \(parts.section(words("settings.answers.what"), parts.form("/settings/answers", look: "form", """
                \(parts.errorSummary(fields))\(fields.map { parts.field($0) })\
                <p class="line wrap">\(parts.button(words("common.save"), .primary))\
                \(parts.button(words("settings.preview"), .plain, icon: .eye, name: "preview", value: "1"))</p>
                """)))\
            \(parts.section(words("settings.receipt.preview"), hint: words("settings.receipt.gaps"), previews.map { shown($0, parts) }.joined()))
            """
    }

    private func shown(_ preview: ReceiptPreview, _ parts: Parts) -> HTML {
        let lines = preview.text.split(separator: "\n", omittingEmptySubsequences: false).map { HTML(text: String($0)) }
        return """
            <details class="more"\(hasTried ? " open" : HTML.empty)><summary>\(preview.language.name)</summary>\
            <div class="callout" lang="\(preview.language.rawValue)">\(Icon.mail.html)<div class="stack">\
            <p class="strong">\(preview.subject)</p><p class="text">\(lines.joined(separator: "<br>"))</p></div></div></details>
            """
    }
}
