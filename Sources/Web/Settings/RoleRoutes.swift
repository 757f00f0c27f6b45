import Accounts
import Gate
import HTTPTypes
import Hummingbird
import Languages
import Markup
import Primitives
import Storage

/// What roles may do.
struct RoleRoutes {
    let desktop: Desktop

    func add(to gate: Gate) {
        gate.get("/settings/roles", demands: .configure, .agent, reach: .department) { request, context in try await list(context, find: request.find) }
        gate.post("/settings/roles", demands: .configure, .agent, reach: .department) { _, context in try await create(context) }
        gate.get("/settings/roles/:id", demands: .configure, .agent, reach: .department) { _, context in try await edit(context) }
        gate.post("/settings/roles/:id", demands: .configure, .agent, reach: .department) { _, context in try await save(context) }
        gate.post("/settings/roles/:id/remove", demands: .configure, .agent, reach: .department) { _, context in try await remove(context) }
    }

    private func list(_ context: AgentContext, _ trouble: FormTrouble = .none, find: String = "") async throws -> Response {
        let access = try context.configuring(.agent)
        return try await desktop.show(context, in: access, status: trouble.isEmpty ? .ok : .unprocessableContent) { around, tx in
            let all = try RoleStore(tx).all(in: access.department)
            let roles = Shortlist(all, find: find) { $0.shownName(around.words) }
            return RolesPage(roles: roles, trouble: trouble, words: around.words)
        }
    }

    /// A new role begins with what agents may.
    private func create(_ context: AgentContext) async throws -> Response {
        let access = try context.configuring(.agent)
        do {
            let role = Role(
                id: desktop.ids.next(), department: access.department, name: try context.form.required("name", most: 120),
                grants: Role.BuiltIn.agent.grants)
            try await desktop.accounts.save(role, seen: nil, as: access)
            return context.redirect(to: LocalPath("/settings/roles/\(role.id)"))
        } catch let error as any UserFacingError {
            return try await list(context, FormTrouble(error))
        }
    }

    private func edit(_ context: AgentContext, _ kept: RoleForm? = nil, _ trouble: FormTrouble = .none) async throws -> Response {
        let access = try context.configuring(.agent), id = try context.id("id", as: Role.self)
        return try await desktop.show(context, in: access, status: trouble.isEmpty ? .ok : .unprocessableContent) { around, tx in
            guard let role = try RoleStore(tx).find(id, department: access.department) else { throw AccountError.noSuchRole }
            return RolePage(role: role, form: kept ?? RoleForm(role, around.words), trouble: trouble, words: around.words)
        }
    }

    private func save(_ context: AgentContext) async throws -> Response {
        let access = try context.configuring(.agent), id = try context.id("id", as: Role.self)
        let form = RoleForm(keeping: context.form)
        do {
            let found = try await desktop.db.read { tx in try RoleStore(tx).find(id, department: access.department) }
            guard var role = found else { throw AccountError.noSuchRole }
            let shown = role.shownName(Words(context.language))
            // Its name stays the built-in one, in every reader's language, until someone types another.
            if form.name != shown { role.name = form.name }
            role.grants = form.grants(keeping: role.grants)
            try await desktop.accounts.save(role, seen: form.seen ?? role.version, as: access)
            return context.redirect(to: LocalPath("/settings/roles"), telling: Notice("settings.saved", .told))
        } catch let error as any UserFacingError {
            return try await edit(context, form, FormTrouble(error, at: ["account.name": "name", "account.nameTaken": "name"]))
        }
    }

    private func remove(_ context: AgentContext) async throws -> Response {
        let access = try context.configuring(.agent)
        do {
            try await desktop.accounts.remove(role: try context.id("id", as: Role.self), as: access)
            return context.redirect(to: LocalPath("/settings/roles"), telling: Notice("settings.role.removed", .told))
        } catch let error as any UserFacingError {
            return try await edit(context, nil, FormTrouble(error))
        }
    }
}

/// A role's name and how far each of its rights goes.
struct RoleForm: Sendable {
    var name: String
    var seen: Version?
    /// By `verb.object`.
    var reaches: [String: Reach]

    init(_ role: Role, _ words: Words) {
        (name, seen) = (role.shownName(words), role.version)
        reaches = Dictionary(role.grants.map { ("\($0.verb.rawValue).\($0.object.rawValue)", $0.reach) }, uniquingKeysWith: max)
    }

    init(keeping form: Form) {
        name = (try? form.text("name")) ?? ""
        seen = (try? form.version()) ?? nil
        reaches = [:]
        for object in ObjectKind.allCases {
            for verb in Verb.allCases {
                let key = "\(verb.rawValue).\(object.rawValue)"
                let number = (try? form.number(key, in: 0...Reach.department.rawValue)) ?? nil
                reaches[key] = number.flatMap { Reach(rawValue: $0) } ?? Reach.none
            }
        }
    }

    /// What reaches beyond the department is not this page's to give or take.
    func grants(keeping old: [Grant]) -> [Grant] {
        let beyond = old.filter { $0.reach > .department }
        let chosen = Verb.allCases.flatMap { verb in
            ObjectKind.allCases.compactMap { object -> Grant? in
                let reach = reaches["\(verb.rawValue).\(object.rawValue)"] ?? Reach.none
                return reach == Reach.none ? nil : Grant(verb, object, reach)
            }
        }
        return chosen.filter { grant in !beyond.contains { $0.verb == grant.verb && $0.object == grant.object } } + beyond
    }
}

struct RolesPage: SettingsPage {
    let place = SettingsPlace.roles
    let roles: Shortlist<Role>
    let trouble: FormTrouble
    let words: Words

    func content(_ parts: Parts) -> HTML {
        let rows = roles.items.map { role -> [HTML] in
            [
                "<a href=\"/settings/roles/\(role.id.text)\">\(role.shownName(words))</a>", HTML(text: words.count("settings.role.rights", role.grants.count)),
            ]
        }
        let name = Field("name", words("common.name"), required: true)
        return parts.section(
            words("settings.place.roles"),
            roles.finder(place.path, parts) + parts.table(words("settings.place.roles"), head: [words("common.name"), words("settings.role.what")], rows: rows, captionHidden: true))
            + parts.section(
                words("settings.role.new"), hint: words("settings.role.new.hint"),
                parts.sheetForm("/settings/roles", [name], trouble: trouble, save: words("settings.role.add")))
    }
}

struct RolePage: SettingsPage {
    let place = SettingsPlace.roles
    let role: Role
    let form: RoleForm
    let trouble: FormTrouble
    let words: Words

    func content(_ parts: Parts) -> HTML {
        let name = Field("name", words("common.name"), value: form.name, error: trouble.about("name", words), required: true)
        let rows = ObjectKind.allCases.map { object -> [HTML] in
            [HTML(text: words("settings.object.\(object.rawValue)"))] + Verb.allCases.map { reach($0, object) }
        }
        let head = [words("settings.role.object")] + Verb.allCases.map { words("settings.verb.\($0.rawValue)") }
        let table = parts.table(words("settings.role.what"), head: head, rows: rows)
        let seen = form.seen.map { parts.seen($0) } ?? .empty
        return parts.section(
            form.name, hint: words("settings.role.hint"),
            parts.sheetForm("/settings/roles/\(role.id)", [name], trouble: trouble, also: seen + table) + removal(parts))
    }

    private func reach(_ verb: Verb, _ object: ObjectKind) -> HTML {
        let key = "\(verb.rawValue).\(object.rawValue)", chosen = form.reaches[key] ?? Reach.none
        if chosen > .department { return HTML(text: words("settings.reach.all")) }
        let options = Reach.allCases.filter { $0 <= .department }.map { reach -> HTML in
            "<option value=\"\(reach.rawValue)\"\(reach == chosen ? " selected" : HTML.empty)>\(words("settings.reach.\(reach)"))</option>"
        }
        let label = "\(words("settings.verb.\(verb.rawValue)")): \(words("settings.object.\(object.rawValue)"))"
        return "<select class=\"select\" name=\"\(key)\" aria-label=\"\(label)\">\(options)</select>"
    }

    private func removal(_ parts: Parts) -> HTML {
        if role.builtIn != nil { return .empty }
        return parts.form("/settings/roles/\(role.id)/remove", parts.button(words("settings.role.remove"), icon: .trash))
    }
}
