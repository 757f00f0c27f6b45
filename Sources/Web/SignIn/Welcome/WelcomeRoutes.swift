import Accounts
import Channels
import Customisation
import Gate
import HTTPTypes
import Hummingbird
import Languages
import Primitives
import Storage

/// *Make this desk yours*: five questions after the first sign-in, each of which can be skipped and asked again later.
package struct WelcomeRoutes: Sendable {
    let desktop: Desktop
    let site: Site

    package init(_ desktop: Desktop, _ site: Site) {
        self.desktop = desktop
        self.site = site
    }

    package func add(to gate: Gate) {
        for question in WelcomeQuestion.allCases {
            gate.get(question.path, demands: .configure, .setting, reach: .department) { _, context in
                try await ask(question, WelcomeAnswer(), context)
            }
            gate.post(question.path, demands: .configure, .setting, reach: .department) { _, context in try await take(question, context) }
        }
        gate.post("/welcome/empty", demands: .configure, .setting, reach: .department) { _, context in try await empty(context) }
    }

    private func ask(_ question: WelcomeQuestion, _ answer: WelcomeAnswer, _ context: AgentContext) async throws -> Response {
        let access = try context.configuring(), desktop = desktop, site = site
        let status: HTTPResponse.Status = answer.isFine ? .ok : .unprocessableContent
        return try await desktop.show(context, in: access, status: status) { around, tx in
            try WelcomePage(question, answer, desktop, site, around, tx)
        }
    }

    private func take(_ question: WelcomeQuestion, _ context: AgentContext) async throws -> Response {
        let access = try context.configuring()
        var answer = WelcomeAnswer(keeping: context.form, question)
        do {
            switch question {
            case .name: try await desktop.save(answer.department(keeping: try await department(access)), as: access)
            case .address: try await save(&answer, as: access)
            case .team: try await invite(&answer, context, access)
            case .hours: try await desktop.settings.change(.hours, to: try answer.hours.hours(), at: .department(access.department), as: access)
            case .mail:
                let relay = try answer.relay.relay(keeping: desktop.settings(.mailRelay, department: access.department))
                if context.form.has("try") {
                    answer.trial = try await RelayTrial(hostname: site.hostname).run(relay)
                    return try await ask(question, answer, context)
                }
                try await desktop.settings.change(.mailRelay, to: .some(relay), at: .department(access.department), as: access)
            }
        } catch let error as any UserFacingError {
            answer.trouble = try FormTrouble(error, at: DepartmentForm.places.merging(SetupForm.places) { first, _ in first })
        }
        guard answer.isFine, answer.links.isEmpty else { return try await ask(question, answer, context) }
        guard let next = question.next else {
            return context.redirect(to: LocalPath("/inbox"), telling: Notice("signin.welcome.done", .told))
        }
        return context.redirect(to: next.local)
    }

    private func department(_ access: Access) async throws -> DepartmentForm {
        let settings = desktop.settings
        return try await desktop.db.read { tx in
            try DepartmentForm(DepartmentStore(tx).require(access.department), settings, tx)
        }
    }

    private func save(_ answer: inout WelcomeAnswer, as access: Access) async throws {
        guard answer.rules.troubles.isEmpty else { return }
        try await answer.rules.save(desktop.settings, as: access)
    }

    /// Each with the role and team of first answers; the links of those whom no mail reaches are shown once.
    private func invite(_ answer: inout WelcomeAnswer, _ context: AgentContext, _ access: Access) async throws {
        let rights = try await desktop.db.read { tx in
            (try RoleStore(tx).all(in: access.department).first { $0.builtIn == .agent }?.id, try TeamStore(tx).all(in: access.department).first?.id)
        }
        for guest in answer.guests {
            var form = guest
            form.roles = Set([rights.0].compactMap(\.self))
            form.teams = Set([rights.1].compactMap(\.self))
            let token = try await desktop.invite(form, as: access, by: context.agent, site, language: context.language)
            if let token { answer.links.append((form.name, "\(site.url())/invite/\(token)")) }
        }
    }

    private func empty(_ context: AgentContext) async throws -> Response {
        guard let demo = site.demo else { throw GateError.notFound }
        try await demo.empty()
        return context.redirect(to: LocalPath("/welcome/name"), telling: Notice("signin.welcome.emptied", .told))
    }
}

/// The five, in their order.
enum WelcomeQuestion: String, Sendable, CaseIterable {
    case name, address, team, hours, mail

    var path: String { "/welcome/\(rawValue)" }
    var local: LocalPath { LocalPath("/welcome/\(rawValue)") }
    var number: Int { (Self.allCases.firstIndex(of: self) ?? 0) + 1 }
    var next: WelcomeQuestion? { Self.allCases.dropFirst(number).first }
}

/// What was typed in answer to one of them.
struct WelcomeAnswer: Sendable {
    var trouble = FormTrouble.none
    var trial: Notice?
    /// Whom somebody must hand their link, and the link.
    var links: [(name: String, link: String)] = []
    private(set) var kept: WelcomeQuestion?
    private(set) var name = ""
    private(set) var language: Language?
    private(set) var zone = ""
    private(set) var rules = RuleForm([], keeping: .empty)
    private(set) var guests: [AgentForm] = []
    private(set) var hours = HoursForm(keeping: .empty)
    private(set) var relay = RelayForm(nil)

    static let addresses = Array(MailSettingsRoutes.questions.prefix(1))
    /// Colleagues on one page.
    static let places = 4

    init() {}

    init(keeping form: Form, _ question: WelcomeQuestion) {
        kept = question
        switch question {
        case .name:
            name = (try? form.text("name")) ?? ""
            language = (try? form.choice("language", of: Language.self)) ?? nil
            zone = (try? form.text("zone", most: 64)) ?? ""
        case .address: rules = RuleForm(Self.addresses, keeping: form)
        case .team: guests = Self.guests(form)
        case .hours: hours = HoursForm(keeping: form)
        case .mail: relay = RelayForm(keeping: form)
        }
    }

    var isFine: Bool { trouble.isEmpty && rules.troubles.isEmpty && trial?.kind != .refused }

    /// The rest of the department stays.
    func department(keeping old: DepartmentForm) -> DepartmentForm {
        var form = old
        (form.name, form.language, form.zone) = (name, language ?? old.language, zone)
        return form
    }

    private static func guests(_ form: Form) -> [AgentForm] {
        (1...places).compactMap { place in
            var guest = AgentForm()
            guest.name = (try? form.text("name\(place)")) ?? ""
            guest.email = (try? form.text("email\(place)", most: 320)) ?? ""
            if guest.name.isEmpty { guest.name = String(guest.email.prefix { $0 != "@" }) }
            return guest.email.isEmpty ? nil : guest
        }
    }
}
