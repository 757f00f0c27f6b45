import Accounts
import Channels
import Customisation
import Gate
import HTTPTypes
import Hummingbird
import Languages
import Markup
import Primitives
import Storage

/// Who answers here: invited, given roles and teams, shut out.
struct AgentSettingsRoutes {
    let desktop: Desktop
    let site: Site

    func add(to gate: Gate) {
        gate.get("/settings/agents", demands: .configure, .agent, reach: .department) { request, context in
            try await show(AgentForm(), .none, find: request.find, context)
        }
        gate.post("/settings/agents", demands: .configure, .agent, reach: .department) { _, context in try await invite(context) }
        gate.get("/settings/agents/:id", demands: .configure, .agent, reach: .department) { _, context in try await edit(context) }
        gate.post("/settings/agents/:id", demands: .configure, .agent, reach: .department) { _, context in try await save(context) }
    }

    private func show(
        _ form: AgentForm, _ trouble: FormTrouble, link: String? = nil, find: String = "", _ context: AgentContext
    ) async throws -> Response {
        let access = try context.configuring(.agent)
        var response = try await desktop.show(context, in: access, status: trouble.isEmpty ? .ok : .unprocessableContent) { around, tx in
            try AgentsPage(form: form, find: find, trouble: trouble, link: link, access: access, words: around.words, tx)
        }
        if link != nil { response.headers[.cacheControl] = "no-store" }
        return response
    }

    private func invite(_ context: AgentContext) async throws -> Response {
        let access = try context.configuring(.agent)
        let form = AgentForm(keeping: context.form)
        do {
            let token = try await desktop.invite(form, as: access, by: context.agent, site, language: context.language)
            // Where no mail leaves, the link is handed over by the administrator.
            if let token { return try await show(AgentForm(), .none, link: "\(site.url())/invite/\(token)", context) }
            return context.redirect(to: LocalPath("/settings/agents"), telling: Notice("settings.agent.invited", .told, ["name": form.name]))
        } catch let error as any UserFacingError {
            return try await show(form, FormTrouble(error, at: SetupForm.places), context)
        }
    }

    private func edit(_ context: AgentContext, _ kept: AgentForm? = nil, _ trouble: FormTrouble = .none) async throws -> Response {
        let access = try context.configuring(.agent), id = try context.id("id", as: Agent.self)
        return try await desktop.show(context, in: access, status: trouble.isEmpty ? .ok : .unprocessableContent) { around, tx in
            try AgentPage(of: id, kept, trouble, access: access, words: around.words, tx)
        }
    }

    private func save(_ context: AgentContext) async throws -> Response {
        let access = try context.configuring(.agent), id = try context.id("id", as: Agent.self)
        let form = AgentForm(keeping: context.form)
        do {
            let agent = try await desktop.db.read { tx in try AgentStore(tx).require(id) }
            try await desktop.accounts.setRights(of: id, roles: form.roles, teams: form.teams, as: access)
            var changed = agent
            (changed.name, changed.email, changed.isActive) = (form.name, form.email, form.isActive)
            if changed != agent { try await desktop.accounts.save(changed, seen: form.seen ?? agent.version, as: access) }
            return context.redirect(to: LocalPath("/settings/agents"), telling: Notice("settings.agent.saved", .told, ["name": form.name]))
        } catch let error as any UserFacingError {
            return try await edit(context, form, FormTrouble(error, at: SetupForm.places))
        }
    }
}

extension Desktop {
    /// Invites someone to the actor's department; the mail goes with the commit.
    /// - Returns: the secret of the link, where no mail leaves and somebody else must hand it over
    func invite(_ form: AgentForm, as access: Access, by host: Agent, _ site: Site, language: Language) async throws -> String? {
        let agent = Agent(id: ids.next(), name: form.name.trimmed, email: form.email.trimmed.lowercased())
        let box = LetterBox(self, department: access.department), url = site.url()
        let hasRelay = settings(.mailRelay, department: access.department) != nil || site.hasRelay
        let handed = Handed()
        let desk = try await db.read { tx in try self.deskName(of: access.department, tx) }
        try await accounts.invite(agent, roles: form.roles, teams: form.teams, as: access) { tx, invited, token in
            if !hasRelay { handed.token = token }
            try box.put(.invitation(invited, url: url, token: token, desk: desk, by: host.name, else: language), tx)
        }
        return handed.token
    }
}

struct AgentsPage: SettingsPage {
    struct Row: Sendable {
        let agent: Agent
        let roles: [String]
        let teams: [String]
    }

    let place = SettingsPlace.agents
    let agents: Shortlist<Agent>
    let rows: [Row]
    let choices: AgentForm.Choices
    let form: AgentForm
    let trouble: FormTrouble
    /// To be handed to whoever was invited.
    let link: String?
    let words: Words

    init(form: AgentForm, find: String, trouble: FormTrouble, link: String?, access: Access, words: Words, _ tx: Transaction) throws {
        (self.form, self.trouble, self.link, self.words) = (form, trouble, link, words)
        choices = try AgentForm.Choices(access, words, tx)
        agents = Shortlist(try AgentStore(tx).all(in: access.department), find: find) { "\($0.name) \($0.email)" }
        rows = try agents.items.map { agent in
            let roles = try RoleStore(tx).roles(of: agent.id).filter { $0.department == access.department }
            let teams = try TeamStore(tx).teams(of: agent.id, in: access.department)
            return Row(agent: agent, roles: roles.map { $0.shownName(words) }, teams: teams.map(\.name))
        }
    }

    func content(_ parts: Parts) -> HTML {
        let head = ["name", "roles", "teams", "state"].map { words("settings.agent.\($0)") }
        let lines = rows.map { row -> [HTML] in
            [
                "<a href=\"/settings/agents/\(row.agent.id.text)\">\(row.agent.name)</a><br><span class=\"xs quiet\">\(row.agent.email)</span>",
                HTML(text: row.roles.joined(separator: ", ")), HTML(text: row.teams.joined(separator: ", ")),
                HTML(text: words(row.agent.isActive ? "settings.agent.active" : "settings.agent.inactive")),
            ]
        }
        let table = parts.table(words("settings.place.agents"), head: head, rows: lines, captionHidden: true)
        return parts.section(words("settings.place.agents"), agents.finder(place.path, parts) + table)
            + parts.section(words("settings.agent.invite"), hint: words("settings.agent.invite.hint"), shownLink(parts) + parts.sheetForm(
                "/settings/agents", form.fields(words, trouble), trouble: trouble, also: choices.view(form, parts),
                save: words("settings.agent.invite.submit")))
    }

    private func shownLink(_ parts: Parts) -> HTML {
        guard let link else { return .empty }
        return parts.callout(.positive, icon: .link, """
            <p>\(words("settings.agent.link"))</p>\
            <p><input class="input" readonly value="\(link)" aria-label="\(words("settings.agent.link.label"))" data-focus></p>
            """)
    }
}

struct AgentPage: SettingsPage {
    let place = SettingsPlace.agents
    let id: ID<Agent>
    let choices: AgentForm.Choices
    let form: AgentForm
    let trouble: FormTrouble
    let words: Words

    init(of id: ID<Agent>, _ kept: AgentForm?, _ trouble: FormTrouble, access: Access, words: Words, _ tx: Transaction) throws {
        (self.id, self.trouble, self.words) = (id, trouble, words)
        choices = try AgentForm.Choices(access, words, tx)
        // Nobody learns of agents of other departments by their number.
        guard let agent = try AgentStore(tx).all(in: access.department).first(where: { $0.id == id }) else { throw AccountError.noSuchAgent }
        form = try kept ?? AgentForm(agent, in: access.department, tx)
    }

    func content(_ parts: Parts) -> HTML {
        let active = Field("active", words("settings.agent.mayEnter"), .tick, value: form.isActive ? "on" : "", hint: words("settings.agent.mayEnter.hint"))
        let seen = form.seen.map { parts.seen($0) } ?? .empty
        return parts.section(form.name, parts.sheetForm(
            "/settings/agents/\(id)", form.fields(words, trouble), trouble: trouble,
            also: seen + choices.view(form, parts) + parts.field(active)))
    }
}
