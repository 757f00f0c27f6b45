import Accounts
import Customisation
import Gate
import Languages
import Primitives

extension Setting where Value == Bool {
    /// Whether keys of one letter do something.
    static let singleKeys = Setting("keys.single", true, at: [.person])
}

extension SettingRule {
    /// The settings declared here.
    package static let signIn: [SettingRule] = [Setting.singleKeys.rule]
}

/// What an agent says of themself.
struct ProfileForm: Sendable {
    var name: String
    var language: Language?
    var zone: String
    var theme: Agent.Theme
    var density: Agent.Density
    var singleKeys: Bool
    var seen: Version

    init(_ agent: Agent, singleKeys: Bool) {
        (name, language, zone) = (agent.name, agent.language, agent.zone ?? "")
        (theme, density, seen) = (agent.theme, agent.density, agent.version)
        self.singleKeys = singleKeys
    }

    init(keeping form: Form, _ agent: Agent) {
        self.init(agent, singleKeys: form.isOn("singleKeys"))
        name = (try? form.text("name")) ?? name
        language = (try? form.choice("language", of: Language.self)) ?? nil
        zone = (try? form.text("zone", most: 64)) ?? ""
        theme = ((try? form.choice("theme", of: Agent.Theme.self)) ?? nil) ?? theme
        density = ((try? form.choice("density", of: Agent.Density.self)) ?? nil) ?? density
    }

    func fields(_ words: Words, _ trouble: FormTrouble) -> [Field] {
        let languages = [Field.Choice("", words("signin.profile.browserLanguage"))] + Language.allCases.map { Field.Choice($0.rawValue, $0.name) }
        let themes = Agent.Theme.allCases.map { Field.Choice($0.rawValue, words("signin.theme.\($0.rawValue)")) }
        let densities = Agent.Density.allCases.map { Field.Choice($0.rawValue, words("signin.density.\($0.rawValue)")) }
        return [
            Field("name", words("common.name"), value: name, error: trouble.about("name", words), required: true, autocomplete: "name"),
            Field("language", words("common.language"), .choices(languages), value: language?.rawValue ?? "", required: true),
            .zone(zone, words, error: trouble.about("zone", words), required: false),
            Field("theme", words("signin.theme"), .choices(themes), value: theme.rawValue, required: true),
            Field("density", words("signin.density"), .choices(densities), value: density.rawValue, required: true),
            Field("singleKeys", words("signin.singleKeys"), .tick, value: singleKeys ? "on" : "", hint: words("signin.singleKeys.hint")),
        ]
    }
}
