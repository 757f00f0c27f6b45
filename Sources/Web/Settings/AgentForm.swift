import Accounts
import Gate
import Languages
import Markup
import Primitives
import Storage
import Synchronization

/// An agent's name, address, roles and teams, as a page sends them.
struct AgentForm: Sendable {
    /// Roles, or teams, of one agent.
    private static let most = 5000

    var name = ""
    var email = ""
    var roles: Set<ID<Role>> = []
    var teams: Set<ID<Team>> = []
    var isActive = true
    var seen: Version?

    init() {}

    init(_ agent: Agent, in department: ID<Department>, _ tx: Transaction) throws {
        (name, email, isActive, seen) = (agent.name, agent.email, agent.isActive, agent.version)
        roles = Set(try RoleStore(tx).roles(of: agent.id).filter { $0.department == department }.map(\.id))
        teams = Set(try TeamStore(tx).teams(of: agent.id, in: department).map(\.id))
    }

    init(keeping form: Form) {
        name = (try? form.text("name")) ?? ""
        email = (try? form.text("email", most: 320)) ?? ""
        roles = (try? form.ids("role", as: Role.self, most: Self.most)) ?? []
        teams = (try? form.ids("team", as: Team.self, most: Self.most)) ?? []
        isActive = form.isOn("active")
        seen = (try? form.version()) ?? nil
    }

    func fields(_ words: Words, _ trouble: FormTrouble) -> [Field] {
        [
            Field("name", words("common.name"), value: name, error: trouble.about("name", words), required: true, autocomplete: "off"),
            Field("email", words("common.email"), .email, value: email, error: trouble.about("email", words), required: true, autocomplete: "off"),
        ]
    }

    /// The roles and teams there are.
    struct Choices: Sendable {
        let roles: [(id: ID<Role>, name: String)]
        let teams: [(id: ID<Team>, name: String)]

        init(_ access: Access, _ words: Words, _ tx: Transaction) throws {
            roles = try RoleStore(tx).all(in: access.department).map { ($0.id, $0.shownName(words)) }
            teams = try TeamStore(tx).all(in: access.department).map { ($0.id, $0.name) }
        }

        func view(_ form: AgentForm, _ parts: Parts) -> HTML {
            parts.boxes("role", parts.words("settings.agent.roles"), roles.map { ($0.id.text, $0.name, form.roles.contains($0.id)) })
                + parts.boxes("team", parts.words("settings.agent.teams"), teams.map { ($0.id.text, $0.name, form.teams.contains($0.id)) })
        }
    }
}

extension Role {
    func shownName(_ words: Words) -> String { nameKey.map { words($0) } ?? name }
}

extension Parts {
    /// Several of some; many have room to scroll.
    func boxes(_ name: String, _ label: String, _ items: [(value: String, text: String, isOn: Bool)]) -> HTML {
        let lines = items.map { item -> HTML in
            """
            <label class="choice"><input type="checkbox" name="\(name)" value="\(item.value)"\(item.isOn ? " checked" : HTML.empty)>\
            <span>\(item.text)</span></label>
            """
        }
        let many: HTML = items.count > 30 ? " many" : ""
        return "<fieldset class=\"field\"><legend class=\"small medium\">\(label)</legend><div class=\"stack\(many)\">\(lines)</div></fieldset>"
    }
}

/// What a transaction's closure hands out; the last run of it counts.
final class Handed: Sendable {
    private let kept = Mutex<String?>(nil)

    var token: String? {
        get { kept.withLock { $0 } }
        set { kept.withLock { $0 = newValue } }
    }
}
