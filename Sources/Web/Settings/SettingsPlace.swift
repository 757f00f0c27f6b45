import Accounts
import Gate
import Languages
import Markup
import Primitives

/// The pages of the settings, in the order of their tabs.
enum SettingsPlace: String, Sendable, CaseIterable {
    case desk, mail, answers, hours, agents, teams, queues, categories, roles, departments, suppressed, jobs, audit

    var path: String { self == .desk ? "/settings" : "/settings/\(rawValue)" }
}

extension AgentContext {
    /// What they may in the department whose settings they see: the one chosen last, else the first where they have the right.
    /// Throws ``PolicyError``.
    func configuring(_ object: ObjectKind = .setting, _ verb: Verb = .configure) throws -> Access {
        let fitting = ([access] + accesses).first { $0.reach(verb, object) >= .department }
        guard let fitting else { throw PolicyError.forbidden(verb, object) }
        return fitting
    }
}

/// A page of the settings.
protocol SettingsPage: DeskPage {
    var place: SettingsPlace { get }
    var words: Words { get }
    func content(_ parts: Parts) -> HTML
}

extension SettingsPage {
    var title: String { words("settings.place.\(place.rawValue)") }
    var current: String? { Place.settings.path }

    func view(_ parts: Parts) -> Frame.Kind {
        let tabs = SettingsPlace.allCases.map { place in
            (text: words("settings.place.\(place.rawValue)"), address: place.path, current: place == self.place)
        }
        return .plain("""
            \(parts.pageHead(title, words("settings.about.\(place.rawValue)")))\
            <div class="settings">\(parts.tabs(words("layout.place.settings"), tabs))\(content(parts))</div>
            """)
    }
}
