import Accounts
import Gate
import Knowledge
import Languages
import Primitives

/// Who may read an article, as one choice of a form: `agents`, `customers`, `all`, or a team: `team-4711`.
struct ReadersForm: Sendable, Equatable {
    let audience: Article.Audience
    let team: ID<Team>?

    init(_ audience: Article.Audience, _ team: ID<Team>?) {
        self.audience = audience
        self.team = audience == .team ? team : nil
    }

    /// Throws ``FormError`` for what is no choice; an empty field is for all agents.
    init(_ form: Form) throws {
        let value = try form.text("readers", most: 40)
        if value.hasPrefix("team-"), let team = ID<Team>(String(value.dropFirst(5))) {
            self.init(.team, team)
        } else if let audience = value.isEmpty ? .agents : Article.Audience(rawValue: value), audience != .team {
            self.init(audience, nil)
        } else {
            throw FormError("readers", "form.choice")
        }
    }

    var value: String { team.map { "team-\($0)" } ?? audience.rawValue }

    /// - Parameter audiences: those that may be chosen beside the teams
    func field(_ audiences: [Article.Audience], _ teams: [Team], hint: String? = nil, _ words: Words, _ trouble: FormTrouble) -> Field {
        let wide = audiences.filter { $0 != .team }.map { Field.Choice($0.rawValue, words("knowledgepage.audience.\($0.rawValue)")) }
        let narrow = teams.map { Field.Choice("team-\($0.id)", words("knowledgepage.onlyTeam", ["team": $0.name])) }
        return Field(
            "readers", words("knowledgepage.audience"), .choices(narrow + wide), value: value, hint: hint,
            error: trouble.about("readers", words), required: true)
    }
}
