import Accounts
import Channels
import Customisation
import Gate
import HTTPTypes
import Hummingbird
import Languages
import Mail
import Markup
import Primitives
import Storage

/// How mail comes and goes.
struct MailSettingsRoutes {
    let desktop: Desktop
    let site: Site

    static let questions = [
        RuleForm.Question(Setting.mailAddresses.rule, .area(rows: 3), "settings.addresses"),
        RuleForm.Question(Setting.mailFrom.rule, .line, "settings.from"),
        RuleForm.Question(Setting.mailTrustedHosts.rule, .area(rows: 2), "settings.trustedHosts"),
    ]

    func add(to gate: Gate) {
        gate.get("/settings/mail", demands: .configure, .setting, reach: .department) { _, context in try await show(context) }
        gate.post("/settings/mail", demands: .configure, .setting, reach: .department) { _, context in try await save(context) }
        gate.post("/settings/relay", demands: .configure, .setting, reach: .department) { _, context in try await relay(context) }
    }

    private func show(
        _ context: AgentContext, _ kept: RuleForm? = nil, relay: RelayForm? = nil, trial: Notice? = nil, _ trouble: FormTrouble = .none
    ) async throws -> Response {
        let access = try context.configuring(), department = access.department
        let rules = kept ?? RuleForm(Self.questions, of: department, desktop.settings)
        let relay = relay ?? RelayForm(desktop.settings(.mailRelay, department: department))
        let isFine = rules.troubles.isEmpty && trouble.isEmpty && trial?.kind != .refused
        let hasRelay = desktop.settings(.mailRelay, department: department) != nil || site.hasRelay
        return try await desktop.show(context, in: access, status: isFine ? .ok : .unprocessableContent) { around, _ in
            MailSettingsPage(
                rules: rules, relay: relay, trial: trial, trouble: trouble, hasRelay: hasRelay, door: site.mailDoor, words: around.words)
        }
    }

    private func save(_ context: AgentContext) async throws -> Response {
        let access = try context.configuring()
        let form = RuleForm(Self.questions, keeping: context.form)
        guard form.troubles.isEmpty else { return try await show(context, form) }
        do {
            try await form.save(desktop.settings, as: access)
            return context.redirect(to: LocalPath("/settings/mail"), telling: Notice("settings.saved", .told))
        } catch let error as SettingError {
            var form = form
            form.blame(Setting.mailAddresses.rule.name, error.notice)
            return try await show(context, form)
        }
    }

    private func relay(_ context: AgentContext) async throws -> Response {
        let access = try context.configuring(), form = RelayForm(keeping: context.form)
        do {
            let relay = try form.relay(keeping: desktop.settings(.mailRelay, department: access.department))
            if context.form.has("try") {
                let trial = try await RelayTrial(hostname: site.hostname).run(relay)
                return try await show(context, relay: form, trial: trial)
            }
            try await desktop.settings.change(.mailRelay, to: .some(relay), at: .department(access.department), as: access)
            return context.redirect(to: LocalPath("/settings/mail"), telling: Notice("settings.saved", .told))
        } catch let error as any UserFacingError {
            return try await show(context, relay: form, FormTrouble(error))
        }
    }
}

struct MailSettingsPage: SettingsPage {
    let place = SettingsPlace.mail
    let rules: RuleForm
    let relay: RelayForm
    /// What trying it brought.
    let trial: Notice?
    let trouble: FormTrouble
    let hasRelay: Bool
    let door: Site.MailDoor?
    let words: Words

    func content(_ parts: Parts) -> HTML {
        let listening = door.map { words("settings.listens", ["place": "\($0.host):\($0.port)"]) } ?? words("settings.listensNot")
        return """
            \(parts.section(words("settings.mail.in"), hint: listening, parts.sheetForm("/settings/mail", rules.fields(words))))\
            \(parts.section(words("settings.mail.out"), hint: words(hasRelay ? "settings.relay.has" : "settings.relay.none"), relay.view(parts, "/settings/relay", trial, trouble)))
            """
    }
}
