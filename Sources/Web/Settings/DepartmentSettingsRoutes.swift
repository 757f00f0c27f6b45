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

/// The company's departments: those there are, a new one, and where one has its database.
struct DepartmentSettingsRoutes {
    let desktop: Desktop
    let site: Site

    func add(to gate: Gate) {
        gate.get("/settings/departments", demands: .configure, .setting, reach: .department) { _, context in try await list(context) }
        gate.post("/settings/departments", demands: .configure, .setting, reach: .department) { _, context in try await found(context) }
        gate.post("/settings/departments/:id/home", demands: .configure, .setting, reach: .department) { _, context in try await move(context) }
    }

    private func list(_ context: AgentContext, _ form: FoundingForm? = nil, _ trouble: FormTrouble = .none) async throws -> Response {
        let access = try context.configuring(), desktop = desktop, homes = site.homes
        let departments = try await desktop.branches.main.db.read { tx in
            let store = DepartmentStore(tx), all = try store.all()
            desktop.branches.know(all)
            return try all.map { department in
                DepartmentsPage.Line(
                    department, place: try store.home(of: department.id).flatMap { try homes?.place($0, department.id) },
                    isAway: department.isApart && desktop.branches.branch(department.id)?.desk == nil)
            }
        }
        // Others' departments are none of theirs.
        let own = Set(context.accesses.map(\.department)), isFounder = context.accesses.first?.department == departments.first?.department.id
        return try await desktop.show(context, in: access, status: trouble.isEmpty ? .ok : .unprocessableContent) { around, _ in
            DepartmentsPage(
                lines: departments.filter { isFounder || own.contains($0.department.id) }, own: own, isFounder: isFounder, mayBeApart: homes != nil,
                form: form ?? FoundingForm(around.department), trouble: trouble, words: around.words)
        }
    }

    private func found(_ context: AgentContext) async throws -> Response {
        let form = FoundingForm(keeping: context.form), id: ID<Department> = desktop.ids.next()
        do {
            guard let access = context.accesses.first else { throw GateError.noDepartment }
            let department = Department(id: id, name: form.name, prefix: form.prefix, language: form.language, zone: form.zone, isApart: form.isApart)
            try department.check()
            let home = try await sealed(form, of: id), main = desktop.branches.main
            let names = (1...3).map { Words(form.language)("settings.department.level", ["number": "\($0)"]) }
            try await desktop.accounts.found(department, home: home, as: access) { tx in
                _ = home == nil ? try main.seed(id, names: names, tx) : try main.seedTeams(id, names: names, tx)
            }
            // Its desk is opened in a moment; until then nothing of it goes to the main one.
            if home != nil { desktop.branches.set(Branches.Branch(department, nil)) }
            return context.redirect(
                to: LocalPath("/settings/departments"), telling: Notice("settings.department.made", .told, ["name": form.name]))
        } catch let error as any UserFacingError {
            return try await list(context, form, FormTrouble(error, at: FoundingForm.places))
        }
    }

    private func move(_ context: AgentContext) async throws -> Response {
        let id = try context.id("id", as: Department.self)
        do {
            guard let access = context.accesses.first else { throw GateError.noDepartment }
            let address = try context.form.required("home-\(id)", most: 2000)
            try await desktop.accounts.move(id, home: try await sealed(address, of: id), as: access)
            return context.redirect(to: LocalPath("/settings/departments"), telling: Notice("settings.saved", .told))
        } catch let error as any UserFacingError {
            return try await list(context, nil, FormTrouble(error))
        }
    }

    private func sealed(_ form: FoundingForm, of id: ID<Department>) async throws -> [UInt8]? {
        guard form.isApart else { return nil }
        guard !form.address.isEmpty else { throw FormError("address", "form.required") }
        return try await sealed(form.address, of: id)
    }

    private func sealed(_ address: String, of id: ID<Department>) async throws -> [UInt8] {
        guard let homes = site.homes else { throw GateError.notFound }
        return try await homes.sealed(address, id)
    }
}

/// A department that is to be.
struct FoundingForm: Sendable {
    var name = ""
    var prefix = ""
    var language: Language
    var zone: String
    var isApart = false
    var address = ""

    static let places = [
        "department.name": "name", "department.prefix": "prefix", "department.prefixTaken": "prefix", "department.zone": "zone",
        "department.mainDatabase": "address", "department.otherDesk": "address", "storage.unreachable": "address", "storage.denied": "address",
        "storage.insecure": "address", "storage.missing": "address", "storage.outdated": "address", "storage.encoding": "address",
        "storage.foreign": "address", "storage.newer": "address", "storage.address.scheme": "address", "storage.address.name": "address",
        "storage.address.option": "address", "storage.address.value": "address",
    ]

    /// Begins as the department it is made from.
    init(_ department: Department) {
        (language, zone) = (department.language, department.zone)
    }

    init(keeping form: Form) {
        name = (try? form.text("name")) ?? ""
        prefix = ((try? form.text("prefix", most: 16)) ?? "").uppercased()
        language = ((try? form.choice("language", of: Language.self)) ?? nil) ?? .en
        zone = (try? form.text("zone", most: 64)) ?? ""
        isApart = (try? form.text("home")) == "own"
        address = (try? form.text("address", most: 2000)) ?? ""
    }

    func fields(_ words: Words, _ trouble: FormTrouble, mayBeApart: Bool) -> [Field] {
        let fields: [Field] = [
            Field("name", words("common.name"), value: name, error: trouble.about("name", words), required: true, autocomplete: "off"),
            Field(
                "prefix", words("settings.prefix"), value: prefix, hint: words("settings.prefix.hint", ["example": "IT-1042"]),
                error: trouble.about("prefix", words), required: true, autocomplete: "off", extra: " maxlength=\"10\""),
            .language(language, words, hint: words("settings.language.hint")), .zone(zone, words, error: trouble.about("zone", words)),
        ]
        guard mayBeApart else { return fields }
        return fields + [
            Field(
                "home", words("settings.department.home"),
                .radios([
                    .init("main", words("settings.department.home.main"), hint: words("settings.department.home.main.hint")),
                    .init("own", words("settings.department.home.own"), hint: words("settings.department.home.own.hint")),
                ]), value: isApart ? "own" : "main"),
            Field(
                "address", words("settings.department.address"), value: address, hint: words("settings.department.address.hint"),
                error: trouble.about("address", words), placeholder: "postgres://amparo@db.example/people", autocomplete: "off"),
        ]
    }
}

struct DepartmentsPage: SettingsPage {
    struct Line: Sendable {
        let department: Department
        /// Where its own database is; `nil` in the main one.
        let place: String?
        let isAway: Bool

        init(_ department: Department, place: String?, isAway: Bool) {
            (self.department, self.place, self.isAway) = (department, place, isAway)
        }
    }

    let place = SettingsPlace.departments
    let lines: [Line]
    /// Those the reader works in.
    let own: Set<ID<Department>>
    let isFounder: Bool
    let mayBeApart: Bool
    let form: FoundingForm
    let trouble: FormTrouble
    let words: Words

    func content(_ parts: Parts) -> HTML {
        let list = parts.section(words("settings.department.all"), "<ul class=\"stack loose\">\(lines.map { line($0, parts) })</ul>")
        guard isFounder else { return list }
        let new = parts.sheetForm(
            "/settings/departments", form.fields(words, trouble, mayBeApart: mayBeApart), trouble: trouble,
            save: words("settings.department.make"))
        return list + parts.section(words("settings.department.new"), hint: words("settings.department.new.hint"), new + parts.zones)
    }

    private func line(_ line: Line, _ parts: Parts) -> HTML {
        let department = line.department
        let name: HTML =
            own.contains(department.id)
            ? "<a class=\"medium\" href=\"/in/\(department.prefix)?to=/settings\">\(department.name)</a>"
            : "<span class=\"medium\">\(department.name)</span>"
        let state = line.isAway ? parts.badge(words("layout.department.away"), .danger) : .empty
        return """
            <li class="stack"><p class="line wrap">\(name)<span class="quiet small">\(department.prefix)</span>\(state)</p>\
            <p class="small quiet">\(line.place ?? words("settings.department.home.main"))</p>\(home(line, parts))</li>
            """
    }

    /// Where a database moved to is told here.
    private func home(_ line: Line, _ parts: Parts) -> HTML {
        guard isFounder, line.place != nil else { return .empty }
        let id = line.department.id
        let address = Field(
            "home-\(id)", words("settings.department.address"), hint: words("settings.department.moved.hint"), required: true, autocomplete: "off")
        return parts.detail(
            words("settings.department.moved"),
            parts.form("/settings/departments/\(id)/home", look: "form", parts.field(address) + parts.button(words("common.save"))))
    }
}
