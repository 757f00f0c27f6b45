import Accounts
import Customisation
import Gate
import HTTPTypes
import Hummingbird
import Languages
import Markup
import Primitives
import Storage
import Tickets

/// What the desk is called, what it speaks, when it is open.
struct DeskSettingsRoutes {
    let desktop: Desktop

    func add(to gate: Gate) {
        gate.get("/settings", demands: .configure, .setting, reach: .department) { _, context in try await show(context) }
        gate.post("/settings", demands: .configure, .setting, reach: .department) { _, context in try await save(context) }
        gate.get("/settings/hours", demands: .configure, .setting, reach: .department) { _, context in try await showHours(context) }
        gate.post("/settings/hours", demands: .configure, .setting, reach: .department) { _, context in try await saveHours(context) }
    }

    private func show(_ context: AgentContext, _ kept: DepartmentForm? = nil, _ trouble: FormTrouble = .none) async throws -> Response {
        let access = try context.configuring(), settings = desktop.settings
        return try await desktop.show(context, in: access, status: trouble.isEmpty ? .ok : .unprocessableContent) { around, tx in
            let form = try kept ?? DepartmentForm(around.department, settings, tx)
            let hasTickets = try DepartmentForm.hasTickets(access.department, tx)
            return DepartmentPage(form: form, hasTickets: hasTickets, trouble: trouble, words: around.words)
        }
    }

    private func save(_ context: AgentContext) async throws -> Response {
        let access = try context.configuring()
        let form = DepartmentForm(keeping: context.form)
        do {
            try await desktop.save(form, as: access)
            return context.redirect(to: LocalPath("/settings"), telling: Notice("settings.saved", .told))
        } catch let error as any UserFacingError {
            return try await show(context, form, FormTrouble(error, at: DepartmentForm.places))
        }
    }

    private func showHours(_ context: AgentContext, _ kept: HoursForm? = nil, _ trouble: FormTrouble = .none) async throws -> Response {
        let access = try context.configuring()
        let form = kept ?? HoursForm(desktop.settings(.hours, department: access.department))
        return try await desktop.show(context, in: access, status: trouble.isEmpty ? .ok : .unprocessableContent) { around, _ in
            HoursPage(form: form, zone: around.department.zone, trouble: trouble, words: around.words)
        }
    }

    private func saveHours(_ context: AgentContext) async throws -> Response {
        let access = try context.configuring()
        let form = HoursForm(keeping: context.form)
        do {
            try await desktop.settings.change(.hours, to: try form.hours(), at: .department(access.department), as: access)
            return context.redirect(to: LocalPath("/settings/hours"), telling: Notice("settings.saved", .told))
        } catch let error as any UserFacingError {
            return try await showHours(context, form, FormTrouble(error))
        }
    }
}

/// What customers know the desk by, and what it speaks.
struct DepartmentForm: Sendable {
    var name: String
    var language: Language
    var zone: String
    var prefix: String
    var portalOn: Bool
    var isClosed: Bool

    static let places = [
        "department.name": "name", "department.prefix": "prefix", "department.prefixTaken": "prefix", "department.zone": "zone",
        "setting.tooLong": "name", "settings.prefix.used": "prefix",
    ]

    init(_ department: Department, _ settings: Settings, _ tx: Transaction) throws {
        name = settings(.deskName, department: department.id) ?? department.name
        (language, zone, prefix) = (department.language, department.zone, department.prefix)
        portalOn = settings(.portalOn, department: department.id)
        isClosed = settings(.deskClosed, department: department.id)
    }

    init(keeping form: Form) {
        name = (try? form.text("name")) ?? ""
        language = ((try? form.choice("language", of: Language.self)) ?? nil) ?? .en
        zone = (try? form.text("zone", most: 64)) ?? ""
        prefix = ((try? form.text("prefix", most: 16)) ?? "").uppercased()
        portalOn = form.isOn("portal")
        isClosed = form.isOn("closed")
    }

    static func hasTickets(_ department: ID<Department>, _ tx: Transaction) throws -> Bool {
        try !TicketStore(tx, department: department).oldest(after: nil, most: 1).isEmpty
    }

    func fields(_ words: Words, _ trouble: FormTrouble, hasTickets: Bool) -> [Field] {
        let lock: HTML = hasTickets ? " readonly" : " maxlength=\"10\""
        return [
            Field("name", words("settings.name"), value: name, hint: words("settings.name.hint"), error: trouble.about("name", words), required: true),
            .language(language, words, hint: words("settings.language.hint")),
            .zone(zone, words, error: trouble.about("zone", words)),
            Field(
                "prefix", words("settings.prefix"), value: prefix,
                hint: words(hasTickets ? "settings.prefix.fixed" : "settings.prefix.hint", ["example": "\(prefix)-1042"]),
                error: trouble.about("prefix", words), required: true, autocomplete: "off", extra: lock),
            Field("portal", words("settings.portal"), .tick, value: portalOn ? "on" : "", hint: words("settings.portal.hint")),
            Field("closed", words("settings.closed"), .tick, value: isClosed ? "on" : "", hint: words("settings.closed.hint")),
        ]
    }
}

extension Desktop {
    /// Throws ``DepartmentError``, ``SettingError`` and, for other ticket numbers than those in use, ``FormError``.
    func save(_ form: DepartmentForm, as access: Access) async throws {
        try access.demand(.configure, .setting, reach: .department)
        let now = now()
        let isUsed = try await db.read { tx in try DepartmentForm.hasTickets(access.department, tx) }
        try await branches.main.db.write { tx in
            let store = DepartmentStore(tx)
            var department = try store.require(access.department)
            if department.prefix != form.prefix && isUsed { throw FormError("prefix", "settings.prefix.used") }
            (department.language, department.zone, department.prefix) = (form.language, form.zone, form.prefix)
            guard try store.require(access.department) != department else { return }
            try store.update(department)
            try AuditStore(tx).append(
                .settingChanged, department: department.id, by: access.actor,
                ["name": "department", "language": form.language.rawValue, "zone": form.zone, "prefix": form.prefix], at: now)
        }
        let scope = SettingScope.department(access.department)
        try await settings.change(.deskName, to: form.name.isEmpty ? nil : .some(form.name), at: scope, as: access)
        try await settings.change(.portalOn, to: form.portalOn, at: scope, as: access)
        try await settings.change(.deskClosed, to: form.isClosed, at: scope, as: access)
    }
}

struct DepartmentPage: SettingsPage {
    let place = SettingsPlace.desk
    let form: DepartmentForm
    let hasTickets: Bool
    let trouble: FormTrouble
    let words: Words

    func content(_ parts: Parts) -> HTML {
        parts.section(
            words("settings.desk.what"), hint: words("settings.yours.hint"),
            parts.sheetForm("/settings", form.fields(words, trouble, hasTickets: hasTickets), trouble: trouble) + parts.zones
                + "<p><a class=\"btn\" href=\"/welcome/name\">\(words("settings.yours"))</a></p>")
    }
}
