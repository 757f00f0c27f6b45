import Accounts
import Customisation
import Gate
import HTTPTypes
import Hummingbird
import Languages
import Markup
import Primitives
import Search
import Storage
import Tickets

/// Teams with their tiers, the queues they work, the categories tickets are sorted by.
struct ShapeRoutes {
    let desktop: Desktop

    func add(to gate: Gate) {
        gate.get("/settings/teams", demands: .configure, .agent, reach: .department) { request, context in try await teams(context, find: request.find) }
        gate.post("/settings/teams", demands: .configure, .agent, reach: .department) { _, context in try await saveTeam(context) }
        gate.get("/settings/queues", demands: .configure, .setting, reach: .department) { request, context in try await queues(context, find: request.find) }
        gate.post("/settings/queues", demands: .configure, .setting, reach: .department) { _, context in try await saveQueue(context) }
        gate.get("/settings/categories", demands: .configure, .setting, reach: .department) { request, context in
            try await categories(context, find: request.find)
        }
        gate.post("/settings/categories", demands: .configure, .setting, reach: .department) { _, context in try await saveCategory(context) }
    }

    private func teams(_ context: AgentContext, _ trouble: FormTrouble = .none, find: String = "") async throws -> Response {
        let access = try context.configuring(.agent)
        return try await desktop.show(context, in: access, status: trouble.isEmpty ? .ok : .unprocessableContent) { around, tx in
            let teams = TeamStore(tx), counts = try teams.memberCounts(in: access.department)
            let all = try teams.all(in: access.department).map { (team: $0, count: counts[$0.id] ?? 0) }
            return TeamsPage(teams: Shortlist(all, find: find, name: \.team.name), trouble: trouble, words: around.words)
        }
    }

    private func saveTeam(_ context: AgentContext) async throws -> Response {
        let access = try context.configuring(.agent)
        do {
            let known = try context.form.id("id", as: Team.self)
            let team = Team(
                id: known ?? desktop.ids.next(), department: access.department, name: try context.form.required("name", most: 120),
                tier: try context.form.number("tier", in: 1...9) ?? 1)
            try await desktop.accounts.save(team, isNew: known == nil, as: access)
            return context.redirect(to: LocalPath("/settings/teams"), telling: Notice("settings.saved", .told))
        } catch let error as any UserFacingError {
            return try await teams(context, FormTrouble(error))
        }
    }

    private func queues(_ context: AgentContext, _ trouble: FormTrouble = .none, find: String = "") async throws -> Response {
        let access = try context.configuring()
        return try await desktop.show(context, in: access, status: trouble.isEmpty ? .ok : .unprocessableContent) { around, tx in
            QueuesPage(
                queues: Shortlist(around.queues, find: find, name: \.name), teams: try TeamStore(tx).all(in: access.department),
                trouble: trouble, words: around.words)
        }
    }

    private func saveQueue(_ context: AgentContext) async throws -> Response {
        let access = try context.configuring()
        do {
            let known = try context.form.id("id", as: Queue.self)
            let team = try await chosenTeam(context.form, in: access)
            let name = try context.form.required("name", most: 120), isFirst = context.form.isOn("first")
            try await desktop.saveQueue(known, name: name, team: team, isFirst: isFirst, as: access)
            return context.redirect(to: LocalPath("/settings/queues"), telling: Notice("settings.saved", .told))
        } catch let error as any UserFacingError {
            return try await queues(context, FormTrouble(error))
        }
    }

    /// By id, or by name where the teams are many.
    private func chosenTeam(_ form: Form, in access: Access) async throws -> ID<Team> {
        if let team = try form.id("team", as: Team.self) { return team }
        let name = try form.text("teamName").trimmed
        let all = try await desktop.db.read { tx in try TeamStore(tx).all(in: access.department) }
        guard let team = all.first(where: { $0.name == name }) ?? all.first(where: { Folding.fold($0.name) == Folding.fold(name) }) else {
            throw FormError("team", "form.choice")
        }
        return team.id
    }

    private func categories(_ context: AgentContext, _ trouble: FormTrouble = .none, find: String = "") async throws -> Response {
        let access = try context.configuring()
        return try await desktop.show(context, in: access, status: trouble.isEmpty ? .ok : .unprocessableContent) { around, tx in
            CategoriesPage(
                categories: Shortlist(
                    try ShapeStore(tx, department: access.department).categories(), find: find, name: \.name),
                trouble: trouble, words: around.words)
        }
    }

    private func saveCategory(_ context: AgentContext) async throws -> Response {
        let access = try context.configuring()
        do {
            let known = try context.form.id("id", as: Category.self)
            let name = try context.form.required("name", most: 120), isActive = known == nil || context.form.isOn("active")
            try await desktop.saveCategory(known, name: name, isActive: isActive, as: access)
            return context.redirect(to: LocalPath("/settings/categories"), telling: Notice("settings.saved", .told))
        } catch let error as any UserFacingError {
            return try await categories(context, FormTrouble(error))
        }
    }
}

extension Desktop {
    /// Makes a queue, or changes the one of that id; the one where tickets arrive is always one. Throws ``AccountError/noSuchTeam``,
    /// ``AccountError/nameTaken(_:)``.
    func saveQueue(_ known: ID<Queue>?, name: String, team: ID<Team>, isFirst: Bool, as access: Access) async throws {
        try access.demand(.configure, .setting, reach: .department)
        let (now, id) = (now(), known ?? ids.next())
        try await db.write { tx in
            guard let team = try TeamStore(tx).find(team, department: access.department) else { throw AccountError.noSuchTeam }
            let queues = QueueStore(tx, department: access.department), shape = ShapeStore(tx, department: access.department)
            let all = try queues.all()
            guard !all.contains(where: { $0.name == name && $0.id != id }) else { throw AccountError.nameTaken(name) }
            let queue = Queue(id: id, department: access.department, name: name, team: team.id, tier: Tier(team.tier), isFirst: isFirst)
            if known == nil {
                try queues.insert(queue, at: now)
            } else {
                _ = try queues.require(id)
                try shape.update(queue)
            }
            if isFirst { try shape.makeFirst(id) }
            try AuditStore(tx).append(
                .settingChanged, department: access.department, by: access.actor, ["name": "queue", "queue": id.text], at: now)
        }
    }

    func saveCategory(_ known: ID<Category>?, name: String, isActive: Bool, as access: Access) async throws {
        try access.demand(.configure, .setting, reach: .department)
        let (now, id) = (now(), known ?? ids.next())
        try await db.write { tx in
            let shape = ShapeStore(tx, department: access.department)
            let isTaken = try shape.categories().contains { $0.name == name && $0.id != id }
            if isTaken { throw AccountError.nameTaken(name) }
            if known == nil {
                try CategoryStore(tx, department: access.department).insert(id, name: name)
            } else {
                try shape.update(id, category: name, isActive: isActive)
            }
            try AuditStore(tx).append(
                .settingChanged, department: access.department, by: access.actor, ["name": "category", "category": id.text], at: now)
        }
    }
}
