import Accounts
import Contacts
import Gate
import HTTPTypes
import Hummingbird
import Jobs
import Languages
import Markup
import Primitives
import Storage

/// What an administrator looks after: addresses that nothing reaches, work that was given up, who changed what.
struct UpkeepRoutes {
    let desktop: Desktop

    func add(to gate: Gate) {
        gate.get("/settings/suppressed", demands: .configure, .setting, reach: .department) { request, context in
            try await suppressed(request, context)
        }
        gate.post("/settings/suppressed", demands: .configure, .setting, reach: .department) { _, context in try await release(context) }
        gate.get("/settings/jobs", demands: .configure, .setting, reach: .department) { _, context in try await jobs(context) }
        gate.post("/settings/jobs/:id/again", demands: .configure, .setting, reach: .department) { _, context in try await revive(context) }
        gate.get("/settings/audit", demands: .see, .audit, reach: .department) { request, context in try await audit(request, context) }
    }

    private func suppressed(_ request: Request, _ context: AgentContext) async throws -> Response {
        let access = try context.configuring()
        let key = ID<Identity>(try request.query().text("before"))
        return try await desktop.show(context, in: access) { around, tx in
            let rows = try SuppressedStore(tx, department: access.department).page(before: key, most: 51)
            return SuppressedPage(identities: Array(rows.prefix(50)), hasMore: rows.count > 50, words: around.words)
        }
    }

    private func release(_ context: AgentContext) async throws -> Response {
        let access = try context.configuring(), now = desktop.now()
        let address = try context.form.required("address", most: 320)
        try await desktop.db.write { tx in
            let store = IdentityStore(tx, department: access.department)
            guard let identity = try store.find(.email, address), identity.suppressed != nil else { return }
            try store.release(.email, address)
            try AuditStore(tx).append(
                .settingChanged, department: access.department, by: access.actor, ["name": "suppressed", "identity": identity.id.text], at: now)
        }
        return context.redirect(to: LocalPath("/settings/suppressed"), telling: Notice("settings.suppressed.released", .told, ["address": address]))
    }

    private func jobs(_ context: AgentContext) async throws -> Response {
        let access = try context.configuring()
        return try await desktop.show(context, in: access) { around, tx in
            JobsPage(jobs: try JobStore(tx).dead(department: access.department, most: 100), words: around.words)
        }
    }

    private func revive(_ context: AgentContext) async throws -> Response {
        let access = try context.configuring(), id = try context.id("id", as: Job.self), now = desktop.now()
        try await desktop.db.write { tx in
            guard try JobStore(tx).dead(department: access.department, most: 1000).contains(where: { $0.id == id }) else { return }
            try JobStore(tx).revive(id, at: now)
        }
        return context.redirect(to: LocalPath("/settings/jobs"), telling: Notice("settings.job.again", .told))
    }

    private func audit(_ request: Request, _ context: AgentContext) async throws -> Response {
        let access = try context.configuring(.audit, .see)
        let key = try request.query().number("before", in: 1...Int.max).map(Int64.init)
        let entries = try await desktop.accounts.audit(before: key, most: 51, as: access)
        return try await desktop.show(context, in: access) { around, tx in
            try AuditPage(Array(entries.prefix(50)), hasMore: entries.count > 50, in: access.department, words: around.words, tx)
        }
    }
}

/// The addresses nothing is sent to any more.
struct SuppressedStore {
    struct Suppressed: Sendable, Fetchable {
        let id: ID<Identity>
        let contact: ID<Contact>
        let address: String
        let at: Instant
        let why: String

        init(_ row: Row) throws {
            id = try row("id")
            contact = try row("contact")
            address = try row("value")
            at = try row("suppressed_at")
            why = try row("suppressed_why") ?? ""
        }
    }

    private let tx: Transaction
    private let department: ID<Department>

    init(_ tx: Transaction, department: ID<Department>) {
        self.tx = tx
        self.department = department
    }

    /// Newest addresses first, behind `key`.
    func page(before key: ID<Identity>?, most: Int) throws -> [Suppressed] {
        try tx.all(
            Suppressed.self,
            """
            SELECT id, contact, value, suppressed_at, suppressed_why FROM identity
            WHERE department = \(department) AND kind = \(Identity.Kind.email) AND suppressed_at IS NOT NULL AND id < \(key?.rawValue ?? .max)
            ORDER BY id DESC LIMIT \(most)
            """)
    }
}

struct SuppressedPage: SettingsPage {
    let place = SettingsPlace.suppressed
    let identities: [SuppressedStore.Suppressed]
    let hasMore: Bool
    let words: Words

    func content(_ parts: Parts) -> HTML {
        if identities.isEmpty { return parts.empty(.mail, words("settings.suppressed.none"), words("settings.suppressed.none.hint")) }
        let rows = identities.map { identity -> [HTML] in
            [
                "<a href=\"/contacts/\(identity.contact.text)\">\(identity.address)</a>", HTML(text: identity.why), parts.time(identity.at),
                parts.form("/settings/suppressed", parts.hidden("address", identity.address) + parts.button(words("settings.suppressed.release"))),
            ]
        }
        let head = ["address", "why", "since", "act"].map { words("settings.suppressed.\($0)") }
        let more = hasMore ? identities.last.map { "/settings/suppressed?before=\($0.id)" } : nil
        return parts.section(title, parts.table(title, head: head, rows: rows, captionHidden: true) + parts.more(more))
    }
}

struct JobsPage: SettingsPage {
    let place = SettingsPlace.jobs
    let jobs: [Job]
    let words: Words

    func content(_ parts: Parts) -> HTML {
        if jobs.isEmpty { return parts.empty(.done, words("settings.job.none"), words("settings.job.none.hint")) }
        let rows = jobs.map { job -> [HTML] in
            [
                HTML(text: job.kind), HTML(text: job.words ?? ""), HTML(text: words.numbers.text(job.tries)),
                parts.form("/settings/jobs/\(job.id)/again", parts.button(words("settings.job.start"))),
            ]
        }
        let head = ["kind", "words", "tries", "act"].map { words("settings.job.\($0)") }
        return parts.section(title, parts.table(title, head: head, rows: rows, captionHidden: true))
    }
}

struct AuditPage: SettingsPage {
    struct Line: Sendable {
        let at: Instant
        let who: String
        let what: String
        let values: String
    }

    let place = SettingsPlace.audit
    let lines: [Line]
    let more: String?
    let words: Words

    init(_ entries: [AuditEntry], hasMore: Bool, in department: ID<Department>, words: Words, _ tx: Transaction) throws {
        self.words = words
        more = hasMore ? entries.last.map { "/settings/audit?before=\($0.number)" } : nil
        var names: [ID<Agent>: String] = [:]
        for agent in Set(entries.compactMap { $0.actor.agent }) { names[agent] = try AgentStore(tx).find(agent)?.name }
        let details = try AuditDetails(entries, in: department, words, tx)
        lines = zip(entries, details.texts).map { entry, values in
            let key = "settings.act.\(entry.what.rawValue)"
            let who = entry.actor.agent.flatMap { names[$0] } ?? words("settings.actor.\(entry.actor.kind.rawValue)")
            return Line(at: entry.at, who: who, what: words.knows(key) ? words(key) : entry.what.rawValue, values: values)
        }
    }

    func content(_ parts: Parts) -> HTML {
        let rows = lines.map { line -> [HTML] in
            [HTML(text: line.what), HTML(text: line.who), "<span class=\"xs quiet\">\(line.values)</span>", parts.stamp(line.at)]
        }
        let head = ["what", "who", "values", "when"].map { words("settings.audit.\($0)") }
        return parts.section(title, parts.table(title, head: head, rows: rows, captionHidden: true) + parts.more(more))
    }
}
